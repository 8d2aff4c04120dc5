/** One item of the list is chosen: its tools stand in its row, and keys act on it. */

import { role, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { isMovable } from "./control_order.js";
import { partOf, partWords } from "./control_parts.js";
import { giveWithReason } from "./control_reason.js";
import { rowOfItem } from "./control_rundown.js";

const MINUTE_MS = 60_000;
/** What has ended stays as it was; of the item that runs only the note is still written. */
const NOTABLE = ["planned", "skipped", "live", "held"];

/** Kept by hand: the row that it stands in may be taken out of the list. */
const tools = role("tools");

let chosenId = null;

/** @returns {number | null} */
export function chosen() {
  return chosenId;
}

/** The item that is chosen, as it stands now. */
function chosenItem(snapshot) {
  return snapshot?.items.find((item) => item.id === chosenId);
}

/**
 * Show the tools in the row of the chosen item, and only those that fit it.
 *
 * @param {any} snapshot
 */
export function paintChosen(snapshot) {
  const item = chosenItem(snapshot);
  if (!item) chosenId = null;
  const row = item && rowOfItem(item.id);
  const usable = Boolean(row) && NOTABLE.includes(item.state);
  for (const one of role("rundown").children) {
    /** @type {HTMLElement} */ (one).dataset.chosen = String(one === row);
    show("row-chosen", one === row, one);
    /** @type {HTMLElement} */ (one).tabIndex = one === (row ?? firstToChoose(snapshot)) ? 0 : -1;
  }
  tools.hidden = !usable;
  if (!usable) return;
  if (tools.parentElement !== row) row.append(tools);
  const planned = item.state === "planned";
  for (const name of ["tool-less-5", "tool-less-1", "tool-more-1", "tool-more-5", "tool-skip"]) show(name, planned, tools);
  show("tool-restore", item.state === "skipped", tools);
  for (const name of ["tool-up", "tool-down"]) show(name, isMovable(snapshot, item.id), tools);
}

/** Where the Tab key enters the list: at what runs or comes next. */
function firstToChoose({ now_id: nowId, next_id: nextId, items }) {
  const id = nowId ?? nextId ?? items[0]?.id;
  return id === undefined ? undefined : rowOfItem(id);
}

/**
 * @param {import("./control_send.js").Desk} desk
 * @param {{move: (id: number, by: number) => void}} order
 * @param {(title: string, note: string) => Promise<string | null>} askNote
 */
export function createChosen(desk, order, askNote) {
  const { cue, post } = desk;

  function choose(id, { focus = false } = {}) {
    chosenId = id;
    desk.repaint();
    const row = id === null ? undefined : rowOfItem(id);
    row?.scrollIntoView({ block: "nearest" });
    if (focus) row?.focus({ preventScroll: true });
  }

  /** Choose the item above or below; from nowhere, what runs or comes next. */
  function walk(by) {
    const { items, now_id: nowId, next_id: nextId } = desk.snapshot() ?? { items: [] };
    if (items.length === 0) return;
    const nth = items.findIndex((item) => item.id === chosenId);
    const start = items.findIndex((item) => item.id === (nowId ?? nextId ?? items[0].id));
    const wanted = nth < 0 ? start : Math.min(Math.max(nth + by, 0), items.length - 1);
    choose(items[wanted].id, { focus: true });
  }

  /** Leave out an item or a part of it: why, and who agreed where custom forbids it. */
  function skip(item, part) {
    const { protected: asks } = desk.snapshot().details[item.id];
    const title = say("skip_what", { title: part ? partWords(part) : item.title });
    const wish = { title, kind: "skip", needed: true, asks, submit: say("skip") };
    const target = { item_id: item.id };
    if (part) target.part = { kind: part.kind, id: part.id };
    const isPlanned = () => {
      const now = desk.snapshot().items.find((one) => one.id === item.id);
      return (part ? partOf(now, part) : now)?.state === "planned";
    };
    const button = `skip ${item.id} ${part?.kind} ${part?.id}`;
    const give = (given, how) => cue(button, "skip", { ...target, ...given }, how);
    void giveWithReason(desk, () => (isPlanned() ? wish : null), give);
  }

  function restore(item, part) {
    const target = { item_id: item.id };
    if (part) target.part = { kind: part.kind, id: part.id };
    void cue(`restore ${item.id} ${part?.kind} ${part?.id}`, "restore", target);
  }

  function skipOrRestore() {
    const item = chosenItem(desk.snapshot());
    if (item?.state === "planned") skip(item, null);
    else if (item?.state === "skipped") restore(item, null);
  }

  /** Give minutes to the chosen item; false where none is chosen that could take them. */
  function add(minutes) {
    const item = chosenItem(desk.snapshot());
    if (item?.state !== "planned") return false;
    const target = { item_id: item.id, span_ms: minutes * MINUTE_MS };
    const button = `add ${item.id} ${minutes}`;
    if (minutes < 0 && desk.snapshot().details[item.id].protected) take(item, minutes, button, target);
    else void cue(button, "add", target, { quick: true });
    return true;
  }

  /** Minutes of what custom does not cut are taken when somebody of the chair has agreed. */
  function take(item, minutes, button, target) {
    const title = say("cut_shorten", { n: -minutes, title: item.title });
    const wish = { title, kind: "skip", needed: true, asks: true, submit: say("cut_do") };
    const waits = () => desk.snapshot().items.find((one) => one.id === item.id)?.state === "planned";
    const give = (given, how) => cue(button, "add", { ...target, ...given }, how);
    void giveWithReason(desk, () => (waits() ? wish : null), give);
  }

  async function note() {
    const snapshot = desk.snapshot();
    const item = chosenItem(snapshot);
    if (!item || !NOTABLE.includes(item.state)) return;
    const { rundown_revision: revision } = snapshot;
    const written = await askNote(item.title, snapshot.details[item.id].cue_note);
    if (written === null) return;
    void post("/stage/notes", { item_id: item.id, note: written, revision }, say("note_written"));
  }

  function move(by) {
    if (chosenId !== null) order.move(chosenId, by);
  }

  /** A press in the row of a part. */
  function pressPart(name, itemId, partId) {
    const item = desk.snapshot().items.find((one) => one.id === Number(itemId));
    const [kind, id] = partId.split(" ");
    const part = partOf(item, { kind, id: Number(id) });
    if (!part) return;
    if (name === "skip") skip(item, part);
    else if (name === "restore") restore(item, part);
    else void cue(`part ${partId}`, "part", { item_id: item.id, part: { kind, id: part.id } });
  }

  return { choose, walk, skipOrRestore, add, note, move, pressPart };
}

/**
 * @param {ReturnType<typeof createChosen>} acts
 */
export function wireChosen(acts) {
  const toggle = (row) => {
    const id = Number(row.dataset.item);
    acts.choose(id === chosenId ? null : id, { focus: true });
  };
  role("rundown").addEventListener("keydown", (press) => {
    const row = /** @type {HTMLElement} */ (press.target);
    if (row.dataset.item === undefined || row.parentElement !== role("rundown")) return;
    if (press.repeat || !["Enter", " "].includes(press.key)) return;
    press.preventDefault();
    toggle(row);
  });
  role("rundown").addEventListener("click", (press) => {
    const at = /** @type {Element} */ (press.target);
    const row = /** @type {HTMLElement | null} */ (at.closest("[data-item]"));
    if (at.closest("button") || at.closest('[data-role="row-parts"]') || !row) return;
    toggle(row);
  });
  const press = {
    "tool-less-5": () => acts.add(-5),
    "tool-less-1": () => acts.add(-1),
    "tool-more-1": () => acts.add(1),
    "tool-more-5": () => acts.add(5),
    "tool-skip": acts.skipOrRestore,
    "tool-restore": acts.skipOrRestore,
    "tool-up": () => acts.move(-1),
    "tool-down": () => acts.move(1),
    "tool-note": () => void acts.note(),
  };
  for (const [name, act] of Object.entries(press)) role(name).addEventListener("click", act);
}
