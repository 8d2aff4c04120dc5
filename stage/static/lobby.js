/** The lobby's screen: welcome, and where the programme stands, by its planned times. */

import { hourMinute, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { fitTitleLines } from "../../server/static/title_lines.js";
import { say } from "../../server/static/texts.js";
import { UNKNOWN, spanWords } from "./spans.js";
import { showTitleBlock, shownTitles } from "./title_block.js";

const boxes = /** @type {Array<[HTMLElement, number]>} */ ([[role("programme"), 0.5], [role("welcome"), 0.5]]);
const fitAgain = keepFitted(boxes, () => fitTitleLines(shownTitles(), 0.8));

function stateOf(item, nextId) {
  if (item.state === "planned") return item.id === nextId ? "next" : "planned";
  return item.state;
}

/** An untimed programme is numbered instead; a single item without its time says so. */
function timeOf(item, timed) {
  return timed ? spanWords(item.planned_start_ms, item.planned_end_ms, " – ") || UNKNOWN : item.number;
}

function take({ items, next_id: nextId, title_block: block }) {
  showTitleBlock(block);
  const timed = items.some((item) => item.planned_start_ms !== null);
  role("timeline").dataset.timed = String(timed);
  show("empty", items.length === 0);
  fillList("timeline", "row", items, (row, item) => {
    const state = stateOf(item, nextId);
    row.dataset.state = state;
    write("row-time", timeOf(item, timed), row);
    write("row-title", item.title, row);
    write("row-performer", item.performer, row);
    write("row-state", state === "planned" ? "" : say(state), row);
  });
  show("timeline", items.length > 0);
  paint();
  fitAgain();
}

const { now } = follow({ namespace: "/stage", room: "lobby", onSnapshot: take });
const paint = paintEachSecond(now, (nowMs) => writeDigits(role("clock"), hourMinute(nowMs)));
