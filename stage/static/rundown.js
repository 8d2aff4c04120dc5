/**
 * Time arithmetic of a run of show: pure, no page, no clock of its own.
 *
 * The twin on the server is conference/timing.py; both are tested on the same cases
 * (tests/web/test_rundown_twin.py). All moments are ms since 1970 UTC, all lengths ms.
 */

/**
 * @typedef {object} Item
 * @property {number} id
 * @property {"planned" | "live" | "held" | "done" | "skipped"} state
 * @property {number | null} planned_start_ms null in an untimed plan
 * @property {number | null} planned_end_ms
 * @property {number | null} length_ms what an untimed plan may say instead
 * @property {boolean} hard its planned start is never made earlier
 * @property {number} added_ms what the stage manager gave or took away
 * @property {number | null} started_ms
 * @property {number | null} ended_ms
 * @property {number} held_ms
 * @property {number | null} held_since_ms
 */

/**
 * Null where nobody can know yet.
 *
 * @typedef {{id: number, start_ms: number | null, end_ms: number | null}} Forecast
 */

/** @param {number | null | undefined} moment */
const known = (moment) => moment !== null && moment !== undefined;

/**
 * The length that the plan gives to an item; null if it says nothing.
 *
 * @param {Item} item
 * @returns {number | null}
 */
export function plannedLengthMs(item) {
  const timed = known(item.planned_start_ms) && known(item.planned_end_ms);
  return timed ? item.planned_end_ms - item.planned_start_ms : item.length_ms ?? null;
}

/**
 * The planned length with what was given or taken away; never negative, null without a plan.
 *
 * @param {Item} item
 * @returns {number | null}
 */
export function givenLengthMs(item) {
  const lengthMs = plannedLengthMs(item);
  return known(lengthMs) ? Math.max(lengthMs + (item.added_ms ?? 0), 0) : null;
}

/**
 * The sum of lengths and a moment; null as soon as one of them is not known.
 *
 * @param {...(number | null | undefined)} parts
 * @returns {number | null}
 */
const sum = (...parts) => (parts.every(known) ? parts.reduce((total, part) => total + part, 0) : null);

/**
 * All time an item stood still, the hold that runs included.
 *
 * @param {Item} item
 * @param {number} nowMs
 * @returns {number}
 */
export function heldMs(item, nowMs) {
  const running = known(item.held_since_ms) ? Math.max(nowMs - item.held_since_ms, 0) : 0;
  return (item.held_ms ?? 0) + running;
}

/**
 * How long a begun item has run, holds taken out; never negative.
 *
 * @param {Item} item
 * @param {number} nowMs
 * @returns {number}
 */
export function runningMs(item, nowMs) {
  if (!known(item.started_ms)) return 0;
  const until = item.ended_ms ?? nowMs;
  return Math.max(until - item.started_ms - heldMs(item, until), 0);
}

/**
 * What remains of the given length; negative once the item overruns, null without one.
 *
 * @param {Item} item
 * @param {number} nowMs
 * @returns {number | null}
 */
export function timeLeftMs(item, nowMs) {
  return sum(givenLengthMs(item), -runningMs(item, nowMs));
}

/** When a begun item did or will end. */
function begunEndMs(item, nowMs) {
  if (known(item.ended_ms)) return item.ended_ms;
  const dueMs = sum(item.started_ms, givenLengthMs(item), heldMs(item, nowMs));
  return known(dueMs) ? Math.max(nowMs, dueMs) : null;
}

/**
 * @param {Item} item
 * @param {Forecast | null} before what comes before and takes time, null for the first
 * @param {number} nowMs
 * @param {boolean} tied whether it may not begin ahead of its plan
 * @returns {Forecast}
 */
function forecastOne(item, before, nowMs, tied) {
  const { id } = item;
  if (known(item.started_ms)) return { id, start_ms: item.started_ms, end_ms: begunEndMs(item, nowMs) };
  const earliestMs = before ? before.end_ms : item.planned_start_ms;
  if (item.state === "skipped") {
    const toldMs = [item.planned_start_ms, earliestMs].filter(known);
    const keeps = tied && toldMs.length > 0 && (before === null || known(earliestMs));
    const atMs = keeps ? Math.max(...toldMs) : earliestMs;
    return { id, start_ms: atMs, end_ms: atMs };
  }
  const bounds = tied || !known(earliestMs) ? [item.planned_start_ms, earliestMs] : [earliestMs];
  const moments = bounds.filter(known);
  const startMs = moments.length > 0 ? Math.max(...moments, nowMs) : null;
  return { id, start_ms: startMs, end_ms: sum(startMs, givenLengthMs(item)) };
}

/** Whether what follows waits for this item rather than for the one before it. */
function waitsFor(item, foretold, before) {
  if (item.state === "skipped") return false;
  if (!known(item.started_ms)) return true;
  // Of what has begun, what ends last: a live item that was fetched back, too.
  return !known(foretold.end_ms) || (known(before.end_ms) && foretold.end_ms >= before.end_ms);
}

/**
 * Foretell every item's start and end, as far as the plan allows. Gaps of the plan absorb a delay
 * first; what follows then moves. Time that was won moves what follows ahead too, but never over a
 * gap of the plan or a hard start. An item that runs over ends now at the earliest; a skipped one
 * takes no time; one not yet begun never begins in the past. An item without a planned start follows
 * the one before it. After one whose end is not known nothing is, until an item with a planned start.
 * An item that was passed over is not foretold.
 *
 * @param {Item[]} items in the order of the plan
 * @param {number} nowMs
 * @returns {Forecast[]}
 */
export function forecast(items, nowMs) {
  /** @type {Forecast | null} */
  let before = null;
  /** @type {number | null} */
  let planBeforeMs = null;
  const begun = items.findLastIndex((item) => known(item.started_ms));
  return items.map((item, nth) => {
    if (nth < begun && !known(item.started_ms) && item.state !== "skipped") {
      planBeforeMs = item.planned_end_ms ?? null;
      return { id: item.id, start_ms: null, end_ms: null };
    }
    const tied = item.hard || planBeforeMs === null || item.planned_start_ms !== planBeforeMs;
    const foretold = forecastOne(item, before, nowMs, tied);
    planBeforeMs = item.planned_end_ms ?? null;
    if (before === null || (item.state === "skipped" && tied) || waitsFor(item, foretold, before)) before = foretold;
    return foretold;
  });
}

/**
 * How much later than planned an item will end; negative when early, null if unknown.
 *
 * @param {Item[]} items
 * @param {number} nowMs
 * @param {number} [last] its place: the last of the sitting that is asked about
 * @returns {number | null}
 */
export function driftMs(items, nowMs, last = items.length - 1) {
  if (items.length === 0) return 0;
  const endMs = forecast(items, nowMs)[last].end_ms;
  const plannedMs = items[last].planned_end_ms;
  return known(endMs) && known(plannedMs) ? endMs - plannedMs : null;
}
