/** Minutes in words: chậm 3 phút, sớm 2 phút, đúng giờ. */

import { say } from "./texts.js";

const MINUTE_MS = 60_000;

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
  if (minutes > 0) return say("late", { n: minutes });
  if (minutes < 0) return say("early", { n: -minutes });
  return say("on_time");
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
