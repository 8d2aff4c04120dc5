/** The form of one item of the programme. Whatever the server says, what was typed stays. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const PLAIN = ["number", "title", "performer", "start", "end", "length_min", "manner", "cue_note"];
const TICKS = ["optional", "hard_start", "protected", "vote"];
const PART_FIELDS = ["id", "label", "title", "performer", "length_min", "cue_note"];
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
/** What is open: which item (null: a new one), how it was when it was opened, when that was. */
let open = { itemId: null, sittingId: 0, afterId: null, before: EMPTY, revision: 0 };
let warned = false;

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

function begin(words, title) {
  warned = false;
  clearNow();
  fill(words);
  tellFault("");
  write("item-dialog-title", title, dialog);
  show("item-save", true, dialog);
  dialog.showModal();
  form.elements[words.title ? "start" : "title"].focus();
}

/** @param {HTMLElement} row */
export function openEdit(row) {
  const before = JSON.parse(row.dataset.form);
  open = { itemId: row.dataset.item, sittingId: 0, afterId: null, before, revision: page.seenRevision() };
  begin(before, say("edit_title"));
}

export function openAdd(sittingId, afterId) {
  open = { itemId: null, sittingId, afterId, before: EMPTY, revision: page.seenRevision() };
  begin(EMPTY, say("add_title"));
}

/** How the open item stands on the page now; null when it was taken out or has begun. */
function present() {
  const row = document.getElementById(`item-${open.itemId}`);
  return row && row.dataset.locked === "false" ? JSON.parse(row.dataset.form) : null;
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

function faultOf(words) {
  if (!words.title) return say("title_needed");
  const parts = [...words.steps, ...words.entries];
  return parts.some(({ title }) => !title) ? say("part_title_needed") : "";
}

async function save() {
  const item = typed();
  const fault = faultOf(item);
  tellFault(fault);
  if (fault) return;
  const path = open.itemId === null ? "items" : `items/${open.itemId}`;
  const place = open.itemId === null ? { sitting_id: open.sittingId, after_id: open.afterId } : {};
  const answer = await send(`/admin/programme/${path}`, { revision: open.revision, item, ...place });
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
  if (button.isConnected) button.focus();
}

/** @param {typeof page} given what the page lends the form */
export function offerForm(given) {
  page = given;
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("item-save", dialog), save);
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
