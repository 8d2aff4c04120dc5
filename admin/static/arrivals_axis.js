/** Where the axis of the arrival curve begins and ends. */

const MINUTE_S = 60;

/**
 * Leave room for whole bars: a bar stands around its minute, and the first and the last have two
 * halves too.
 *
 * @param {number} first in seconds
 * @param {number} last in seconds
 * @returns {[number, number]}
 */
export function withRoom(first, last) {
  return [first - MINUTE_S, last + MINUTE_S];
}
