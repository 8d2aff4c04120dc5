/** The commands of the stage manager: the one big button, and those beside it. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { didWords } from "./control_send.js";
import { partOf, partWords } from "./control_parts.js";

const MINUTE_MS = 60_000;

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

/** Whether the programme, or a sitting of it, has not begun and may be held. */
function startMayWait({ phase, items, next_id: nextId }) {
  if (phase !== "not_started" && phase !== "between") return false;
  const next = items.find((item) => item.id === nextId);
  return Boolean(next) && items.find((item) => item.sitting_id === next.sitting_id) === next;
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
  paintUndo(snapshot);
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

function paintUndo({ last_cue: last, edit_undoable: edited }) {
  const undoable = Boolean(last?.undoable);
  enable("undo", undoable);
  write("undo-text", undoable ? say("undo", { what: didWords(last.command) }) : say("undo_none"));
  write("undo-by", undoable ? say("undo_by", { who: last.by, t: hourMinute(last.at_ms) }) : "");
  enable("undo-edit", Boolean(edited));
  show("undo-edit", Boolean(edited));
}

/**
 * Give what each button and key does.
 *
 * @param {import("./control_send.js").Desk} desk
 * @param {(wish: object) => Promise<{reason: string, agreed_by: string} | null>} askReason
 */
export function createCommands(desk, askReason) {
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

  async function hold() {
    const { phase } = desk.snapshot() ?? {};
    if (phase === "held" || phase === "start_held") void cue("hold", "resume");
    else if (phase === "running") void cue("hold", "hold");
    else if (can("hold")) {
      const given = await askReason({ title: say("hold_start"), kind: "hold", submit: say("hold_start") });
      if (given) void cue("hold", "hold", given);
    }
  }

  /** The hall stands still at once; why is said afterwards. */
  async function sayWhyHeld() {
    const { phase } = desk.snapshot() ?? {};
    if (phase !== "held" && phase !== "start_held") return;
    const given = await askReason({ title: say("hold_why"), kind: "hold", needed: true, submit: say("save") });
    if (given) void cue("hold-why", "hold", given);
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
    undo: plain("undo", "undo"),
    undoEdit() {
      if (!can("undo-edit")) return;
      void post("/stage/edits/undo", { revision: desk.snapshot().rundown_revision }, say("edit_undone"));
    },
    add(minutes) {
      const live = desk.snapshot() && liveOf(desk.snapshot());
      if (live) void cue(`add ${minutes}`, "add", { item_id: live.id, span_ms: minutes * MINUTE_MS }, { quick: true });
    },
  };
}
