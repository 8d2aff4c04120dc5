/** Who of the list performs an item or a part of it: searched, proposed, taken back. */

import { send } from "../../server/static/commands.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const SEARCH_AFTER_MS = 200;
const WHOLE = "";

const dialog = /** @type {HTMLDialogElement} */ (role("person-dialog"));
const search = /** @type {HTMLInputElement} */ (role("person-search", dialog));
const partChoice = /** @type {HTMLSelectElement} */ (role("person-part", dialog));
const doing = /** @type {HTMLSelectElement} */ (role("person-does", dialog));

/** @type {() => Promise<unknown>} */
let refresh = async () => {};
let itemId = 0;
let timer = 0;
let asked = 0;

const partOf = ({ kind, part }) => (kind ? { kind, id: Number(part) } : null);

async function post(links, linked, done) {
  const answer = await send("/admin/programme/performers", { links, linked });
  tellAnswer(answer, done);
  await refresh().catch(() => {});
  return answer.ok;
}

export function link(data) {
  const one = { item_id: Number(data.item), part: partOf(data), delegate_id: Number(data.delegate) };
  return post([one], true, say("linked", { name: data.name }));
}

export function unlink(data) {
  const one = { item_id: Number(data.item), part: partOf(data), delegate_id: Number(data.delegate) };
  return post([one], false, say("unlinked", { name: data.name }));
}

/** Link everybody of whom the words hold the whole name, which nobody else has. */
export function linkAll(people) {
  const links = people.map(({ item_id, part, id }) => ({ item_id, part, delegate_id: id }));
  return post(links, true, say("linked_all", { n: links.length }));
}

export async function passOn(data) {
  const body = { from_id: Number(data.from), to_id: Number(data.to) };
  const answer = await send("/admin/programme/performers/pass-on", body);
  tellAnswer(answer, say("passed_on", { name: data.name }));
  await refresh().catch(() => {});
}

/** @param {HTMLElement} row */
export function choosePerson(row) {
  itemId = Number(row.dataset.item);
  const { number, title } = JSON.parse(row.dataset.form);
  write("person-item", [number, title].filter(Boolean).join(". "), dialog);
  const whole = new Option(say("whole_item"), WHOLE);
  const parts = JSON.parse(row.dataset.parts).map(({ kind, id, label, title: words }) => new Option([label && `${label})`, words].filter(Boolean).join(" "), `${kind}-${id}`));
  partChoice.replaceChildren(whole, ...parts);
  search.value = "";
  forgetSearch();
  showFound([]);
  sayNone("");
  dialog.showModal();
  search.focus();
}

/** What was asked for another item finds nobody for this one. */
function forgetSearch() {
  clearTimeout(timer);
  asked += 1;
}

/** The page's own line lies behind the dialog. */
function sayNone(sentence) {
  write("person-none", sentence, dialog);
}

async function choose(person) {
  const [kind, id] = partChoice.value.split("-");
  const one = { item_id: itemId, part: kind ? { kind, id: Number(id) } : null, delegate_id: person.id, does: doing.value };
  dialog.close();
  if (await post([one], true, say("linked", { name: person.name }))) document.getElementById(`link-${itemId}`)?.focus();
}

function showFound(people) {
  const rows = people.map((person) => {
    const row = stamp("person-row");
    write("person-name", [person.name, person.mark].filter(Boolean).join(" "), row);
    write("person-office", person.position, row);
    write("person-unit", [person.unit, person.card].filter(Boolean).join(" · "), row);
    const button = role("person-link", row);
    button.addEventListener("click", () => void whileBusy(button, () => choose(person)));
    return row;
  });
  role("person-found", dialog).replaceChildren(...rows);
}

async function find() {
  const query = search.value.trim();
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(`/admin/programme/people?q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { people } = await answer.json();
    if (mine !== asked) return;
    showFound(people);
    sayNone(query && people.length === 0 ? say("nobody_found") : "");
  } catch {
    if (mine !== asked) return;
    showFound([]);
    sayNone(say("search_failed"));
  }
}

/** @param {() => Promise<unknown>} given takes the programme anew */
export function offerPeople(given) {
  refresh = given;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void find(), SEARCH_AFTER_MS);
  });
  search.addEventListener("keydown", (press) => {
    if (press.key !== "Enter") return;
    // Enter closes a dialog's form; here it goes to whom was found.
    press.preventDefault();
    dialog.querySelector('[data-role="person-link"]')?.focus();
  });
}
