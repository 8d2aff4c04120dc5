/** From when to when, as far as it is known; what nobody knows is never made up. */

import { hourMinute } from "../../server/static/clockface.js";

/** Stands where a time would stand. */
export const UNKNOWN = "—";

/**
 * Say a span of time: 14h00–14h20, 14h00 if its end is open, nothing if it is not known at all.
 *
 * @param {number | null} startMs
 * @param {number | null} endMs
 * @param {string} [dash]
 * @returns {string}
 */
export function spanWords(startMs, endMs, dash = "–") {
  if (startMs === null) return "";
  return endMs === null ? hourMinute(startMs) : `${hourMinute(startMs)}${dash}${hourMinute(endMs)}`;
}
