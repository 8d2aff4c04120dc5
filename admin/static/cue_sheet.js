/** /admin/cue-sheet: lines are written in a dialog, moved by keys or buttons, taken off and back. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { once } from "../../server/static/request_ids.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";

const SHEET = "/admin/cue-sheet";
const LENGTH = /^(?:(\d{1,3}):([0-5]\d)|(\d{1,3}))$/;

const dialog = /** @type {HTMLDialogElement} */ (role("line-dialog"));
const form = /** @type {HTMLFormElement} */ (role("line-form"));

/** The line that the dialog changes; null while it makes a new one. */
let seen = null;
let itemId = 0;
/** Of a new line: how many dialogs were opened before, and what was sent first and not answered. */
let opened = 0;
let first = null;
/** What "Hoàn tác" brings back. */
let removed = null;
/** What the dialog held as it was opened; the button that opened it; whether a loss was told. */
let before = "";
let opener = "";
let warned = false;
let moving = false;

const renewSoon = sparingly(renew);
follow({ namespace: "/stage", room: "cues", onSnapshot: renewSoon });

function renew() {
  return swapPart(window.location.href, "sheet").catch(() => tell("open", say("list_failed")));
}

/** @param {string} name */
function field(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

function lineOf(element) {
  return JSON.parse(element.closest('[data-role="line"]').dataset.line);
}

const itemOf = (element) => element.closest('[data-role="item"]');

function clock(seconds) {
  return seconds === null ? "" : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Seconds of "4:30" or of "4" minutes; null for nothing, NaN for what is neither. */
function seconds(text) {
  if (text.trim() === "") return null;
  const [, minutes, rest, alone] = LENGTH.exec(text.trim()) ?? [];
  return alone === undefined ? Number(minutes) * 60 + Number(rest) : Number(alone) * 60;
}

function bodyOf({ kind, words, file, length_s: length, part }) {
  const [name, id] = part ? part.split("-") : [];
  return { kind, words, file, length_s: length, part: part ? [name, Number(id)] : null };
}

function offerParts(item, chosen) {
  const options = [{ value: "", title: say("whole_item") }, ...JSON.parse(item.dataset.parts)];
  field("part").replaceChildren(...options.map(({ value, title }) => new Option(title, value, false, value === chosen)));
}

function showMedia() {
  const media = role("media-fields").dataset.media?.split(" ") ?? [];
  show("media-fields", media.includes(field("kind").value));
}

function open(item, line, kind) {
  seen = line;
  first = null;
  opened += 1;
  itemId = Number(item.dataset.item);
  write("line-dialog-title", say(line ? "change" : "add"));
  write("line-item", item.dataset.title);
  sayFault("");
  form.reset();
  field("kind").value = line?.kind ?? kind;
  field("words").value = line?.words ?? "";
  field("file").value = line?.file ?? "";
  field("length").value = clock(line?.length_s ?? null);
  offerParts(item, line?.part ?? "");
  show("line-remove", line !== null);
  showMedia();
  before = JSON.stringify(typed());
  opener = document.activeElement?.id ?? "";
  warned = false;
  dialog.showModal();
  field("words").focus();
}

/** What was typed goes only at the second press. */
function close() {
  if (JSON.stringify(typed()) !== before && !warned) {
    warned = true;
    sayFault(say("unsaved"));
    return;
  }
  dialog.close();
}

function sayFault(sentence) {
  write("line-fault", sentence);
}

function typed() {
  const line = {
    kind: field("kind").value, words: field("words").value, file: field("file").value,
    length_s: seconds(field("length").value), part: field("part").value,
  };
  return { line: bodyOf(line), wrong: Number.isNaN(line.length_s) };
}

/** What was refused stays as it was typed; the lines behind the dialog become the new ones. */
async function afterRefusal(answer) {
  sayFault(answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  await renew();
  const fresh = seen && document.getElementById(`line-${seen.id}`);
  if (fresh && !answer.unknown) seen = lineOf(fresh);
}

function change(line) {
  return send(`${SHEET}/lines/${seen.id}`, { line, seen: bodyOf(seen) });
}

/**
 * An answer that was lost is asked for again, and the line is there once. What was written otherwise
 * before the second press is a change of it.
 */
async function add(line) {
  first ??= line;
  const answer = await once(`line ${opened}`, (requestId) => send(`${SHEET}/items/${itemId}`, { ...line, request_id: requestId }));
  if (!answer.body?.repeat) {
    if (!answer.unknown) first = null;
    return answer;
  }
  if (JSON.stringify(first) === JSON.stringify(line)) return answer;
  seen = { id: answer.body.cue_id, ...first, part: first.part?.join("-") ?? "" };
  return change(line);
}

async function save() {
  const { line, wrong } = typed();
  if (wrong) {
    sayFault(say("length_wrong"));
    field("length").focus();
    return;
  }
  const answer = seen ? await change(line) : await add(line);
  if (!answer.ok) {
    await afterRefusal(answer);
    return;
  }
  dialog.close();
  tell("good", say("saved"));
  forgetRemoved();
  await renew();
}

async function remove() {
  if (!seen) return;
  const line = seen;
  const answer = await send(`${SHEET}/lines/${line.id}/remove`, { seen: bodyOf(line) });
  if (answer.body?.error) {
    await afterRefusal(answer);
    return;
  }
  dialog.close();
  if (tellAnswer(answer, say("removed"))) {
    removed = line.id;
    show("undo", true);
  }
  await renew();
  role("undo").focus();
}

function forgetRemoved() {
  removed = null;
  show("undo", false);
}

async function bringBack() {
  if (removed === null) return;
  const answer = await send(`${SHEET}/lines/${removed}/restore`, {});
  const line = `line-${removed}`;
  if (tellAnswer(answer, say("restored"))) forgetRemoved();
  await renew();
  document.getElementById(line)?.focus();
}

/** Past the neighbour in the same column, whatever stands between them in the other one. */
async function move(element, by) {
  const row = element.closest('[data-role="line"]');
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const answer = await send(`${SHEET}/lines/${lineOf(row).id}/move`, { place: lineOf(other).place });
  tellAnswer(answer, say("moved"));
  await renew();
}

/** A key that is held moves on when the page shows where the line stands now, never from before. */
async function moveByKey(line, by) {
  if (moving) return;
  moving = true;
  await move(line, by);
  moving = false;
}

async function tryOut(button) {
  const tried = button.getAttribute("aria-pressed") !== "true";
  const answer = await send("/stage/cue-sheet/tried", { cue_id: lineOf(button).id, tried });
  tellAnswer(answer, say(tried ? "tried_noted" : "tried_back"));
  await renew();
}

async function propose() {
  const answer = await send(`${SHEET}/propose`, {});
  tellAnswer(answer, say("proposed", { n: answer.body?.new ?? 0 }));
  await renew();
}

/** @type {Record<string, (button: HTMLElement) => unknown>} */
const PRESSES = {
  "line-open": (button) => open(itemOf(button), lineOf(button), ""),
  add: (button) => open(itemOf(button), null, button.dataset.kind),
  up: (button) => whileBusy(button, () => move(button, -1)),
  down: (button) => whileBusy(button, () => move(button, 1)),
  tried: (button) => whileBusy(button, () => tryOut(button)),
  propose: (button) => whileBusy(button, propose),
  undo: (button) => whileBusy(button, bringBack),
  "line-remove": (button) => whileBusy(button, remove),
  "line-close": close,
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("button")) : null;
  const press = button && PRESSES[button.dataset.role ?? ""];
  if (!press) return;
  if (button.dataset.role !== "undo") tellNothing();
  press(button);
});
document.addEventListener("keydown", (key) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key.code];
  const line = key.target instanceof Element && key.target.closest('[data-role="line"]');
  if (!key.altKey || !by || !line) return;
  key.preventDefault();
  void moveByKey(line, by);
});
form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("line-save"), save);
});
form.addEventListener("input", () => {
  warned = false;
});
dialog.addEventListener("cancel", (press) => {
  press.preventDefault();
  close();
});
// The list behind the dialog may have been made anew: the browser would give the hand to nothing.
dialog.addEventListener("close", () => document.getElementById(opener)?.focus());
field("kind").addEventListener("change", showMedia);
offerHelp();
