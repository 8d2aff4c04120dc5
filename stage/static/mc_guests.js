/**
 * The guests whom the MC introduces, as lines to be read out. While they are on the screen no line
 * moves: who joins is announced, and comes in when the MC says so.
 */

import { keepRows } from "../../server/static/kept_rows.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { createMarks } from "./mc_marks.js";
import { remember, remembered } from "./mc_memory.js";

const INTRODUCES = /giới thiệu (đại biểu|khách)/i;
/** So many lines at once: fewer on a screen that is not wide, and for who reads larger. */
const ON_WIDE = 6;
const ON_SQUARE = 4;
const ON_NARROW = 3;

const marks = createMarks();

/** The lines as the MC reads them, and on which of them the mark stands. */
let kept = [];
let cursor = 0;

/** What the MC wished by the button: open, closed, or nothing, and for which item. */
let wish = remembered("guests", { open: false, itemId: null });

const keyOf = ({ manner, ids, text }) => (manner === "by_name" ? `guest ${ids[0]}` : `group ${text}`);
const keyed = ({ introduction, sitting_id: sittingId }) =>
  introduction.lines.map((line) => ({ ...line, key: keyOf(line), sittingId, gone: false }));
function onAPage() {
  const size = Number(role("screen").style.getPropertyValue("--size"));
  const shape = window.innerWidth / window.innerHeight;
  if (shape <= 1 || size > 1.3) return ON_NARROW;
  return shape <= 1.5 || size > 1 ? ON_SQUARE : ON_WIDE;
}

const pagesOf = (list) => Math.max(1, Math.ceil(list.length / onAPage()));
const people = (lines) => lines.reduce((sum, { ids }) => sum + ids.length, 0);

export function hasGuests({ introduction }) {
  return Boolean(introduction) && introduction.lines.length + introduction.waits > 0;
}

/** Whether the item that is on, or comes first, introduces guests. */
export function introduces({ items, now_id: nowId, next_id: nextId, introduction }) {
  if (!introduction?.lines.length) return false;
  const shown = items.find((one) => one.id === (nowId ?? nextId));
  return [shown?.title ?? "", ...(shown?.steps ?? []).map((step) => step.title)].some((title) => INTRODUCES.test(title));
}

/** Whether the guests take the screen. */
export function guestsOpen(snapshot) {
  if (wish.itemId !== snapshot.now_id) wish = { open: false, itemId: snapshot.now_id };
  return wish.open && hasGuests(snapshot);
}

/** Give what is shown now its newest words; whoever has left keeps the line. */
function renewed(lines) {
  const newest = new Map(lines.map((line) => [line.key, line]));
  return kept.map((line) => newest.get(line.key) ?? { ...line, gone: true });
}

const isDone = (line) => marks.of(line);

/** Put the mark on the next line that is still to be read, or on one that was passed over. */
function toFirstOpen(from = 0) {
  const isOpen = (line) => !line.gone && !isDone(line);
  const next = kept.findIndex((line, nth) => nth >= from && isOpen(line));
  const open = next >= 0 ? next : kept.findIndex(isOpen);
  if (open >= 0) cursor = open;
}

/** Take the list as it stands now. */
export function acceptGuests(snapshot) {
  const had = kept[cursor]?.key;
  kept = keyed(snapshot);
  const same = kept.findIndex((line) => line.key === had);
  cursor = Math.max(same, 0);
  if (same < 0) toFirstOpen();
}

/** Open the guests, or close them, until the next item. */
export function openGuests(snapshot, open) {
  wish = { open, itemId: snapshot.now_id };
  remember("guests", wish);
  if (!open) return;
  acceptGuests(snapshot);
  cursor = 0;
  toFirstOpen();
}

/**
 * Turn the page; the lines of a page stay where they are.
 *
 * @param {1 | -1} by
 * @returns {boolean} false where there is no such page
 */
export function turnGuests(by) {
  const page = Math.floor(cursor / onAPage()) + by;
  if (page < 0 || page >= pagesOf(kept)) return false;
  cursor = page * onAPage();
  return true;
}

/** Move the mark by a line. */
export function moveMark(by) {
  cursor = Math.min(Math.max(cursor + by, 0), Math.max(kept.length - 1, 0));
}

/**
 * Note a line as introduced, or take that back; the mark goes on to the next that is to be read. A
 * key pressed twice takes nothing back.
 *
 * @param {() => void} repaint
 * @param {boolean} introduced
 * @param {number} [nth]
 */
export function markLine(repaint, introduced, nth = cursor) {
  const line = kept[nth];
  if (!line) return;
  cursor = nth;
  if (isDone(line) !== introduced) marks.set(line, introduced, repaint);
  if (introduced) toFirstOpen(nth + 1);
  repaint();
}

/** What the list lacks: people who joined, or another order. */
function newsOf(lines) {
  const here = new Set(kept.map((line) => line.key));
  const fresh = lines.filter((line) => !here.has(line.key));
  if (fresh.length > 0) return say("guests_new", { n: people(fresh) });
  const order = (list) => list.map((line) => line.key).join("\n");
  return order(kept) === order(lines) ? "" : say("guests_changed");
}

function badgesOf(line) {
  if (line.gone) return say("guest_gone");
  if (isDone(line)) return say("guest_done");
  return [line.late ? say("guest_late") : "", line.fresh ? say("guest_not_on_paper") : ""].filter(Boolean).join(" · ");
}

function fillLine(row, line, nth) {
  row.dataset.done = String(isDone(line));
  row.dataset.gone = String(line.gone);
  row.dataset.cursor = String(nth === cursor);
  write("guest-number", String(nth + 1), row);
  write("guest-name", line.text, row);
  write("guest-status", badgesOf(line), row);
  role("guest-line", row).setAttribute("aria-pressed", String(isDone(line)));
}

/** Whichever line the row stands for when it is pressed. */
function wireLine(row, repaint) {
  role("guest-line", row).addEventListener("click", () => {
    const nth = kept.findIndex((line) => line.key === row.dataset.key);
    if (nth >= 0) markLine(repaint, !isDone(kept[nth]), nth);
  });
}

function paintLines(repaint) {
  const first = Math.floor(cursor / onAPage()) * onAPage();
  const shown = kept.slice(first, first + onAPage());
  write("page", kept.length > 0 ? say("guest_page", { a: first + 1, b: first + shown.length, all: kept.length }) : "");
  const done = kept.filter(isDone).length;
  write("page-note", kept.length > 0 ? say("guests_done", { n: done, all: kept.length }) : "");
  // Somebody comes through the door each second: a line that is being touched stays.
  keepRows(role("guest-list"), "guest", shown, {
    keyOf: (line) => line.key,
    fill: (row, line, nth) => fillLine(row, line, first + nth),
    wire: (row) => wireLine(row, repaint),
  });
}

const officeOf = ({ position, unit }) => [position, unit].filter(Boolean).join(", ");

function paintWaiting({ waiting, waits }) {
  write("guest-strip-title", waits > 0 ? say("guest_strip", { n: waits }) : "");
  fillList("guest-arrivals", "arrival", waiting.slice(0, 2), (row, guest) => {
    write("arrival-name", guest.name, row);
    write("arrival-office", officeOf(guest), row);
    write("arrival-why", say(guest.state === "in_hall" ? "guest_not_listed" : "guest_not_in_hall"), row);
  });
}

/**
 * @param {any} snapshot
 * @param {boolean} open
 * @param {() => void} repaint
 */
export function paintGuests(snapshot, open, repaint) {
  const any = hasGuests(snapshot);
  show("guest-bar", any);
  show("guests", open);
  if (!any) return;
  const { introduction, guests } = snapshot;
  const lines = keyed(snapshot);
  marks.settle(lines);
  role("guest-toggle").setAttribute("aria-expanded", String(open));
  write("guest-count", say("guest_count", { n: guests.present, expected: guests.expected }));
  const names = introduction.waiting.map((one) => one.name).join("; ");
  write("guest-fresh", introduction.waits > 0 && !open ? say("guest_fresh", { names }) : "");
  if (!open) return;
  if (kept.length === 0) acceptGuests(snapshot);
  kept = renewed(lines);
  const news = newsOf(lines);
  write("guests-new-words", news);
  show("guests-new", news !== "");
  write("guest-fault", marks.fault());
  role("guest-strip").dataset.fresh = String(introduction.waits > 0 || news !== "");
  show("guest-none", kept.length === 0);
  paintLines(repaint);
  paintWaiting(introduction);
}
