/** The programme on the idle page, from what runs now on, as many items as there is room for. */

import { hourMinute } from "../../server/static/clockface.js";
import { overflows } from "../../server/static/fit.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/** A single line without what comes before and after it is no programme. */
const FEWEST_ROWS = 2;

let items = [];

/** Where to begin: the item that runs, with the one before it for orientation; else the next one. */
function beginning() {
  const at = items.findIndex((item) => item.state === "live" || item.state === "held");
  if (at >= 0) return at;
  const upcoming = items.findIndex((item) => item.state === "planned");
  return upcoming >= 0 ? upcoming : items.length;
}

function fillRow(row, item) {
  const live = item.state === "live" || item.state === "held";
  row.dataset.state = live ? "live" : "planned";
  write("row-time", item.start_ms === null ? item.number : hourMinute(item.start_ms), row);
  write("row-title", item.title, row);
  write("row-state", live ? say("now_running") : "", row);
}

/** Write the programme into the room that the page has left for it. */
export function paintProgramme() {
  const rest = items.slice(beginning()).filter((item) => item.state !== "skipped");
  const box = role("programme");
  fillList("timeline", "row", rest, fillRow);
  show("programme", rest.length > 0);
  const list = role("timeline");
  while (list.childElementCount > 0 && (overflows(box) || overflows(role("view-idle")))) {
    list.lastElementChild.remove();
  }
  show("programme", list.childElementCount >= Math.min(FEWEST_ROWS, rest.length) && rest.length > 0);
}

/** @param {Array<{number: string, title: string, state: string, start_ms: number | null}>} programme */
export function takeProgramme(programme) {
  items = programme;
  paintProgramme();
}

window.addEventListener("resize", paintProgramme);
void document.fonts?.ready.then(paintProgramme);
