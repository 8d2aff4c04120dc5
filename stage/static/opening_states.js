/** Where the announcements before the start stand now: the same rule as conference/opening/before.py. */

/**
 * @typedef {object} Announcement
 * @property {number} minutes_before
 * @property {string} words
 * @property {number | null} due_ms null while the start is held
 * @property {number | null} [made_ms]
 * @property {string} [by]
 */

/** @typedef {{start_ms: number, announcements: Announcement[]}} Opening */

/**
 * Give the state of each announcement, in the order in which they are made.
 *
 * @param {Opening} opening
 * @param {number} nowMs
 * @returns {Array<"waiting" | "due" | "made" | "missed">}
 */
export function statesOf({ start_ms: start, announcements }, nowMs) {
  const due = announcements.map((one) => one.due_ms !== null && one.due_ms <= nowMs);
  return announcements.map((one, nth) => {
    // What was made is not told to the MC.
    if ((one.made_ms ?? null) !== null) return "made";
    // While the start is held, no hour is known.
    const over = one.due_ms !== null && start <= nowMs;
    if (over || due.slice(nth + 1).some(Boolean)) return "missed";
    return due[nth] ? "due" : "waiting";
  });
}

/**
 * Give the announcement that is to be read now; null when none is.
 *
 * @param {Opening | null | undefined} opening
 * @param {number} nowMs
 */
export function dueOf(opening, nowMs) {
  if (!opening) return null;
  return opening.announcements[statesOf(opening, nowMs).indexOf("due")] ?? null;
}
