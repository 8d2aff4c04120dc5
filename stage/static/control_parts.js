/** The parts of an item: tiết mục, tham luận, steps; each with its own time and its own press. */

import { hourMinute, minutesSeconds, writeDigits } from "../../server/static/clockface.js";
import { role, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { runningMs } from "./rundown.js";

/**
 * The parts in the order in which they are played: the queue, then the steps.
 *
 * @param {any} item
 * @returns {any[]}
 */
export function partsOf(item) {
  return [...item.entries, ...item.steps];
}

/**
 * @param {any} item
 * @param {{kind: string, id: number} | null} key
 * @returns {any} undefined if the item has no such part
 */
export function partOf(item, key) {
  return item && key ? partsOf(item).find((part) => part.kind === key.kind && part.id === key.id) : undefined;
}

/**
 * A part as the stage manager calls it: "a) Công bố Quyết định, Chánh Văn phòng".
 *
 * @param {any} part
 * @returns {string}
 */
export function partWords(part) {
  if (!part) return "";
  const title = part.label ? `${part.label}) ${part.title}` : part.title;
  return [title, part.performer].filter(Boolean).join(", ");
}

/** How long a part has run or still may; from when to when once it is over. */
function timeWords(part, nowMs) {
  if (part.state === "done") return `${hourMinute(part.started_ms)}–${hourMinute(part.ended_ms)}`;
  const lengthMs = part.length_ms ? Math.max(part.length_ms + part.added_ms, 0) : null;
  if (part.state !== "live" && part.state !== "held") {
    return lengthMs === null ? "" : say("minutes", { n: Math.round(lengthMs / 60_000) });
  }
  const goneMs = runningMs(part, nowMs);
  if (lengthMs === null) return minutesSeconds(goneMs);
  const leftMs = lengthMs - goneMs;
  return say(leftMs < 0 ? "part_over" : "part_left", { t: minutesSeconds(Math.abs(leftMs)) });
}

const PRESSES = { planned: ["skip"], skipped: ["restore"], live: [], held: [], done: [] };

function fillPart(row, item, part, nowMs) {
  const runs = item.state === "live";
  const open = runs || item.state === "held" || item.state === "planned";
  row.dataset.state = part.state;
  row.dataset.over = String(part.length_ms > 0 && runningMs(part, nowMs) > part.length_ms + part.added_ms);
  write("part-title", part.label ? `${part.label}) ${part.title}` : part.title, row);
  write("part-performer", part.performer, row);
  writeDigits(role("part-time", row), timeWords(part, nowMs));
  write("part-state", part.state === "planned" ? "" : say(`part_${part.state}`), row);
  show("part-begin", runs && part.state === "planned", row);
  for (const press of ["skip", "restore"]) show(`part-${press}`, open && PRESSES[part.state].includes(press), row);
}

/** Give each row's buttons their errand once; what they are about is read when they are pressed. */
function wirePart(row, press) {
  for (const name of ["begin", "skip", "restore"]) {
    role(`part-${name}`, row).addEventListener("click", () => press(name, row.dataset.item, row.dataset.part));
  }
  return row;
}

/**
 * Paint the parts of one item into its row; rows stay where they are.
 *
 * @param {HTMLElement} within the item's row
 * @param {any} item
 * @param {number} nowMs
 * @param {boolean} open whether they are shown
 * @param {(name: string, item: string, part: string) => void} press
 */
export function paintParts(within, item, nowMs, open, press) {
  const list = role("row-parts", within);
  const parts = open ? partsOf(item) : [];
  list.hidden = parts.length === 0;
  while (list.children.length > parts.length) list.lastElementChild.remove();
  while (list.children.length < parts.length) list.append(wirePart(stamp("part"), press));
  parts.forEach((part, nth) => {
    const row = /** @type {HTMLElement} */ (list.children[nth]);
    row.dataset.item = String(item.id);
    row.dataset.part = `${part.kind} ${part.id}`;
    fillPart(row, item, part, nowMs);
  });
}
