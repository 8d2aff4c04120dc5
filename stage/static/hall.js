/**
 * The hall's screen: title lines, the item that runs, the names that are honoured. Never a timer,
 * an absence, an error: when the server is gone the last picture stays.
 */

import { keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { fitTitleLines } from "../../server/static/title_lines.js";
import { showTitleBlock, shownTitles } from "./title_block.js";

const IN_ONE_COLUMN = 4;
const CURSOR_GONE_AFTER_MS = 3000;

const screen = role("screen");
const boxes = /** @type {Array<[HTMLElement, number]>} */ ([[role("opening"), 0.4], [role("honours"), 0.4]]);
const fitAgain = keepFitted(boxes, () => fitTitleLines(shownTitles()));

function take({ now, award, title_block: block }) {
  const honours = Boolean(award);
  screen.dataset.view = honours ? "honours" : "title";
  show("opening", !honours);
  show("honours", honours);
  write("now", now?.title);
  showTitleBlock(block);
  if (honours) paintHonours(award);
  fitAgain();
}

function paintHonours({ form, decision, names }) {
  write("form", form);
  write("decision", decision);
  const list = role("names");
  list.dataset.columns = names.length > IN_ONE_COLUMN ? "2" : "1";
  list.style.setProperty("--rows", String(Math.ceil(names.length / 2)));
  fillList("names", "name", names, (row, { name, unit }) => {
    write("name-text", name, row);
    write("name-unit", unit, row);
  });
}

function hideCursorWhenStill() {
  let timer = 0;
  function moved() {
    document.documentElement.dataset.cursor = "shown";
    clearTimeout(timer);
    timer = setTimeout(() => {
      document.documentElement.dataset.cursor = "gone";
    }, CURSOR_GONE_AFTER_MS);
  }
  window.addEventListener("pointermove", moved);
  moved();
}

hideCursorWhenStill();
follow({ namespace: "/stage", room: "hall", onSnapshot: take });
