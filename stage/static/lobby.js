/**
 * The lobby's screen: welcome, and where the programme stands. A long one turns its pages by itself,
 * without moving; when the server is gone the last picture stays.
 */

import { hourMinute, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { fit, keepFitted, overflows } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { fitTitleLines } from "../../server/static/title_lines.js";
import { beganOtherwise, foretold, pagesOf, rowsOf, startOf } from "./lobby_timeline.js";
import { mannerOf } from "./manner.js";
import { UNKNOWN, spanWords } from "./spans.js";
import { showTitleBlock, shownTitles } from "./title_block.js";
import { longWait } from "./waits.js";

const FLOOR = 0.88;
const MINUTE_MS = 60_000;
/** The page with what runs stays longer than the others. */
const NOW_STAYS_MS = 20_000;
const PAGE_STAYS_MS = 12_000;

const programme = role("programme");
const timeline = role("timeline");
const boxes = /** @type {Array<[HTMLElement, number]>} */ ([[role("welcome"), 0.5]]);

let snapshot = null;
/** @type {import("./lobby_timeline.js").Row[]} */
let rows = [];
/** @type {number[]} */
let pages = [];
let page = 0;
let turning = 0;

const fitWelcome = keepFitted(boxes, () => {
  fitTitleLines(shownTitles(), 0.8);
  layOut();
});

function take(given) {
  snapshot = given;
  showTitleBlock(snapshot.title_block);
  const manner = mannerOf(snapshot.items.find((item) => item.id === snapshot.now_id));
  show("still", manner !== "");
  if (manner) write("still-words", say(manner));
  rows = rowsOf(snapshot);
  const timed = rows.some(({ item }) => item && item.planned_start_ms !== null);
  timeline.dataset.timed = String(timed);
  show("empty", rows.length === 0);
  show("timeline", rows.length > 0);
  fillList("timeline", "row", rows, fillRow);
  paint();
  fitWelcome();
}

function fillRow(element, { kind, state, item }) {
  element.dataset.kind = kind;
  element.dataset.state = state;
  write("row-title", item ? item.title : say("reception"), element);
  write("row-performer", item ? item.performer : "", element);
  write("row-state", !item || state === "planned" ? "" : say(state), element);
}

/** An untimed programme is numbered instead; a single item without its time says so. */
function timeOf({ item }, told) {
  if (!item) return "";
  if (timeline.dataset.timed === "false") return item.number;
  if (told.has(item.id)) return say("about", { t: hourMinute(told.get(item.id)) });
  const beganMs = beganOtherwise(item);
  if (beganMs !== null) return say("from", { t: hourMinute(beganMs) });
  return spanWords(item.planned_start_ms, item.planned_end_ms, " – ") || UNKNOWN;
}

function startWords({ held, moved, at_ms: atMs, left_ms: leftMs }) {
  if (held) return say("start_held");
  if (leftMs === null) return say("soon");
  if (moved) return say("start_moved", { t: hourMinute(atMs) });
  const wait = longWait(leftMs);
  return wait ? say("starts_in_hours", wait) : say("starts_in", { n: Math.ceil(leftMs / MINUTE_MS) });
}

/** What changes with the clock: hours that moved, and the words before the start. */
function paintRows(nowMs) {
  const start = startOf(snapshot, rows, nowMs);
  // A start that was moved moves the hours below it.
  const told = foretold(snapshot.items, start.moved ? start.at_ms : nowMs);
  roles("row-line").forEach((element, nth) => {
    write("row-time", timeOf(rows[nth], told), element);
    if (!rows[nth].item) write("row-performer", startWords(start), element);
  });
  // A plan that has the reception itself has no line for it.
  const alone = rows.length > 0 && rows[0].item !== null;
  write("note", alone && (start.held || start.moved) ? startWords(start) : "");
}

function layOut() {
  const all = roles("row-line");
  all.forEach((element) => {
    element.hidden = false;
  });
  timeline.dataset.paged = "false";
  show("page", false);
  fit(programme, FLOOR);
  pages = all.map(() => 0);
  if (overflows(programme) || overflows(timeline)) {
    timeline.dataset.paged = "true";
    write("page", say("page", { n: 1, all: 1 }));
    pages = pagesOf(all.map((element) => element.offsetHeight), timeline.clientHeight);
  }
  turnTo(pageOfNow());
}

function pageOfNow() {
  const nth = rows.findIndex(({ state }) => state === "live" || state === "held");
  const wanted = nth >= 0 ? nth : rows.findIndex(({ state }) => state === "next");
  return pages[Math.max(wanted, 0)] ?? 0;
}

function turnTo(wanted) {
  clearTimeout(turning);
  const count = (pages.at(-1) ?? 0) + 1;
  page = wanted % count;
  if (count === 1) return;
  roles("row-line").forEach((element, nth) => {
    element.hidden = pages[nth] !== page;
  });
  write("page", say("page", { n: page + 1, all: count }));
  turning = setTimeout(() => turnTo(page + 1), page === pageOfNow() ? NOW_STAYS_MS : PAGE_STAYS_MS);
}

const { now } = follow({ namespace: "/stage", room: "lobby", onSnapshot: take });
const paint = paintEachSecond(now, (nowMs) => {
  writeDigits(role("clock"), hourMinute(nowMs));
  if (snapshot) paintRows(nowMs);
});
