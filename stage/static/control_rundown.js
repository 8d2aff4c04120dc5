/** The rundown on the stage manager's page: planned, actual and expected times of every item. */

import { role, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, wholeMinutes } from "../../server/static/timing_words.js";
import { isMovable } from "./control_order.js";
import { paintParts } from "./control_parts.js";
import { forecast, plannedLengthMs } from "./rundown.js";
import { UNKNOWN, spanWords } from "./spans.js";

const MINUTE_MS = 60_000;
const RUNS = ["live", "held"];

/** Rows by the id of their item: one that moves keeps its row, and with it the focus. */
const rows = new Map();

function stateWord(item, snapshot) {
  if (item.state !== "planned") return say(item.state);
  return item.id === snapshot.next_id ? say("next_up") : "";
}

function hasMoved(item, foretold) {
  if (item.planned_start_ms === null || foretold.start_ms === null) return false;
  return Math.abs(foretold.start_ms - item.planned_start_ms) >= MINUTE_MS;
}

/** What the plan says of an item's time: its hours, its length, or nothing. */
function plannedWords(item) {
  const lengthMs = plannedLengthMs(item);
  const length = lengthMs === null ? "" : say("minutes", { n: wholeMinutes(lengthMs) });
  return spanWords(item.planned_start_ms, item.planned_end_ms) || length;
}

/** When it was, is, or will be: what happened is told apart from what is foretold. */
function timeWords(item, foretold) {
  const span = spanWords(foretold.start_ms, foretold.end_ms) || UNKNOWN;
  if (item.state === "done") return say("actual", { t: span });
  return item.state === "skipped" ? "" : say(RUNS.includes(item.state) ? "until" : "expected", { t: span });
}

/** How far from its plan a played item ended, or the others are going to. */
function driftOf(item, foretold) {
  if (item.state === "skipped" || item.planned_end_ms === null || foretold.end_ms === null) return null;
  return foretold.end_ms - item.planned_end_ms;
}

function addedWords(ms) {
  const n = wholeMinutes(ms);
  return n === 0 ? "" : say(n > 0 ? "added" : "taken", { n: Math.abs(n) });
}

/** What is to be known of an item beside its times; why it was left out, and who agreed. */
function noteWords(item, { cue_note: note, reason, agreed_by: agreed, measured_ms: measuredMs }) {
  const left = item.state === "skipped" && reason ? say("left_out", { reason }) : "";
  const who = item.state === "skipped" && agreed ? say("agreed", { who: agreed }) : "";
  const measured = measuredMs ? say("measured", { n: Math.round(measuredMs / MINUTE_MS) }) : "";
  return [left, who, note, measured].filter(Boolean).join(" · ");
}

/** Who of its performers is not in the hall yet, nor anybody in their place. */
function absentWords(item, performers) {
  if (item.state === "done" || item.state === "skipped") return "";
  const here = (one) => one.present || one.substitute?.present;
  const names = (performers?.[item.id] ?? []).filter((one) => !here(one)).map((one) => one.name);
  return names.length > 0 ? say("absent", { names: [...new Set(names)].join(", ") }) : "";
}

/** How many of its cues for sound, light and setting are ready; nothing where it has none. */
function technicalWords(item, technical) {
  const { ready, total } = technical?.[item.id] ?? { ready: 0, total: 0 };
  return total > 0 && item.state !== "done" && item.state !== "skipped" ? say("technical", { ready, total }) : "";
}

function fillTimes(row, item, foretold) {
  const planned = plannedWords(item);
  const span = spanWords(foretold.start_ms, foretold.end_ms);
  const drift = driftOf(item, foretold);
  write("row-forecast", timeWords(item, foretold), row);
  // What happened stands beside what was planned even where both are the same.
  write("row-planned", planned && (planned !== span || item.state === "done") ? say("plan", { t: planned }) : "", row);
  // What still waits is only as late as the live item makes it: its colour says so, once is enough.
  write("row-drift", drift !== null && item.started_ms !== null ? driftWords(drift) : "", row);
  row.dataset.drift = drift === null ? "unknown" : driftKind(drift);
  write("row-added", addedWords(item.added_ms), row);
}

function fillRow(row, item, foretold, snapshot, nth) {
  const detail = snapshot.details[item.id];
  row.dataset.state = item.state;
  row.dataset.current = String(item.id === snapshot.now_id);
  row.setAttribute("aria-current", item.id === snapshot.now_id ? "step" : "false");
  row.dataset.next = String(item.id === snapshot.next_id);
  row.dataset.moved = String(hasMoved(item, foretold));
  row.dataset.movable = String(isMovable(snapshot, item.id));
  write("row-number", String(nth + 1), row);
  write("row-title", item.title, row);
  write("row-performer", item.performer, row);
  write("row-note", noteWords(item, detail), row);
  write("row-technical", technicalWords(item, snapshot.technical), row);
  write("row-absent", absentWords(item, snapshot.performers), row);
  show("row-protected", detail.protected, row);
  show("row-optional", item.optional, row);
  fillTimes(row, item, foretold);
  write("row-state", stateWord(item, snapshot), row);
}

function rowOf(item) {
  if (!rows.has(item.id)) {
    const row = stamp("row");
    row.dataset.item = String(item.id);
    rows.set(item.id, row);
  }
  return rows.get(item.id);
}

/** Put the rows in the order of the programme; those that stand right are not touched. */
function arrange(list, items) {
  const there = new Set(items.map((item) => item.id));
  for (const [id, row] of rows) {
    if (there.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  items.forEach((item, nth) => {
    const row = rowOf(item);
    if (list.children[nth] === row) return;
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(row, list.children[nth] ?? null);
    focused?.focus({ preventScroll: true });
  });
}

/**
 * Paint the list; rows stay in place so that a second's tick moves nothing.
 *
 * @param {any} snapshot
 * @param {number} nowMs
 * @param {number | null} chosenId the item whose parts are shown beside those of the live one
 * @param {(name: string, item: string, part: string) => void} pressPart
 */
export function paintRundown(snapshot, nowMs, chosenId, pressPart) {
  const list = role("rundown");
  const { items } = snapshot;
  arrange(list, items);
  forecast(items, nowMs).forEach((foretold, nth) => {
    const item = items[nth];
    const row = rows.get(item.id);
    fillRow(row, item, foretold, snapshot, nth);
    paintParts(row, item, nowMs, item.id === snapshot.now_id || item.id === chosenId, pressPart);
  });
}

/**
 * @param {number} id
 * @returns {HTMLElement | undefined}
 */
export function rowOfItem(id) {
  return rows.get(id);
}
