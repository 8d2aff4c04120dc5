/** Takes a part of a page anew from the server, without losing the place of eye and hand. */

import { keepFocus } from "../../server/static/focus.js";
import { role } from "../../server/static/roles.js";

const AT_MOST_EVERY_MS = 2500;

/** Pages are numbered as they are asked for, so that an older answer never takes a newer one's place. */
let asked = 0;
/** @type {Map<string, number>} the number of the page that each part shows */
const landed = new Map();

async function fetchPage(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store", signal });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** What somebody has opened stays open. */
function keepOpen(old, fresh) {
  for (const box of old.querySelectorAll("details[open][id]")) fresh.querySelector(`#${box.id}`)?.setAttribute("open", "");
}

function put(page, name, nth) {
  const there = page.querySelector(`[data-role="${name}"]`);
  if (!there || nth < (landed.get(name) ?? 0)) return;
  landed.set(name, nth);
  const fresh = /** @type {HTMLElement} */ (document.importNode(there, true));
  const old = role(name);
  keepOpen(old, fresh);
  if (!old.isEqualNode(fresh)) keepFocus(old, () => old.replaceWith(fresh));
}

/**
 * Fetch a page and put these parts of it in the place of ours; one that it has not stays ours.
 *
 * @param {string} address
 * @param {string[]} names data-role of each part
 * @param {AbortSignal} [signal]
 * @returns {Promise<Document>} the page
 */
export async function swapParts(address, names, signal) {
  asked += 1;
  const nth = asked;
  const page = await fetchPage(address, signal);
  for (const name of names) put(page, name, nth);
  return page;
}

/**
 * Fetch a page and put its part in the place of ours.
 *
 * @param {string} address
 * @param {string} name data-role of the part
 * @param {AbortSignal} [signal]
 * @returns {Promise<HTMLElement>} the new part
 */
export async function swapPart(address, name, signal) {
  // A page without it is not the one that was asked for.
  role(name, await swapParts(address, [name], signal));
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
