/** The figures on top of the stage manager's page, and the card of the item that runs. */

import { hourMinute, minutesSeconds, writeDigits } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { partOf, partWords } from "./control_parts.js";
import { liveOf, placeOf } from "./control_step.js";
import { driftMs, forecast, heldMs, runningMs, timeLeftMs } from "./rundown.js";
import { UNKNOWN } from "./spans.js";
import { longWait } from "./waits.js";

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

/** What the card says while the beginning is held: for how long, why, and how late that makes it. */
function startHeldWords({ start_held: held }, next, nowMs) {
  const t = minutesSeconds(nowMs - held.since_ms);
  const lateMs = next.planned_start_ms === null ? 0 : Math.max(nowMs - next.planned_start_ms, 0);
  const late = lateMs > 0 ? say("start_late", { drift: driftWords(lateMs) }) : "";
  const note = [held.reason, late].filter(Boolean).join(" · ");
  return { state: "held", label: say("start_held"), title: next.title, left: say("start_held_for", { t }), note };
}

/** What the card above the buttons says: state, title, part, time left, why it is held. */
function liveWords(snapshot, nowMs) {
  const { phase, items } = snapshot;
  const live = liveOf(snapshot);
  const next = items.find((item) => item.id === snapshot.next_id);
  if (items.length === 0) return { state: "empty", label: say("empty") };
  if (phase === "finished") return { state: "finished", label: say("nothing_left") };
  if (phase === "start_held" && next) return startHeldWords(snapshot, next, nowMs);
  if (!live) {
    const label = say(phase === "not_started" ? "first_up" : "between");
    return { state: "waiting", label, title: next?.title, left: startWords(next, nowMs) };
  }
  const part = partWords(partOf(live, snapshot.now_part));
  if (phase === "held") {
    const t = minutesSeconds(heldMs(live, nowMs) - (live.held_ms ?? 0));
    const note = snapshot.details[live.id].reason;
    return { state: "held", label: say("held"), title: live.title, part, left: say("held_for", { t }), note };
  }
  const leftMs = timeLeftMs(live, nowMs);
  return { state: leftMs < 0 ? "over" : "live", label: say("live"), title: live.title, part, left: leftWords(live, nowMs) };
}

/**
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintLive(snapshot, nowMs) {
  const { state, label, title, part, left, note } = liveWords(snapshot, nowMs);
  role("live").dataset.state = state;
  write("live-label", label);
  write("live-title", title);
  write("live-part", part);
  write("live-left", left);
  write("live-note", note);
  show("hold-why", state === "held");
  write("hold-why-text", say(note ? "hold_why_change" : "hold_why"));
}
