/** The parts of the item, each with its own time in whole minutes: three speakers, three times. */

import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { partsOf } from "./control_parts.js";
import { runningMs } from "./rundown.js";
import { allottedMs } from "./speaker_time.js";

const AT_ONCE = 3;
const RUNS = ["live", "held"];

/** The time of a part in words, and whether it is over. */
function timeOf(item, part, nowMs) {
  // As the speaker's own clock counts: the part's length, else its share of the item's.
  const allotted = allottedMs(item, part);
  const lengthMs = allotted === null ? null : Math.max(allotted + (part.added_ms ?? 0), 0);
  if (part.state === "skipped") return { words: say("part_skipped"), over: false };
  if (part.state === "planned") return { words: lengthMs === null ? "" : say("part_minutes", { n: Math.round(lengthMs / 60_000) }), over: false };
  const goneMs = runningMs(part, nowMs);
  if (part.state === "done") return { words: say("part_done", { n: Math.max(1, Math.round(goneMs / 60_000)) }), over: false };
  if (part.state === "held") return { words: say("held"), over: false };
  if (lengthMs === null) return { words: say("part_gone", { n: wholeMinutes(goneMs) }), over: false };
  const leftMs = lengthMs - goneMs;
  const n = minutesLeft(leftMs).replace("−", "");
  return { words: say(leftMs < 0 ? "over_by" : "left", { n }), over: leftMs < 0 };
}

/** So many as fit, with the one that runs, or comes next, among them. */
function windowOf(parts) {
  const focus = parts.findIndex((part) => RUNS.includes(part.state));
  const next = focus >= 0 ? focus : parts.findIndex((part) => part.state === "planned");
  const first = Math.min(Math.max(next - 1, 0), Math.max(parts.length - AT_ONCE, 0));
  return { first, shown: parts.slice(first, first + AT_ONCE) };
}

/**
 * @param {any} item
 * @param {number} nowMs
 */
export function paintParts(item, nowMs) {
  const parts = item ? partsOf(item) : [];
  show("parts", parts.length > 0);
  role("screen").dataset.parts = String(parts.length > 0);
  role("parts").dataset.many = String(parts.length > AT_ONCE);
  const { first, shown } = windowOf(parts);
  const words = shown.map((part) => timeOf(item, part, nowMs));
  const seen = JSON.stringify([shown.map((part) => [part.id, part.kind, part.title, part.performer, part.state]), words, first, parts.length]);
  if (role("steps").dataset.seen === seen) return;
  role("steps").dataset.seen = seen;
  fillList("steps", "step", shown, (row, part, nth) => {
    row.dataset.state = part.state;
    row.dataset.over = String(words[nth].over);
    write("step-mark", part.label || String(first + nth + 1), row);
    write("step-title", part.title, row);
    write("step-performer", part.performer, row);
    write("step-time", words[nth].words, row);
  });
  write("parts-more", parts.length > AT_ONCE ? say("parts_of", { a: first + 1, b: first + shown.length, all: parts.length }) : "");
}
