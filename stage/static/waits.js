/** A long wait in hours: nobody reckons with 351 minutes. */

import { LONGEST_IN_MINUTES } from "../../server/static/timing_words.js";

const MINUTE_MS = 60_000;

/**
 * Hours and minutes of a wait above an hour and a half, the minute that runs counted whole.
 *
 * @param {number} ms to the start, or past it when negative
 * @returns {{h: number, m: number} | null} null for a wait that minutes tell well
 */
export function longWait(ms) {
  const minutes = Math.ceil(Math.abs(ms) / MINUTE_MS);
  if (minutes <= LONGEST_IN_MINUTES) return null;
  return { h: Math.floor(minutes / 60), m: minutes % 60 };
}

/**
 * A long wait as a clock writes it: 5:51, −5:51 once past.
 *
 * @param {number} ms
 * @returns {string | null}
 */
export function longWaitDigits(ms) {
  const wait = longWait(ms);
  return wait && `${ms < 0 ? "−" : ""}${wait.h}:${String(wait.m).padStart(2, "0")}`;
}
