/**
 * /stage/cues: the technicians' list of now and next; each press says what was seen. Rows stay while
 * they are filled anew, so that a press, a finger and the keyboard's focus keep their cue.
 */

import { hourMinute, minutesSeconds, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { send } from "../../server/static/commands.js";
import { keepRows } from "../../server/static/kept_rows.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { paintMessages } from "./messages.js";
import { isOver, itemWords, paintProgress } from "./wings_times.js";

const ORDER = ["planned", "standby", "running", "done"];
const SIGNS = { planned: "○", standby: "◐", running: "▶", done: "✓" };
const STATE = "/stage/cue-sheet/state";
const TYPING = "input, select, textarea, [contenteditable], dialog";
/** A second press of the same within this time is the same press. */
const ONE_PRESS_MS = 800;
/** Nobody sees so soon that another cue lies under the finger now. */
const MOVED_MS = 400;

const screen = role("screen");
const acts = screen.dataset.acts === "yes";

let snapshot = null;
/** The cue that the keys act on. */
let chosen = null;
/** When the rows changed their places, and when the page itself chose another cue. */
let movedAt = -MOVED_MS;
let chosenAt = -MOVED_MS;
/** When each button of each cue was pressed last. */
const pressed = new Map();

const { now } = follow({ namespace: "/stage", room: "cues", onSnapshot: take });
const paintClock = paintEachSecond(now, paintTimes);

function take(given) {
  snapshot = given;
  paintMessages(snapshot.messages);
  paint();
  paintClock();
}

const item = (id) => snapshot.items.find((one) => one.id === id) ?? null;
const allRows = () => snapshot.cues.flatMap((one) => one.rows);
const after = (state) => ORDER[ORDER.indexOf(state) + 1] ?? null;
const before = (state) => ORDER[ORDER.indexOf(state) - 1] ?? null;

function viewOf({ items, phase, cues }) {
  if (items.length === 0) return "empty";
  return phase === "finished" && cues.length === 0 ? "finished" : "cues";
}

function labelOf(id) {
  if (id === snapshot.now_id) return say(snapshot.phase === "held" ? "held" : "now");
  if (item(id)?.state === "done") return say("over");
  if (id !== snapshot.next_id) return say("next");
  return say(["not_started", "start_held"].includes(snapshot.phase) ? "first" : "next");
}

function placeOf(id) {
  if (id === snapshot.now_id) return "now";
  return item(id)?.state === "done" ? "over" : "next";
}

function paint() {
  const view = viewOf(snapshot);
  screen.dataset.view = view;
  write("nothing", { empty: say("no_programme"), finished: say("finished") }[view] ?? "");
  keepChosen();
  const was = orderNow();
  keepRows(role("items"), "item", snapshot.cues, { keyOf: (one) => one.item_id, fill: fillSection });
  if (was !== "" && was !== orderNow()) movedAt = performance.now();
}

const orderNow = () => roles("cue-row").map((row) => row.dataset.cue).join(" ");
const isJust = (at) => performance.now() - at < MOVED_MS;

function keepChosen() {
  const rows = allRows();
  if (rows.some((one) => one.id === chosen)) return;
  if (chosen !== null) chosenAt = performance.now();
  chosen = (rows.find((one) => one.state !== "done") ?? rows[0])?.id ?? null;
}

function fillSection(element, { item_id: id, rows }) {
  const one = item(id);
  element.dataset.item = String(id);
  element.dataset.place = placeOf(id);
  write("item-label", labelOf(id), element);
  write("item-title", [one?.number, one?.title].filter(Boolean).join(". "), element);
  write("item-performer", one?.performer, element);
  const ready = rows.filter((row) => row.state !== "planned").length;
  write("item-ready", rows.length ? say("ready", { n: ready, all: rows.length }) : "", element);
  element.dataset.ready = String(ready === rows.length);
  show("stand-by", acts && ready < rows.length, element);
  show("no-cues", rows.length === 0, element);
  const fill = (line, row) => fillCue(line, row, one);
  keepRows(role("cues", element), "cue", rows, { keyOf: (row) => row.id, fill });
}

function partTitle(part, one) {
  if (!part) return "";
  const of = [...(one?.steps ?? []), ...(one?.entries ?? [])];
  const found = of.find((each) => each.kind === part.kind && each.id === part.id);
  return found ? say("part", { title: [found.label, found.title].filter(Boolean).join(") ") }) : "";
}

function isLivePart({ part }, one) {
  const live = snapshot.now_part;
  return Boolean(part && live && one?.id === snapshot.now_id && live.kind === part.kind && live.id === part.id);
}

function fillCue(element, row, one) {
  element.dataset.cue = String(row.id);
  element.dataset.state = row.state;
  element.dataset.kind = row.kind;
  element.dataset.chosen = String(acts && row.id === chosen);
  element.dataset.live = String(isLivePart(row, one));
  write("cue-kind", say(row.kind), element);
  write("cue-words", row.words, element);
  write("cue-part", partTitle(row.part, one), element);
  write("cue-file", row.file, element);
  write("cue-length", row.length_ms ? minutesSeconds(row.length_ms) : "", element);
  paintTried(row, element);
  write("cue-sign", SIGNS[row.state], element);
  write("cue-state", say(row.state), element);
  const next = after(row.state);
  show("go", acts && next !== null, element);
  if (next) write("go", say(`do_${next}`), element);
  show("back", acts && row.state !== "planned", element);
}

function paintTried({ media, tried, tried_by: by }, element) {
  const mark = /** @type {HTMLButtonElement} */ (role("cue-tried", element));
  mark.hidden = !media;
  mark.disabled = !acts;
  mark.dataset.tried = String(tried);
  mark.setAttribute("aria-pressed", String(tried));
  write("cue-tried-sign", tried ? "✓" : "!", mark);
  write("cue-tried-words", say(tried ? "tried" : "not_tried"), mark);
  mark.title = by ?? "";
}

function paintTimes(nowMs) {
  writeDigits(role("clock"), hourMinute(nowMs));
  if (!snapshot?.items.length) return;
  paintProgress(snapshot, nowMs);
  for (const element of roles("item-card")) {
    const id = Number(element.dataset.item);
    write("item-time", itemWords(snapshot, id, nowMs), element);
    element.dataset.late = String(isOver(snapshot, id, nowMs));
  }
  for (const row of allRows()) paintRunning(row, nowMs);
}

/** What runs counts down to the end of its file, or up where nobody said how long it is. */
function paintRunning(row, nowMs) {
  const element = document.querySelector(`[data-cue="${row.id}"]`);
  if (!element) return;
  const clock = role("cue-clock", element);
  clock.hidden = row.state !== "running" || row.since_ms === null;
  if (clock.hidden) return;
  const gone = nowMs - row.since_ms;
  const left = row.length_ms === null ? null : row.length_ms - gone;
  if (left === null) writeDigits(clock, say("runs_for", { t: minutesSeconds(gone) }));
  else writeDigits(clock, say(left < 0 ? "runs_over" : "runs_left", { t: minutesSeconds(Math.abs(left)) }));
  clock.dataset.over = String(left !== null && left < 0);
}

function rowOf(element) {
  return allRows().find((one) => String(one.id) === element.dataset.cue);
}

/** A double press, and a key that is held down, are one press; what is swallowed counts on. */
function isAgain(key) {
  const last = pressed.get(key) ?? -ONE_PRESS_MS;
  pressed.set(key, performance.now());
  return performance.now() - last < ONE_PRESS_MS;
}

/** @param {any} row @param {"go" | "back"} name @param {HTMLElement} button */
async function put(row, name, button) {
  const state = name === "go" ? after(row.state) : before(row.state);
  if (!state || isAgain(`${row.id} ${name}`)) return;
  tellNothing();
  const answer = await whileBusy(button, () => send(STATE, { cue_id: row.id, state, seen: row.state }));
  if (answer) tellAnswer(answer, "");
}

async function standBy(id, button) {
  tellNothing();
  const answer = await whileBusy(button, () => send("/stage/cue-sheet/stand-by", { item_id: id }));
  if (!answer) return;
  const count = answer.body?.cue_ids?.length ?? 0;
  tellAnswer(answer, count ? say("all_ready", { n: count }) : say("none_waits"));
}

async function tryOut(row, button) {
  if (isAgain(`${row.id} tried`)) return;
  const answer = await whileBusy(button, () => send("/stage/cue-sheet/tried", { cue_id: row.id, tried: !row.tried }));
  if (answer) tellAnswer(answer, say(row.tried ? "tried_back" : "tried_noted"));
}

/** @type {Record<string, (element: HTMLElement, button: HTMLElement) => Promise<void>>} */
const PRESSES = {
  go: (element, button) => put(rowOf(element), "go", button),
  back: (element, button) => put(rowOf(element), "back", button),
  "cue-tried": (element, button) => tryOut(rowOf(element), button),
};

role("items").addEventListener("click", ({ target, detail }) => {
  if (!acts || !(target instanceof Element)) return;
  if (detail > 0 && isJust(movedAt)) {
    tell("open", say("list_moved"));
    return;
  }
  const element = /** @type {HTMLElement | null} */ (target.closest('[data-role="cue-row"]'));
  const button = /** @type {HTMLElement | null} */ (target.closest("button"));
  if (element) choose(Number(element.dataset.cue));
  if (!button) return;
  if (button.dataset.role === "stand-by") {
    void standBy(Number(/** @type {HTMLElement} */ (button.closest('[data-role="item-card"]')).dataset.item), button);
  } else if (element) void PRESSES[button.dataset.role ?? ""]?.(element, button);
});

function choose(id) {
  chosen = id;
  for (const each of roles("cue-row")) each.dataset.chosen = String(Number(each.dataset.cue) === id);
}

role("items").addEventListener("focusin", ({ target }) => {
  const element = target instanceof Element && target.closest('[data-role="cue-row"]');
  if (acts && element) choose(Number(/** @type {HTMLElement} */ (element).dataset.cue));
});

function step(by) {
  const rows = allRows();
  const at = rows.findIndex((one) => one.id === chosen);
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next) return;
  choose(next.id);
  const element = /** @type {HTMLElement | null} */ (document.querySelector(`[data-cue="${next.id}"]`));
  // The focus goes along: left on another cue's button, it would have Enter press that one.
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
}

function press(name) {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(`[data-cue="${chosen}"]`));
  if (isJust(chosenAt)) tell("open", say("list_moved"));
  else if (element) void PRESSES[name](element, element);
}

function standByNext() {
  const id = snapshot.next_id;
  if (id === null) tell("open", say("none_waits"));
  else void standBy(id, screen);
}

/** By `code`: with Telex on, letters never arrive as such. */
const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => press("go"),
  NumpadEnter: () => press("go"),
  KeyZ: () => press("back"),
  KeyS: standByNext,
};

window.addEventListener("keydown", (key) => {
  if (!acts || !snapshot || key.ctrlKey || key.altKey || key.metaKey) return;
  const { target } = key;
  if (target instanceof Element && target.closest(TYPING)) return;
  const button = target instanceof Element && target.closest("button, a");
  if (button && key.code.endsWith("Enter")) {
    // A button that has the focus is pressed by the browser; by a key that is held, again and again.
    if (key.repeat) key.preventDefault();
    return;
  }
  if (key.repeat) return;
  const act = KEYS[key.code];
  if (!act) return;
  key.preventDefault();
  act();
});
