/** What the lobby tells of the programme: which rows, at what hours, on which pages. Pure. */

import { forecast } from "./rundown.js";

const MINUTE_MS = 60_000;
/** Less than this from the plan is nobody's business in the lobby. */
const TOLD_FROM_MS = 5 * MINUTE_MS;

/**
 * @typedef {object} Row
 * @property {"reception" | "item"} kind
 * @property {"planned" | "next" | "live" | "held" | "done"} state
 * @property {any} item null for the reception
 */

/** The sitting that runs, else the next, else the last one. */
function sittingOf({ items, now_id: nowId, next_id: nextId }) {
  const shown = items.find((one) => one.id === (nowId ?? nextId)) ?? items.at(-1);
  return shown?.sitting_id;
}

const isReception = ({ title }) => title.normalize("NFC").toLocaleLowerCase("vi").startsWith("đón tiếp");

/**
 * The rows of the sitting that runs or comes next. What is left out is not shown: nobody in the
 * lobby has to ask why. Before it begins the reception stands first, unless the plan has it itself.
 *
 * @param {any} snapshot
 * @returns {Row[]}
 */
export function rowsOf(snapshot) {
  const sitting = sittingOf(snapshot);
  const all = snapshot.items.filter((one) => one.sitting_id === sitting);
  const items = all.filter((one) => one.state !== "skipped");
  const rows = items.map((item) => {
    const state = item.state === "planned" && item.id === snapshot.next_id ? "next" : item.state;
    return /** @type {Row} */ ({ kind: "item", state, item });
  });
  const begun = all.some((one) => one.started_ms !== null);
  if (begun || items.length === 0 || isReception(items[0])) return rows;
  return [{ kind: "reception", state: "live", item: null }, ...rows];
}

/**
 * When an item that waits will begin, if that is no longer what the programme says; else null.
 *
 * @param {any[]} items all of the programme
 * @param {number} nowMs
 * @returns {Map<number, number>} by the item's id
 */
export function foretold(items, nowMs) {
  const told = new Map();
  forecast(items, nowMs).forEach(({ id, start_ms: startMs }, nth) => {
    const { state, planned_start_ms: plannedMs } = items[nth];
    if (state !== "planned" || startMs === null || plannedMs === null) return;
    if (Math.abs(startMs - plannedMs) >= TOLD_FROM_MS) told.set(id, startMs);
  });
  return told;
}

/**
 * When the item that runs began, if that is not what the programme says; else null.
 *
 * @param {any} item
 * @returns {number | null}
 */
export function beganOtherwise({ state, planned_start_ms: plannedMs, started_ms: startedMs }) {
  if ((state !== "live" && state !== "held") || startedMs === null || plannedMs === null) return null;
  return Math.abs(startedMs - plannedMs) >= TOLD_FROM_MS ? startedMs : null;
}

/**
 * Share rows out to pages, in their order; a row that is higher than a page has one of its own.
 *
 * @param {number[]} heights
 * @param {number} room
 * @returns {number[]} each row's page, from 0
 */
export function pagesOf(heights, room) {
  let page = 0;
  let used = 0;
  return heights.map((height, nth) => {
    if (nth > 0 && used + height > room) {
      page += 1;
      used = 0;
    }
    used += height;
    return page;
  });
}

/** What was told of the start of the sitting that the rows are of; of one that has begun, nothing. */
function startOfRows(opening, items) {
  if (!opening || items.some((item) => item.started_ms !== null)) return null;
  return opening.sitting_id === items[0]?.sitting_id ? opening.start_ms : null;
}

/**
 * When the sitting begins, for words: whether its start is held, or moved after it was held; at what
 * hour, and how long till then: null once it should have begun, or where nobody said when. Its first
 * row may be of a later hour: what stood before it was left out.
 *
 * @param {any} snapshot
 * @param {Row[]} rows
 * @param {number} nowMs
 * @returns {{held: boolean, moved: boolean, at_ms: number | null, left_ms: number | null}}
 */
export function startOf({ phase, opening }, rows, nowMs) {
  const items = rows.filter((row) => row.item).map((row) => row.item);
  const plannedMs = items[0]?.planned_start_ms ?? null;
  const toldMs = startOfRows(opening, items);
  const moved = toldMs !== null && plannedMs !== null && toldMs > plannedMs;
  const atMs = toldMs ?? plannedMs;
  const leftMs = atMs === null || atMs <= nowMs ? null : atMs - nowMs;
  return { held: phase === "start_held", moved: moved && leftMs !== null, at_ms: atMs, left_ms: leftMs };
}
