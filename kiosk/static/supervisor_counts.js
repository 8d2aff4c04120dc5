/** What waits on the supervisor's other pages, beside their names in the bar. */

import { role, roles } from "../../server/static/roles.js";

/**
 * Show how many requests and disputes wait; nothing where none does.
 *
 * @param {{waiting: any[], disputes: number}} snapshot of the room "leave"
 */
export function showCounts({ waiting, disputes }) {
  const counts = { leave: waiting.length, disputes };
  for (const [name, count] of Object.entries(counts)) {
    if (roles(`count-${name}`).length === 0) continue;
    const badge = role(`count-${name}`);
    badge.textContent = String(count);
    badge.hidden = count === 0;
  }
}
