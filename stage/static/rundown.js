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
 * @property {number} planned_start_ms
 * @property {number} planned_end_ms
 * @property {number | null} started_ms
 * @property {number | null} ended_ms
 * @property {number} held_ms
 * @property {number | null} held_since_ms
 */

/** @typedef {{id: number, start_ms: number, end_ms: number}} Forecast */

/** @param {number | null | undefined} moment */
const known = (moment) => moment !== null && moment !== undefined;

/** @param {Item} item */
const plannedLengthMs = (item) => item.planned_end_ms - item.planned_start_ms;

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
 * What remains of the planned length; negative once the item overruns.
 *
 * @param {Item} item
 * @param {number} nowMs
 * @returns {number}
 */
export function timeLeftMs(item, nowMs) {
  return plannedLengthMs(item) - runningMs(item, nowMs);
}

/**
 * @param {Item} item
 * @param {number | null} freeFromMs end of what comes before, null for the first
 * @param {number} nowMs
 * @returns {Forecast}
 */
function forecastOne(item, freeFromMs, nowMs) {
  const { id } = item;
  if (known(item.started_ms)) {
    const dueMs = item.started_ms + plannedLengthMs(item) + heldMs(item, nowMs);
    const endMs = known(item.ended_ms) ? item.ended_ms : Math.max(nowMs, dueMs);
    return { id, start_ms: item.started_ms, end_ms: endMs };
  }
  const earliestMs = freeFromMs ?? item.planned_start_ms;
  if (item.state === "skipped") return { id, start_ms: earliestMs, end_ms: earliestMs };
  const startMs = Math.max(item.planned_start_ms, earliestMs, nowMs);
  return { id, start_ms: startMs, end_ms: startMs + plannedLengthMs(item) };
}

/**
 * Foretell every item's start and end. Gaps of the plan absorb a delay first; what follows then
 * moves. An item that runs over ends now at the earliest; a skipped one takes no time; one not yet
 * begun never begins in the past.
 *
 * @param {Item[]} items in the order of the plan
 * @param {number} nowMs
 * @returns {Forecast[]}
 */
export function forecast(items, nowMs) {
  let freeFromMs = null;
  return items.map((item) => {
    const foretold = forecastOne(item, freeFromMs, nowMs);
    if (item.state !== "skipped") freeFromMs = foretold.end_ms;
    return foretold;
  });
}

/**
 * How much later than planned the last item will end; negative when early.
 *
 * @param {Item[]} items
 * @param {number} nowMs
 * @returns {number}
 */
export function driftMs(items, nowMs) {
  if (items.length === 0) return 0;
  const last = items[items.length - 1];
  return forecast(items, nowMs)[items.length - 1].end_ms - last.planned_end_ms;
}
