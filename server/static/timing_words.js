/** Minutes in words: chậm 3 phút, chậm 9 giờ 5 phút, sớm 2 phút, đúng giờ. */

import { say } from "./texts.js";

const MINUTE_MS = 60_000;

/** Nobody reckons with 545 minutes: above this they are told in hours. */
export const LONGEST_IN_MINUTES = 90;

/**
 * Whole minutes, cut towards zero: less than a minute is on time.
 *
 * @param {number} ms
 * @returns {number}
 */
export function wholeMinutes(ms) {
  return Math.trunc(ms / MINUTE_MS) || 0;
}

/**
 * Say how far from the plan.
 *
 * @param {number} driftMs
 * @returns {string}
 */
export function driftWords(driftMs) {
  const minutes = wholeMinutes(driftMs);
  if (minutes === 0) return say("on_time");
  const kind = minutes > 0 ? "late" : "early";
  const n = Math.abs(minutes);
  if (n <= LONGEST_IN_MINUTES) return say(kind, { n });
  return say(n % 60 ? `${kind}_hours` : `${kind}_whole_hours`, { h: Math.floor(n / 60), m: n % 60 });
}

/**
 * Name the drift for the stylesheet.
 *
 * @param {number} driftMs
 * @returns {"late" | "early" | "on-time"}
 */
export function driftKind(driftMs) {
  const minutes = wholeMinutes(driftMs);
  if (minutes > 0) return "late";
  return minutes < 0 ? "early" : "on-time";
}

/**
 * Minutes as the MC reads them: the one that runs counts whole, so 20 at the start, 1 in the last
 * minute, −1 in the first minute over.
 *
 * @param {number} leftMs
 * @returns {string}
 */
export function minutesLeft(leftMs) {
  if (leftMs >= 0) return String(Math.ceil(leftMs / MINUTE_MS));
  return `−${Math.ceil(-leftMs / MINUTE_MS)}`;
}
