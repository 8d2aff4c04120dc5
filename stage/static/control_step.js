/** The commands of the stage manager: the one big button, and those beside it. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { giveWithReason } from "./control_reason.js";
import { didWords } from "./control_send.js";
import { partOf, partWords } from "./control_parts.js";

const MINUTE_MS = 60_000;
/** So many minutes taken at once are more than a fine tuning. */
const MANY_MINUTES = 5;
const HELD = ["held", "start_held"];

/**
 * The place of an item in the list, from 1; 0 if it is not there.
 *
 * @param {any} snapshot
 * @param {number} id
 * @returns {number}
 */
export function placeOf(snapshot, id) {
  return snapshot.items.findIndex((item) => item.id === id) + 1;
}

/**
 * The item that runs or is held.
 *
 * @param {any} snapshot
 * @returns {any}
 */
export function liveOf(snapshot) {
  return snapshot.items.find((item) => item.id === snapshot.now_id);
}

/** The item that follows the live one in its sitting; what comes after a break does not count. */
function followerOf(snapshot) {
  const live = liveOf(snapshot);
  const next = snapshot.items.find((item) => item.id === snapshot.next_id);
  return live && next?.sitting_id === live.sitting_id ? next : undefined;
}

/**
 * Whether nothing runs and no item of the sitting that comes next has begun: its start may be held.
 * The twin on the server is Rundown.between_sittings.
 *
 * @param {any} snapshot
 * @returns {boolean}
 */
export function startMayWait({ phase, items, next_id: nextId }) {
  if (phase !== "not_started" && phase !== "between") return false;
  const next = items.find((item) => item.id === nextId);
  const ofSitting = items.filter((item) => item.sitting_id === next?.sitting_id);
  return Boolean(next) && ofSitting.every((item) => item.started_ms === null);
}

function endWord({ next_id: nextId }) {
  return say(nextId === null ? "finish_all" : "finish_sitting");
}

/** What the big button says, and about what. */
function primaryWords(snapshot, waiting) {
  const { step, items } = snapshot;
  if (!step) {
    const asked = snapshot.now_id !== null;
    return [say(asked ? "answer_first" : items.length ? "nothing_left" : "empty"), ""];
  }
  const item = items.find((one) => one.id === step.item_id);
  const named = item ? `${placeOf(snapshot, item.id)}. ${item.title}` : "";
  if (step.command === "finish") return [waiting === "end" ? say("press_again", { what: endWord(snapshot) }) : endWord(snapshot), ""];
  if (step.command === "part") return [say("next_part"), partWords(partOf(item, step.part))];
  return [say(step.command), named];
}

/** What cannot be done now keeps its place and says so; a late answer never disables anything. */
function enable(name, can) {
  role(name).setAttribute("aria-disabled", String(!can));
}

const can = (name) => role(name).getAttribute("aria-disabled") === "false" && !role(name).hidden;

/**
 * @param {any} snapshot
 * @param {string | null} waiting the button that waits for its second press
 */
export function paintCommands(snapshot, waiting) {
  const { phase, step, items } = snapshot;
  const live = liveOf(snapshot);
  const [word, about] = primaryWords(snapshot, waiting);
  enable("primary", Boolean(step));
  role("primary").dataset.waiting = String(waiting === "end");
  role("primary").dataset.command = step?.command ?? "";
  write("primary-word", word);
  write("primary-item", about);
  paintLeave(snapshot, waiting);
  const heldBack = phase === "start_held";
  show("resume", phase === "held" || heldBack);
  show("hold", phase !== "held" && !heldBack);
  write("hold-word", say(live || !startMayWait(snapshot) ? "hold" : "hold_start"));
  write("resume-word", say(heldBack ? "release_start" : "resume"));
  enable("hold", phase === "running" || startMayWait(snapshot));
  enable("finish", Boolean(live));
  write("finish-word", waiting === "finish" ? say("press_again_short") : say("finish"));
  enable("back", Boolean(live) && items.some((item) => item.state === "done"));
  enable("anew", Boolean(live));
  for (const name of ["add-less-5", "add-less-1", "add-more-1", "add-more-5"]) enable(name, Boolean(live));
  role("add-less-5").dataset.waiting = String(waiting === "add -5");
  paintUndo(snapshot, waiting);
}

/** The way past the parts that still wait. */
function paintLeave(snapshot, waiting) {
  const { step } = snapshot;
  const offered = step?.command === "part";
  const follower = followerOf(snapshot);
  show("leave", offered);
  enable("leave", offered);
  if (!offered) return;
  const end = waiting === "leave" ? say("press_again", { what: endWord(snapshot) }) : endWord(snapshot);
  write("leave-text", follower ? say("leave_to", { title: `${placeOf(snapshot, follower.id)}. ${follower.title}` }) : end);
}

/** Whether the last press was one on the award panel: what is undone here came before it. */
function awardIsNewer({ award, last_cue: last }) {
  return (award?.pressed_ms ?? -Infinity) > (last?.at_ms ?? Infinity);
}

function paintUndo({ last_cue: last, edit_undoable: edited }, waiting) {
  const undoable = Boolean(last);
  enable("undo", undoable);
  write("undo-text", undoable ? say(waiting === "undo" ? "undo_older" : "undo", { what: didWords(last.command) }) : say("undo_none"));
  write("undo-by", undoable ? say("undo_by", { who: last.by, t: hourMinute(last.at_ms) }) : "");
  enable("undo-edit", Boolean(edited));
  show("undo-edit", Boolean(edited));
}

/**
 * Give what each button and key does.
 *
 * @param {import("./control_send.js").Desk} desk
 */
export function createCommands(desk) {
  const { cue, post, twice } = desk;

  function primary() {
    const step = desk.snapshot()?.step;
    if (!step) return;
    if (step.command === "finish" && !twice.press("end")) return;
    const target = {};
    if (step.command === "start" || step.command === "part") target.item_id = step.item_id;
    if (step.part) target.part = step.part;
    void cue("primary", step.command, target);
  }

  function leave() {
    const snapshot = desk.snapshot();
    if (!can("leave")) return;
    if (followerOf(snapshot)) void cue("leave", "next");
    else if (twice.press("leave")) void cue("leave", "finish");
  }

  function finish() {
    if (!can("finish")) return;
    if (followerOf(desk.snapshot()) || twice.press("finish")) void cue("finish", "finish");
  }

  /** At once, the start too: why is asked by another key, so that none typed next is lost in a field. */
  function hold() {
    const { phase } = desk.snapshot() ?? {};
    if (HELD.includes(phase)) void cue("hold", "resume");
    else if (phase === "running" || can("hold")) void cue("hold", "hold");
  }

  /** The hall stands still at once; why is said afterwards, of the hold that was seen. */
  function sayWhyHeld() {
    const wish = { title: say("hold_why"), kind: "hold", needed: true, submit: say("save") };
    const isHeld = () => HELD.includes(desk.snapshot()?.phase);
    const give = (given, how) => cue("hold-why", "hold", given, how);
    void giveWithReason(desk, () => (isHeld() ? wish : null), give);
  }

  /**
   * The live item is tuned freely, minute by minute; five at once of what custom does not cut are
   * asked for twice.
   */
  function mayTake(live, minutes) {
    const asks = minutes <= -MANY_MINUTES && desk.snapshot().details[live.id].protected;
    if (!asks || twice.press(`add ${minutes}`)) return true;
    desk.tell(say("protected_again", { title: live.title }), "asks");
    return false;
  }

  function undo() {
    if (!can("undo")) return;
    if (!awardIsNewer(desk.snapshot()) || twice.press("undo")) void cue("undo", "undo");
  }

  const plain = (name, command) => () => {
    if (can(name)) void cue(name, command);
  };

  return {
    primary,
    leave,
    finish,
    hold,
    sayWhyHeld,
    back: plain("back", "back"),
    anew: plain("anew", "anew"),
    undo,
    undoEdit() {
      if (!can("undo-edit")) return;
      void post("/stage/edits/undo", { revision: desk.snapshot().rundown_revision }, say("edit_undone"));
    },
    add(minutes) {
      const live = desk.snapshot() && liveOf(desk.snapshot());
      if (live && mayTake(live, minutes)) void cue(`add ${minutes}`, "add", { item_id: live.id, span_ms: minutes * MINUTE_MS }, { quick: true });
    },
  };
}
