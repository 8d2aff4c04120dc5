/** How old a station's reserve data may be: the same on the kiosk and at the desk. */

const AMBER_S = 60;
const RED_S = 600;

/**
 * @param {number | null | undefined} seconds null where there are none
 * @returns {"fresh" | "amber" | "red"}
 */
export function ageOf(seconds) {
  if ((seconds ?? 0) >= RED_S) return "red";
  return (seconds ?? 0) >= AMBER_S ? "amber" : "fresh";
}
