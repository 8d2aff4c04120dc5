/** The rundown on the stage manager's page: figures, the live item, planned beside expected. */

import { hourMinute, minutesSeconds, writeDigits } from "../../server/static/clockface.js";
import { role, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { driftMs, forecast, heldMs, plannedLengthMs, runningMs, timeLeftMs } from "./rundown.js";
import { UNKNOWN, spanWords } from "./spans.js";
import { longWait } from "./waits.js";

const MINUTE_MS = 60_000;

/**
 * The place of an item in the list, from 1; 0 if it is not there.
 *
 * @param {any} snapshot
 * @param {number} id
 * @returns {number}
 */
export function placeOf(snapshot, id) {
  return snapshot.items.findIndex((item) => item.id === id) + 1;
}

/** A moment, or the sign that nobody knows it. */
function moment(ms) {
  return ms === null ? UNKNOWN : hourMinute(ms);
}

/**
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintFigures(snapshot, nowMs) {
  const { items, now_id: nowId, last } = snapshot;
  writeDigits(role("clock"), hourMinute(nowMs));
  if (items.length === 0) return;
  const drift = driftMs(items, nowMs, last);
  writeDigits(role("planned-end"), moment(snapshot.planned_end_ms));
  writeDigits(role("expected-end"), moment(forecast(items, nowMs)[last].end_ms));
  role("drift").textContent = drift === null ? UNKNOWN : driftWords(drift);
  role("drift-box").dataset.kind = drift === null ? "unknown" : driftKind(drift);
  const over = items.filter((item) => item.state === "done" || item.state === "skipped").length;
  role("progress").textContent = say("of", { n: placeOf(snapshot, nowId) || over, all: items.length });
}

/** How long still to the start; nothing where the plan does not say when. */
function startWords(item, nowMs) {
  if (item && item.planned_start_ms === null) return "";
  const leftMs = item ? item.planned_start_ms - nowMs : 0;
  if (leftMs <= 0) return say("start_due");
  const wait = longWait(leftMs);
  if (wait) return say(wait.m ? "starts_in_hours" : "starts_in_whole_hours", wait);
  return say("starts_in", { n: minutesLeft(leftMs) });
}

/** Minutes left or over; minutes gone where the plan gives no length. */
function leftWords(live, nowMs) {
  const leftMs = timeLeftMs(live, nowMs);
  if (leftMs === null) return say("gone", { n: wholeMinutes(runningMs(live, nowMs)) });
  return say(leftMs < 0 ? "over" : "left", { n: minutesLeft(leftMs).replace("−", "") });
}

/** What the card above the buttons says: state, title, time left. */
function liveWords(snapshot, nowMs) {
  const { phase, items } = snapshot;
  const find = (id) => items.find((item) => item.id === id);
  const live = find(snapshot.now_id);
  const next = find(snapshot.next_id);
  if (items.length === 0) return { state: "empty", label: say("empty") };
  if (phase === "finished") return { state: "finished", label: say("nothing_left") };
  if (!live) {
    const label = say(phase === "not_started" ? "first_up" : "between");
    return { state: "waiting", label, title: next?.title, left: startWords(next, nowMs) };
  }
  if (phase === "held") {
    const t = minutesSeconds(heldMs(live, nowMs) - (live.held_ms ?? 0));
    return { state: "held", label: say("held"), title: live.title, left: say("held_for", { t }) };
  }
  const leftMs = timeLeftMs(live, nowMs);
  return { state: leftMs < 0 ? "over" : "live", label: say("live"), title: live.title, left: leftWords(live, nowMs) };
}

/**
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintLive(snapshot, nowMs) {
  const { state, label, title, left } = liveWords(snapshot, nowMs);
  role("live").dataset.state = state;
  write("live-label", label);
  write("live-title", title);
  write("live-left", left);
}

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

function fillRow(row, item, foretold, snapshot) {
  const current = item.id === snapshot.now_id;
  row.dataset.state = item.state;
  row.dataset.current = String(current);
  row.dataset.next = String(item.id === snapshot.next_id);
  row.dataset.moved = String(hasMoved(item, foretold));
  write("row-number", String(placeOf(snapshot, item.id)), row);
  write("row-title", item.title, row);
  write("row-performer", item.performer, row);
  const expected = spanWords(foretold.start_ms, foretold.end_ms);
  const planned = plannedWords(item);
  write("row-forecast", expected || UNKNOWN, row);
  write("row-planned", planned && planned !== expected ? say("plan", { t: planned }) : "", row);
  write("row-state", stateWord(item, snapshot), row);
}

/**
 * Paint the list; rows stay in place so that a second's tick moves nothing.
 *
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintRundown(snapshot, nowMs) {
  const list = role("rundown");
  const { items } = snapshot;
  while (list.children.length > items.length) list.lastElementChild.remove();
  while (list.children.length < items.length) list.append(stamp("row"));
  forecast(items, nowMs).forEach((foretold, index) => {
    fillRow(/** @type {HTMLElement} */ (list.children[index]), items[index], foretold, snapshot);
  });
}
