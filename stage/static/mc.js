/** The MC's screen: what now, how long still, what next, and the names to read in call order. */

import { hourMinute, minutesSeconds, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { calledBatch, sentenceFor, waitingBatch } from "./award.js";
import { guestsOpen, paintGuests, toggleGuests, turnPage } from "./mc_guests.js";
import { driftMs, forecast, heldMs, runningMs, timeLeftMs } from "./rundown.js";
import { longWaitDigits } from "./waits.js";

const CROWDED = 6;

let snapshot = null;

const screen = role("screen");
const fitAgain = keepFitted([[role("stage"), 0.5], [role("call"), 0.4], [role("guests"), 0.4]]);
const { now } = follow({ namespace: "/stage", room: "mc", onSnapshot: take });
const paint = paintEachSecond(now, paintTime);

function item(id) {
  return snapshot.items.find((one) => one.id === id) ?? null;
}

function take(given) {
  snapshot = given;
  const batch = calledBatch(snapshot.award);
  screen.dataset.view = batch ? "call" : guestsOpen(snapshot) ? "guests" : viewOf(snapshot);
  paintHeading();
  paintSide();
  paintCall(batch);
  paintGuests(snapshot);
  paintComing(batch);
  paint();
  fitAgain();
}

function viewOf({ phase, items }) {
  if (items.length === 0) return "empty";
  return { not_started: "before", held: "item", running: "item" }[phase] ?? phase;
}

function paintHeading() {
  const { phase, items } = snapshot;
  const shown = item(snapshot.now_id) ?? item(snapshot.next_id);
  const [label, title] = {
    empty: [say("no_programme"), say("no_programme_help")],
    before: [say("coming"), items[0]?.title],
    between: [say("waiting"), shown?.title],
    finished: [say("finished"), say("thanks")],
  }[viewOf(snapshot)] ?? ["", shown?.title];
  write("label", label);
  write("title", title);
  const place = items.findIndex((one) => one.id === shown?.id) + 1;
  write("place", place && phase !== "finished" ? say("place", { n: place, all: items.length }) : "");
  screen.dataset.phase = phase;
}

function paintSide() {
  const shown = item(snapshot.now_id) ?? (snapshot.phase === "finished" ? null : item(snapshot.next_id));
  write("performer", shown?.performer);
  const entries = (shown?.entries ?? []).map((entry, index) => ({ label: String(index + 1), ...entry }));
  fillList("steps", "step", [...(shown?.steps ?? []), ...entries], (row, step) => {
    write("step-mark", step.label, row);
    write("step-title", step.title, row);
    write("step-performer", step.performer, row);
  });
  const waiting = waitingBatch(snapshot.award, shown);
  const key = waiting?.kind === "collective" ? "batch_next_collective" : "batch_next";
  write("batch-next", waiting && say(key, { label: waiting.label, n: waiting.recipients.length }));
}

function paintCall(batch) {
  show("call", batch !== null);
  if (!batch) return;
  const { award } = snapshot;
  const called = sentenceFor(award, batch);
  role("call").dataset.state = batch.state;
  write("call-state", batch.state === "on_stage" ? say("batch_on_stage") : say("batch_called"));
  write("call-label", batch.label);
  // With a full stage each sentence has its moment: first who comes up, then who gives.
  const crowded = batch.recipients.length > CROWDED;
  const onStage = batch.state === "on_stage" && called.givers !== "";
  write("call-sentence", crowded && onStage ? "" : called.recipients);
  write("call-givers", crowded && !onStage ? "" : called.givers);
  paintNames(batch.recipients);
}

function paintNames(recipients) {
  const rows = recipients.length > 3 ? Math.ceil(recipients.length / 2) : recipients.length;
  role("names").style.setProperty("--rows", String(rows));
  role("names").dataset.crowded = String(recipients.length > CROWDED);
  fillList("names", "name", recipients, (row, recipient) => {
    row.dataset.present = String(recipient.present);
    write("name-place", String(recipient.place), row);
    write("name-text", recipient.name, row);
    const detail = [recipient.detail, recipient.unit].filter(Boolean).join(", ");
    write("name-detail", recipient.present ? detail : say("absent"), row);
  });
}

function paintComing(batch) {
  const next = snapshot.phase === "not_started" ? snapshot.items[1] : item(snapshot.next_id);
  const visible = screen.dataset.view !== "empty" && snapshot.phase !== "finished" && snapshot.phase !== "between";
  show("coming", visible && !batch);
  role("next").textContent = next?.title ?? say("last");
  write("next-performer", next?.performer);
}

function paintTime(nowMs) {
  if (!snapshot) return;
  writeDigits(role("clock"), hourMinute(nowMs));
  if (snapshot.items.length === 0) return;
  paintProgress(nowMs);
  paintNumber(numberNow(nowMs));
}

/** How late, and until when; an untimed programme says neither. */
function paintProgress(nowMs) {
  const { items, phase, planned_end_ms: plannedMs, last } = snapshot;
  const driftNow = driftMs(items, nowMs, last);
  write("drift", driftNow === null ? "" : driftWords(driftNow));
  role("drift").dataset.kind = driftNow === null ? "unknown" : driftKind(driftNow);
  const endMs = forecast(items, nowMs)[last].end_ms;
  const endWord = phase === "finished" ? "ended" : "expected";
  write("expected", endMs === null ? "" : say(endWord, { t: hourMinute(endMs) }));
  write("planned", plannedMs === null ? "" : say("planned", { t: hourMinute(plannedMs) }));
}

/** @typedef {{number: string, label: string, word?: string, strip?: string, long?: boolean, over?: boolean}} Shown */

/** @param {Shown | null} shown */
function paintNumber(shown) {
  screen.dataset.over = String(Boolean(shown?.over));
  show("count", shown !== null);
  if (!shown) return;
  write("number", shown.number);
  role("number").dataset.long = String(Boolean(shown.long));
  write("strip-left", shown.strip);
  write("number-label", shown.label);
  write("word", shown.word);
}

/**
 * The one number of the screen: minutes left, the time to the start, or minutes gone where the plan
 * gives no length.
 *
 * @returns {Shown | null}
 */
function numberNow(nowMs) {
  const { phase, items } = snapshot;
  const live = item(snapshot.now_id);
  if (phase === "not_started") return numberBefore(items[0].planned_start_ms, nowMs);
  if (!live) return null;
  const leftMs = timeLeftMs(live, nowMs);
  const shown = leftMs === null ? numberGone(live, nowMs) : numberLeft(leftMs);
  if (phase !== "held") return shown;
  const label = say("held_for", { t: minutesSeconds(heldMs(live, nowMs) - (live.held_ms ?? 0)) });
  return { ...shown, label, word: say("held"), over: false };
}

/** Minutes to the start, or hours and minutes when it is far; nothing if nobody said when. */
function numberBefore(startMs, nowMs) {
  if (startMs === null) return null;
  const leftMs = startMs - nowMs;
  const digits = longWaitDigits(leftMs);
  const [minutes, hours] = leftMs < 0 ? ["past_start", "hours_past_start"] : ["minutes_to_start", "hours_to_start"];
  return { number: digits ?? minutesLeft(leftMs), label: say(digits ? hours : minutes), long: Boolean(digits) };
}

function numberLeft(leftMs) {
  const over = leftMs < 0;
  const number = minutesLeft(leftMs);
  const strip = say(over ? "over_by" : "left", { n: number.replace("−", "") });
  return { number, label: say(over ? "minutes_over" : "minutes_left"), word: over ? say("over") : "", strip, over };
}

function numberGone(live, nowMs) {
  const n = wholeMinutes(runningMs(live, nowMs));
  return { number: String(n), label: say("minutes_gone"), strip: say("gone", { n }) };
}

function pressGuests() {
  if (!snapshot) return;
  toggleGuests(snapshot);
  take(snapshot);
}

function pressPage(by) {
  if (screen.dataset.view !== "guests") return;
  turnPage(snapshot, by);
  take(snapshot);
}

const KEYS = {
  KeyG: pressGuests,
  PageDown: () => pressPage(1),
  ArrowRight: () => pressPage(1),
  PageUp: () => pressPage(-1),
  ArrowLeft: () => pressPage(-1),
};

// `code`, not `key`: with Telex on, the letters never arrive.
window.addEventListener("keydown", (press) => {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || !KEYS[press.code]) return;
  press.preventDefault();
  KEYS[press.code]();
});
role("guest-toggle").addEventListener("click", pressGuests);
role("guest-back").addEventListener("click", () => pressPage(-1));
role("guest-on").addEventListener("click", () => pressPage(1));
