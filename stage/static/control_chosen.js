/** One item of the list is chosen: its tools stand in its row, and keys act on it. */

import { role, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { isMovable } from "./control_order.js";
import { partOf, partWords } from "./control_parts.js";
import { rowOfItem } from "./control_rundown.js";

const MINUTE_MS = 60_000;

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
  const usable = Boolean(row) && ["planned", "skipped"].includes(item.state);
  for (const one of role("rundown").children) {
    /** @type {HTMLElement} */ (one).dataset.chosen = String(one === row);
    /** @type {HTMLElement} */ (one).tabIndex = one === (row ?? firstToChoose(snapshot)) ? 0 : -1;
  }
  tools.hidden = !usable;
  if (!usable) return;
  if (tools.parentElement !== row) row.append(tools);
  const planned = item.state === "planned";
  for (const name of ["tool-less-5", "tool-less-1", "tool-more-1", "tool-more-5", "tool-skip"]) show(name, planned, tools);
  show("tool-restore", !planned, tools);
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
 * @param {(wish: object) => Promise<{reason: string, agreed_by: string} | null>} askReason
 * @param {(title: string, note: string) => Promise<string | null>} askNote
 */
export function createChosen(desk, order, askReason, askNote) {
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
  async function skip(item, part) {
    const { protected: asks } = desk.snapshot().details[item.id];
    const title = say("skip_what", { title: part ? partWords(part) : item.title });
    const given = await askReason({ title, kind: "skip", needed: true, asks, submit: say("skip") });
    if (!given) return;
    const target = { item_id: item.id, ...given };
    if (part) target.part = { kind: part.kind, id: part.id };
    void cue(`skip ${item.id} ${part?.kind} ${part?.id}`, "skip", target);
  }

  function restore(item, part) {
    const target = { item_id: item.id };
    if (part) target.part = { kind: part.kind, id: part.id };
    void cue(`restore ${item.id} ${part?.kind} ${part?.id}`, "restore", target);
  }

  function skipOrRestore() {
    const item = chosenItem(desk.snapshot());
    if (item?.state === "planned") void skip(item, null);
    else if (item?.state === "skipped") restore(item, null);
  }

  /** Give minutes to the chosen item; false where none is chosen that could take them. */
  function add(minutes) {
    const item = chosenItem(desk.snapshot());
    if (item?.state !== "planned") return false;
    const target = { item_id: item.id, span_ms: minutes * MINUTE_MS };
    void cue(`add ${item.id} ${minutes}`, "add", target, { quick: true });
    return true;
  }

  async function note() {
    const snapshot = desk.snapshot();
    const item = chosenItem(snapshot);
    if (!item || !["planned", "skipped"].includes(item.state)) return;
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
    if (name === "skip") void skip(item, part);
    else if (name === "restore") restore(item, part);
    else void cue(`part ${partId}`, "part", { item_id: item.id, part: { kind, id: part.id } });
  }

  return { choose, walk, skipOrRestore, add, note, move, pressPart };
}

/**
 * @param {ReturnType<typeof createChosen>} acts
 */
export function wireChosen(acts) {
  role("rundown").addEventListener("click", (press) => {
    const at = /** @type {Element} */ (press.target);
    const row = /** @type {HTMLElement | null} */ (at.closest("[data-item]"));
    if (at.closest("button") || at.closest('[data-role="row-parts"]') || !row) return;
    const id = Number(row.dataset.item);
    acts.choose(id === chosenId ? null : id);
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
