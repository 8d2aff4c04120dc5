/** /admin/door: each setting is kept as soon as it changes, and can be taken back. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";
import { offerNoUndo, offerUndo } from "./undo_line.js";

const TRAYS_TAKE_MS = 30_000;

/** @param {HTMLInputElement | HTMLSelectElement} box */
function valueOf(box) {
  if (box instanceof HTMLInputElement && box.type === "checkbox") return box.checked;
  return box.value.trim();
}

/** What the server gave, or took last. */
function wasOf(box) {
  const was = box.dataset.was ?? "";
  return box.type === "checkbox" ? was === "yes" : was;
}

function put(box, value) {
  if (box.type === "checkbox") box.checked = value;
  else box.value = value;
}

function keep(box) {
  const value = valueOf(box);
  box.dataset.was = box.type === "checkbox" ? (value ? "yes" : "") : value;
}

/** A box for numbers holds a whole one from 1 up to its most, or nothing. */
function isWhole(box, { empty }) {
  const typed = box.value.trim();
  if (typed === "") return empty;
  return /^\d{1,6}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= Number(box.dataset.most);
}

const forWire = (box) => {
  const value = valueOf(box);
  return box.dataset.most && value !== "" ? Number(value) : value;
};

async function save(box) {
  const setting = box.closest('[data-role="setting"]');
  const what = setting.dataset.words;
  const before = wasOf(box);
  if (box.dataset.most && !isWhole(box, { empty: true })) {
    const typed = `“${box.value.trim()}”`;
    put(box, before);
    tell("bad", say("bad_number", { what, typed, most: box.dataset.most, was: before || say("not_set") }));
    return;
  }
  if (valueOf(box) === before) return;
  offerNoUndo();
  const answer = await send("/admin/door", { [box.name]: forWire(box) });
  if (!tellAnswer(answer, say("saved", { what }))) {
    put(box, before);
    return;
  }
  keep(box);
  await renewTrays();
  offerUndo(say("saved", { what }), () => takeBack(box.id, before, what));
}

async function takeBack(id, before, what) {
  // The part may have been drawn anew since.
  const box = /** @type {HTMLInputElement} */ (document.getElementById(id));
  const now = valueOf(box);
  put(box, before);
  if (!tellAnswer(await send("/admin/door", { [box.name]: forWire(box) }), say("restored", { what }))) {
    put(box, now);
    return;
  }
  keep(box);
  await renewTrays();
}

async function renewTrays() {
  await swapPart("/admin/door", "trays").catch(() => tell("open", say("part_old")));
}

/** The ordinals that are ticked in a row of groups. */
function ticked(row) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll('[data-role="sitting"]')]);
  return boxes.filter(({ checked }) => checked).map(({ value }) => Number(value));
}

function putGroup(row, { colour, sitting_ordinals: ordinals }) {
  if (colour !== undefined) {
    /** @type {HTMLSelectElement} */ (role("colour", row)).value = colour;
    role("swatch", row).dataset.colour = colour;
  }
  if (ordinals === undefined) return;
  for (const box of row.querySelectorAll('[data-role="sitting"]')) box.checked = ordinals.includes(Number(box.value));
}

function keepGroup(row, { colour, sitting_ordinals: ordinals }) {
  if (colour !== undefined) role("colour", row).dataset.was = colour;
  if (ordinals !== undefined) role("sittings", row).dataset.was = JSON.stringify(ordinals);
}

async function sendGroup(row, words, before, done) {
  putGroup(row, words);
  const answer = await send(`/admin/list/groups/${row.dataset.group}`, words);
  const taken = tellAnswer(answer, done);
  if (taken) keepGroup(row, words);
  else putGroup(row, before);
  return taken;
}

async function saveGroup(row, box) {
  const isColour = box.dataset.role === "colour";
  const words = isColour ? { colour: box.value } : { sitting_ordinals: ticked(row) };
  const before = isColour
    ? { colour: box.dataset.was ?? "" }
    : { sitting_ordinals: JSON.parse(role("sittings", row).dataset.was ?? "[]") };
  const what = row.dataset.name;
  offerNoUndo();
  if (!(await sendGroup(row, words, before, say("saved", { what })))) return;
  offerUndo(say("saved", { what }), () => sendGroup(row, before, words, say("restored", { what })));
}

async function takeBackTrays() {
  const answer = await send("/admin/door/trays/take-back", {}, { timeoutMs: TRAYS_TAKE_MS });
  if (tellAnswer(answer, say("trays_restored"))) await renewTrays();
}

async function afterTrays(answer, done) {
  if (!tellAnswer(answer, done)) return;
  await renewTrays();
  if (answer.body.count) offerUndo(done, takeBackTrays);
}

async function assign() {
  const per = /** @type {HTMLInputElement} */ (role("per-tray"));
  if (!isWhole(per, { empty: false })) {
    tell("bad", say("bad_tray", { most: per.dataset.most }));
    per.focus();
    return;
  }
  const tick = (name) => /** @type {HTMLInputElement} */ (role(name)).checked;
  const body = { per_tray: Number(per.value), by_group: tick("by-group"), again: tick("again") };
  offerNoUndo();
  const answer = await send("/admin/door/trays", body, { timeoutMs: TRAYS_TAKE_MS });
  const n = answer.body?.count ?? 0;
  await afterTrays(answer, n ? say("assigned", { n }) : say("nothing_assigned"));
}

async function clear() {
  offerNoUndo();
  const answer = await send("/admin/door/trays/clear", {}, { timeoutMs: TRAYS_TAKE_MS });
  await afterTrays(answer, say("cleared", { n: answer.body?.count ?? 0 }));
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  const row = target.closest('[data-role="group"]');
  if (row) void whileBusy(target, () => saveGroup(row, target));
  else if (target.closest('[data-role="setting"]')) void whileBusy(target, () => save(target));
});
document.addEventListener("keydown", ({ target, key }) => {
  if (key === "Enter" && target instanceof HTMLInputElement && target.closest('[data-role="setting"]')) target.blur();
});
document.addEventListener("submit", (submission) => {
  if (!(submission.target instanceof HTMLElement) || submission.target.dataset.role !== "tray-form") return;
  submission.preventDefault();
  void whileBusy(role("assign"), assign);
});
document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-role="clear"]') : null;
  if (button instanceof HTMLElement) void whileBusy(button, clear);
});
offerHelp();
offerPapers(({ by }) => (by ? { by, sheet: "3x8" } : {}));
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
