/**
 * The script on the MC's screen, page by page. Pages are turned by the MC alone; another item brings
 * its first page. What comes next may be looked at and is marked as a preview.
 */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { partOf } from "./control_parts.js";
import { remember, remembered } from "./mc_memory.js";
import { shownOf } from "./mc_pages.js";

/** The pages by item: those sent now, and the item before, so that the MC may turn back to it. */
const known = new Map();

/** Where the MC reads: an item, a page of it, and how many letters of the page are behind. */
let at = remembered("page", { itemId: null, page: 0, letters: 0 });

/** The items before, now and next. */
let around = { before: null, now: null, next: null };

let cut = { of: "", items: new Map() };

function place(items, id) {
  return items.findIndex((one) => one.id === id);
}

function forgetOthers() {
  const wanted = Object.values(around);
  for (const id of known.keys()) if (!wanted.includes(id)) known.delete(id);
}

/**
 * Take what is to be said now and next.
 *
 * @param {any} snapshot
 */
export function takeScript({ script, items }) {
  const [now, next] = script.map((one) => one.item_id);
  const was = around.now;
  for (const one of script) known.set(one.item_id, one.pages);
  const before = was === now ? around.before : was;
  const earlier = before !== null && place(items, before) >= 0 && place(items, before) < place(items, now);
  around = { before: earlier ? before : null, now: now ?? null, next: next ?? null };
  forgetOthers();
  // Loaded anew, the page goes on where it was read, in a preview too.
  const another = was !== null && was !== around.now && at.itemId !== around.now;
  if (another || !known.has(at.itemId)) readAt({ itemId: around.now, page: 0, letters: 0 });
}

function readAt(place) {
  at = place;
  remember("page", at);
}

/** What is shown of an item at this size in this room, measured once. */
function shownNow(itemId) {
  const box = role("script-box");
  const pages = (known.get(itemId) ?? []).map((page) => page.words);
  const size = role("screen").style.getPropertyValue("--size");
  const of = [box.clientWidth, box.clientHeight, size, window.innerWidth, window.innerHeight].join(" ");
  if (cut.of !== of) cut = { of, items: new Map() };
  const text = JSON.stringify(pages);
  const kept = cut.items.get(itemId);
  if (kept?.text === text) return kept.shown;
  const shown = shownOf(pages, box, role("script-words"));
  cut.items.set(itemId, { text, shown });
  return shown;
}

/** Faces that came late change what fits. */
export function measureAnew() {
  cut = { of: "", items: new Map() };
}

function nthNow(shown) {
  const nth = shown.findIndex((one) => one.page === at.page && at.letters < one.end);
  return nth < 0 ? Math.max(shown.length - 1, 0) : nth;
}

function goTo(itemId, nth) {
  const shown = shownNow(itemId);
  const one = shown[Math.min(Math.max(nth, 0), shown.length - 1)];
  readAt({ itemId, page: one?.page ?? 0, letters: one?.start ?? 0 });
}

/**
 * Turn the page.
 *
 * @param {1 | -1} by
 * @returns {boolean} false behind the last page of the present item: nothing was turned
 */
export function turnScript(by) {
  if (!known.has(at.itemId)) return true;
  const shown = shownNow(at.itemId);
  const to = nthNow(shown) + by;
  if (to >= 0 && to < shown.length) goTo(at.itemId, to);
  else if (by > 0 && at.itemId === around.now) return false;
  else if (by > 0 && at.itemId === around.before) goTo(around.now, 0);
  else if (by < 0 && at.itemId === around.next) goTo(around.now, Infinity);
  else if (by < 0 && at.itemId === around.now && known.has(around.before)) goTo(around.before, Infinity);
  return true;
}

/** Look at what comes next; nothing where nothing does. */
export function previewNext() {
  if (around.next !== null && known.has(around.next)) goTo(around.next, 0);
}

/** Read on where the present item's script ends. */
export function backToLast() {
  goTo(around.now, Infinity);
}

/** What is on this page, in one line: the part, that it is a preview or behind, that it is a draft. */
function about(item, page) {
  const part = partOf(item, page.part);
  const words = part && (part.label ? `${part.label}) ${part.title}` : part.title);
  return [words, page.draft ? say("draft") : ""].filter(Boolean).join(" · ");
}

function noteWords(isLast) {
  if (!isLast || at.itemId !== around.now) return "";
  return say(around.next === null ? "last_page_of_all" : "last_page");
}

/** Where the page stands: of the present item, of the one before, or a preview of the next. */
function whereNow() {
  if (at.itemId === around.next) return "next";
  return at.itemId === around.before ? "before" : "now";
}

/**
 * Paint the page on which the MC is.
 *
 * @param {any} snapshot
 * @param {boolean} visible
 * @returns {boolean} whether there is one
 */
export function paintScript({ items }, visible) {
  const any = visible && known.has(at.itemId);
  show("script", any);
  if (!any) return false;
  const item = items.find((one) => one.id === at.itemId);
  const where = whereNow();
  role("script").dataset.where = where;
  write("script-mark", where === "now" ? "" : say(where === "next" ? "preview_of" : "page_before", { title: item?.title ?? "" }));
  // Not until the mark has its room is there a room to measure.
  const shown = shownNow(at.itemId);
  const nth = nthNow(shown);
  const one = shown[nth];
  role("script").dataset.empty = String(one === undefined);
  role("script-box").style.setProperty("--fit", String(one?.fit ?? 1));
  const words = role("script-words");
  if (words.textContent !== (one?.words ?? "")) words.textContent = one?.words ?? "";
  // Its line is kept where it says nothing: the words below stay where they are.
  role("script-about").textContent = one && item ? about(item, known.get(at.itemId)[one.page]) : "";
  write("page", shown.length > 0 ? say("page", { n: nth + 1, all: shown.length }) : "");
  write("page-note", noteWords(nth === shown.length - 1));
  return true;
}
