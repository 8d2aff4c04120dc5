/** The form of one item of the programme. Whatever the server says, what was typed stays. */

import { refusal, send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const PLAIN = ["number", "title", "performer", "start", "end", "length_min", "manner", "cue_note"];
const TICKS = ["optional", "hard_start", "protected", "vote"];
const PART_FIELDS = ["id", "label", "title", "performer", "length_min", "cue_note", "manner"];
const NUMBERS = new Set(["id", "length_min"]);
const STALE = "stale_rundown";
const EMPTY = {
  number: "", title: "", performer: "", start: "", end: "", length_min: null, manner: "plain",
  cue_note: "", optional: false, hard_start: false, protected: false, vote: false, steps: [], entries: [],
};

const dialog = /** @type {HTMLDialogElement} */ (role("item-dialog"));
const form = /** @type {HTMLFormElement} */ (role("item-form"));

/** @type {{seenRevision: () => number, refresh: () => Promise<unknown>}} */
let page;
/**
 * What is open: which item (null: a new one), how it was when it was opened, when that was; of a new
 * one also the errand of adding it, and what was sent and not answered. `rest`: it runs, and only its note and
 * the parts that have not begun are changed.
 */
const NOTHING = { itemId: null, rest: false, sittingId: 0, afterId: null, before: EMPTY, revision: 0, errand: "", sent: null };
let open = NOTHING;
let warned = false;
let opened = 0;

const wordOf = (name, value) => (NUMBERS.has(name) ? (value === "" ? null : Number(value)) : value.trim());

function partsOf(kind) {
  const rows = [...form.querySelectorAll(`[data-kind="${kind}"] .part-row`)];
  return rows.map((row) => Object.fromEntries(
    PART_FIELDS.map((name) => [name, wordOf(name, row.querySelector(`[data-field="${name}"]`).value)]),
  ));
}

function typed() {
  const words = Object.fromEntries(PLAIN.map((name) => [name, wordOf(name, form.elements[name].value)]));
  const ticks = Object.fromEntries(TICKS.map((name) => [name, form.elements[name].checked]));
  return { ...words, ...ticks, steps: partsOf("steps"), entries: partsOf("entries") };
}

function addPart(kind, part = {}) {
  const row = stamp("part-row");
  for (const name of PART_FIELDS) row.querySelector(`[data-field="${name}"]`).value = part[name] ?? "";
  // A step has a letter and no minutes of its own; one of a queue has minutes and no letter.
  row.querySelector('[data-field="label"]').hidden = kind === "entries";
  row.querySelector('[data-field="length_min"]').hidden = kind === "steps";
  form.querySelector(`[data-kind="${kind}"] [data-role="part-rows"]`).append(row);
  return row;
}

function fill(words) {
  for (const name of PLAIN) form.elements[name].value = words[name] ?? "";
  for (const name of TICKS) form.elements[name].checked = words[name];
  for (const list of roles("part-rows", form)) list.replaceChildren();
  for (const kind of ["steps", "entries"]) for (const part of words[kind]) addPart(kind, part);
}

function tellFault(sentence) {
  write("item-fault", sentence, dialog);
}

function clearNow() {
  for (const mark of form.querySelectorAll(".now-is")) mark.remove();
}

/** What has begun is shown and keeps; so do title and hours of an item that runs. */
function freeze(rest, parts) {
  for (const name of [...PLAIN, ...TICKS]) form.elements[name].disabled = rest && name !== "cue_note";
  for (const { kind, id } of parts.filter(({ begun }) => begun)) {
    for (const row of form.querySelectorAll(`[data-kind="${kind === "step" ? "steps" : "entries"}"] .part-row`)) {
      if (row.querySelector('[data-field="id"]').value !== String(id)) continue;
      for (const field of row.querySelectorAll("input, select, button")) field.disabled = true;
    }
  }
}

function begin(words, title, { rest = false, parts = [] } = {}) {
  warned = false;
  clearNow();
  fill(words);
  freeze(rest, parts);
  tellFault("");
  write("item-dialog-title", title, dialog);
  show("item-save", true, dialog);
  dialog.showModal();
  form.elements[rest ? "cue_note" : words.title ? "start" : "title"].focus();
}

/** @param {HTMLElement} row */
export function openEdit(row) {
  const before = JSON.parse(row.dataset.form);
  const rest = row.dataset.live === "true";
  open = { ...NOTHING, itemId: row.dataset.item, rest, before, revision: page.seenRevision() };
  begin(before, say(rest ? "edit_rest_title" : "edit_title"), { rest, parts: JSON.parse(row.dataset.parts) });
}

export function openAdd(sittingId, afterId) {
  opened += 1;
  open = { ...NOTHING, sittingId, afterId, revision: page.seenRevision(), errand: `item ${opened}` };
  begin(EMPTY, say("add_title"));
}

/** How the open item stands on the page now; null when it was taken out or has begun. */
function present() {
  const row = document.getElementById(`item-${open.itemId}`);
  const changeable = row && row.dataset[open.rest ? "live" : "locked"] === String(open.rest);
  return changeable ? JSON.parse(row.dataset.form) : null;
}

/** The server sorts the names of what it sends; a form does not. */
function sorted(_name, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const same = (one, other) => JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

/** The page was made anew: an item that nobody else has touched may be saved over what is there. */
export function programmeChanged() {
  if (!dialog.open) return;
  if (open.itemId === null || same(present(), open.before)) open.revision = page.seenRevision();
}

const spoken = (value) => (Array.isArray(value) ? value.map(({ title }) => title).join("; ") : String(value ?? ""));

/** Say beside each field that somebody else has changed how it stands now. */
function showDifferences(now) {
  clearNow();
  for (const [name, value] of Object.entries(now)) {
    if (same(value, open.before[name])) continue;
    const mark = stamp("now-is");
    mark.textContent = say("now_is", { value: spoken(value) || say("empty") });
    const field = form.elements[name]?.closest?.("label") ?? form.querySelector(`[data-kind="${name}"]`);
    field?.append(mark);
  }
}

async function afterStale(sentence) {
  await page.refresh().catch(() => {});
  const now = open.itemId === null ? open.before : present();
  if (now === null) {
    tellFault(`${sentence} ${say("gone")}`);
    return;
  }
  const touched = !same(now, open.before);
  if (touched) showDifferences(now);
  tellFault(`${sentence} ${say(touched ? "someone_else" : "changed_elsewhere")}`);
  // From here on it is known what is there; the next press means it.
  open = { ...open, before: now, revision: page.seenRevision() };
}

/** A browser gives what it cannot read as a number ("15 phút") as nothing. */
function oddNumber() {
  return [...form.querySelectorAll('input[type="number"]')].find(({ validity }) => !validity.valid);
}

function faultOf(words) {
  if (!words.title) return say("title_needed");
  if (oddNumber()) return say("minutes_odd");
  const parts = [...words.steps, ...words.entries];
  return parts.some(({ title }) => !title) ? say("part_title_needed") : "";
}

function sendChange(item) {
  const { itemId, revision, rest } = open;
  return send(`/admin/programme/items/${itemId}`, { revision, item, rest });
}

/**
 * An answer that was lost is asked for again, and the item is there once. What was written otherwise
 * before the second press is a change of it.
 */
async function sendNew(item) {
  const mine = open;
  mine.sent ??= item;
  const { sittingId, afterId, revision, errand, sent } = mine;
  const place = { sitting_id: sittingId, after_id: afterId };
  const answer = await once(errand, (requestId) => send("/admin/programme/items", { revision, item, ...place, request_id: requestId }));
  if (!answer.body?.repeat) {
    // What was refused is nowhere: only what may be there is compared with the next press.
    if (!answer.unknown) mine.sent = null;
    return answer;
  }
  if (same(item, sent)) return answer;
  open = { ...open, itemId: answer.body.item_id, before: sent, revision: answer.body.revision };
  return sendChange(item);
}

async function save() {
  const item = typed();
  const fault = faultOf(item);
  tellFault(fault);
  if (fault) {
    if (item.title) oddNumber()?.focus();
    return;
  }
  const answer = open.itemId === null ? await sendNew(item) : await sendChange(item);
  if (answer.ok) {
    dialog.close();
    tell("good", say(open.itemId === null ? "added" : "saved"));
    await page.refresh().catch(() => {});
    document.getElementById(`edit-${answer.body.item_id ?? open.itemId}`)?.focus();
  } else if (answer.body?.error?.code === STALE) {
    await afterStale(refusal(answer));
  } else {
    tellFault(answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  }
}

function unsaved() {
  const words = typed();
  return Object.keys(words).some((name) => !same(words[name], open.before[name]));
}

function close() {
  if (unsaved() && !warned) {
    warned = true;
    tellFault(say("unsaved"));
    return;
  }
  dialog.close();
}

function onPartButton(button) {
  const row = button.closest(".part-row");
  const after = row?.nextElementSibling ?? row?.previousElementSibling;
  const adds = button.closest("[data-kind]")?.querySelector('[data-role="add-part"]');
  const acts = {
    "part-up": () => row.previousElementSibling?.before(row),
    "part-down": () => row.nextElementSibling?.after(row),
    "part-remove": () => row.remove(),
    "add-part": () => {
      const kind = button.closest("[data-kind]").dataset.kind;
      const label = String.fromCharCode(97 + partsOf(kind).length);
      addPart(kind, kind === "steps" ? { label } : {}).querySelector('[data-field="title"]').focus();
    },
  };
  acts[button.dataset.role]?.();
  // A row that was taken out gives the hand to the next one, or to the button that adds one.
  const next = button.isConnected ? button : (after?.querySelector('[data-role="part-remove"]') ?? adds);
  next?.focus();
}

/** @param {typeof page} given what the page lends the form */
export function offerForm(given) {
  page = given;
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("item-save", dialog), save);
  });
  form.addEventListener("input", () => {
    warned = false;
  });
  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[data-role]") : null;
    if (button) onPartButton(button);
  });
  role("item-close", dialog).addEventListener("click", close);
  dialog.addEventListener("cancel", (press) => {
    press.preventDefault();
    close();
  });
}
