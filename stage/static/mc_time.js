/** The MC's times: the clock, how late and until when, and the one large number. */

import { hourMinute, minutesSeconds, writeDigits } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { driftMs, forecast, heldMs, runningMs, timeLeftMs } from "./rundown.js";
import { longWaitDigits } from "./waits.js";

/** @typedef {{number: string, label: string, word?: string, strip?: string, over?: boolean}} Shown */

/** How late, and until when; an untimed programme says neither. */
function paintProgress({ items, phase, planned_end_ms: plannedMs, last }, nowMs) {
  const driftNow = driftMs(items, nowMs, last);
  write("drift", driftNow === null ? "" : driftWords(driftNow));
  role("drift").dataset.kind = driftNow === null ? "unknown" : driftKind(driftNow);
  const endMs = forecast(items, nowMs)[last].end_ms;
  const endWord = phase === "finished" ? "ended" : "expected";
  write("expected", endMs === null ? "" : say(endWord, { t: hourMinute(endMs) }));
  write("planned", plannedMs === null ? "" : say("planned", { t: hourMinute(plannedMs) }));
}

/** Digits that keep their place, although they change each second. */
function writeSteady(name, text = "") {
  role(name).hidden = text === "";
  writeDigits(role(name), text);
}

/** @param {Shown | null} shown */
function paintNumber(shown) {
  role("screen").dataset.over = String(Boolean(shown?.over));
  show("count", shown !== null);
  writeSteady("strip-left", shown?.strip);
  if (!shown) return;
  write("number", shown.number);
  role("count").dataset.signs = String(Math.min(shown.number.length, 5));
  write("number-label", shown.label);
  writeSteady("word", shown.word);
}

/** Minutes to the start, or hours and minutes when it is far; nothing if nobody said when. */
function numberBefore(startMs, nowMs) {
  if (startMs === null) return null;
  const leftMs = startMs - nowMs;
  const digits = longWaitDigits(leftMs);
  const [minutes, hours] = leftMs < 0 ? ["past_start", "hours_past_start"] : ["minutes_to_start", "hours_to_start"];
  return { number: digits ?? minutesLeft(leftMs), label: say(digits ? hours : minutes) };
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

/** A hold runs on a clock of its own: TẠM DỪNG 02:10, GIỮ GIỜ 02:10. */
function heldWords(ms, key = "held_for") {
  return say(key, { t: minutesSeconds(ms).padStart(5, "0") });
}

/** The start is held: that is the number's word; how long still to the planned hour stays beside it. */
function numberHeldBack({ since_ms: sinceMs, reason }, before, nowMs) {
  const word = heldWords(nowMs - sinceMs, "start_held_for");
  const label = [before?.label, reason].filter(Boolean).join(" · ");
  return { number: before?.number ?? "", label, word, strip: word };
}

/**
 * The one number of the screen: minutes left, the time to the start, or minutes gone where the plan
 * gives no length.
 *
 * @returns {Shown | null}
 */
function numberNow({ phase, items, now_id: nowId, next_id: nextId, start_held: startHeld }, nowMs) {
  const live = items.find((one) => one.id === nowId);
  if (phase === "not_started" || phase === "start_held") {
    const first = items.find((one) => one.id === nextId) ?? items[0];
    const before = numberBefore(first.planned_start_ms, nowMs);
    return startHeld ? numberHeldBack(startHeld, before, nowMs) : before;
  }
  if (!live) return null;
  const leftMs = timeLeftMs(live, nowMs);
  const shown = leftMs === null ? numberGone(live, nowMs) : numberLeft(leftMs);
  if (phase !== "held") return shown;
  // The hold that runs, without those before it.
  const word = heldWords(heldMs(live, nowMs) - (live.held_ms ?? 0));
  return { ...shown, word, strip: word, over: false };
}

/**
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintTimes(snapshot, nowMs) {
  if (snapshot.items.length === 0) return;
  paintProgress(snapshot, nowMs);
  paintNumber(numberNow(snapshot, nowMs));
}
