/** Takes a part of a page anew from the server, without losing the place of eye and hand. */

import { keepFocus } from "../../server/static/focus.js";
import { role } from "../../server/static/roles.js";

const AT_MOST_EVERY_MS = 2500;

/**
 * Fetch a page and put its part in the place of ours.
 *
 * @param {string} address
 * @param {string} name data-role of the part
 * @param {AbortSignal} [signal]
 * @returns {Promise<HTMLElement>} the new part
 */
export async function swapPart(address, name, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store", signal });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = /** @type {HTMLElement} */ (document.importNode(role(name, page), true));
  const old = role(name);
  if (!old.isEqualNode(fresh)) keepFocus(old, () => old.replaceWith(fresh));
  return role(name);
}

/**
 * Make a function that renews something soon, at most every 2.5 s however often it is asked, and
 * not while nobody looks.
 *
 * @param {() => Promise<unknown>} renew
 * @returns {() => void}
 */
export function sparingly(renew) {
  let timer = 0;
  let lastMs = -AT_MOST_EVERY_MS;
  function run() {
    timer = 0;
    if (document.hidden) return;
    lastMs = performance.now();
    renew().catch(() => {});
  }
  function ask() {
    if (timer) return;
    timer = setTimeout(run, Math.max(0, lastMs + AT_MOST_EVERY_MS - performance.now()));
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
  });
  return ask;
}
