/**
 * The names that are honoured, on the hall's wall. None is ever left out without a sign: where they
 * are too many, their units give way, then there are three columns, then pages that turn by the clock.
 */

import { fitOrGiveWay } from "../../server/static/fit.js";
import { fillList, role, write } from "../../server/static/roles.js";

const IN_ONE_COLUMN = 4;
/** The names shrink no further; the view fits them by the same. */
export const FLOOR = 0.4;
const GIVES_WAY = ["units", "columns"];
const PAGE_STAYS_MS = 8000;

/** @type {Array<{name: string, unit: string}>} */
let names = [];
let pages = 1;
let turning = 0;

/** @param {any} award the batch that stands on the stage */
export function paintHonours({ form, decision, names: given }) {
  write("form", form);
  write("decision", decision);
  names = given;
}

function showPage(nth) {
  const most = Math.ceil(names.length / pages);
  const shown = names.slice(nth * most, (nth + 1) * most);
  const list = role("names");
  list.dataset.columns = shown.length > IN_ONE_COLUMN ? "2" : "1";
  list.style.setProperty("--rows", String(Math.ceil(shown.length / 2)));
  list.style.setProperty("--rows-of-three", String(Math.ceil(shown.length / 3)));
  write("names-page", pages > 1 ? `${nth + 1}/${pages}` : "");
  fillList("names", "name", shown, (row, { name, unit }) => {
    write("name-text", name, row);
    write("name-unit", unit, row);
  });
  return fitOrGiveWay(role("honours"), FLOOR, role("screen"), GIVES_WAY);
}

/** By the server's clock: two walls show the same page. */
function turn(now) {
  showPage(Math.floor(now() / PAGE_STAYS_MS) % pages);
  if (pages > 1) turning = setTimeout(() => turn(now), PAGE_STAYS_MS - (now() % PAGE_STAYS_MS) + 2);
}

/**
 * Set the names as large as all of them allow.
 *
 * @param {() => number} now the server's clock
 */
export function fitHonours(now) {
  stopTurning();
  for (pages = 1; pages < names.length; pages += 1) {
    if (Array.from({ length: pages }, (_, nth) => nth).every(showPage)) break;
  }
  turn(now);
}

/** Names have left the wall. */
export function stopTurning() {
  clearTimeout(turning);
}
