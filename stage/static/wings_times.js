/** Times for those beside the stage: how late, until when, and how long till an item. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { driftKind, driftWords, minutesLeft, wholeMinutes } from "../../server/static/timing_words.js";
import { driftMs, forecast, runningMs, timeLeftMs } from "./rundown.js";
import { longWait } from "./waits.js";

/** How late, and until when; an untimed programme says neither. */
export function paintProgress({ items, last }, nowMs) {
  const drift = driftMs(items, nowMs, last ?? undefined);
  write("drift", drift === null ? "" : driftWords(drift));
  role("drift").dataset.kind = drift === null ? "unknown" : driftKind(drift);
  const endMs = last === null ? null : forecast(items, nowMs)[last].end_ms;
  write("expected", endMs === null ? "" : say("expected", { t: hourMinute(endMs) }));
}

/**
 * Whole minutes till an item begins, and when; null where nobody can know.
 *
 * @returns {{minutes: number, at: string} | null}
 */
export function startOf({ items }, id, nowMs) {
  const startMs = forecast(items, nowMs).find((one) => one.id === id)?.start_ms ?? null;
  if (startMs === null) return null;
  return { minutes: Math.max(Math.ceil((startMs - nowMs) / 60_000), 0), at: hourMinute(startMs) };
}

/** Whether the live item has used up its time. */
export function isOver(snapshot, id, nowMs) {
  const live = id === snapshot.now_id && snapshot.items.find((one) => one.id === id);
  const leftMs = live ? timeLeftMs(live, nowMs) : null;
  return leftMs !== null && leftMs < 0;
}

function liveWords(live, nowMs) {
  const leftMs = timeLeftMs(live, nowMs);
  if (leftMs === null) return say("gone", { n: wholeMinutes(runningMs(live, nowMs)) });
  const minutes = minutesLeft(leftMs);
  return say(leftMs < 0 ? "over_by" : "left", { n: minutes.replace("−", "") });
}

/** Say how long an item still runs, or how long till it begins; nothing where nobody knows. */
export function itemWords(snapshot, id, nowMs) {
  const item = snapshot.items.find((one) => one.id === id);
  if (!item || item.state === "done" || item.state === "skipped") return "";
  if (id === snapshot.now_id) return liveWords(item, nowMs);
  const start = startOf(snapshot, id, nowMs);
  if (start === null) return "";
  const wait = longWait(start.minutes * 60_000);
  if (wait) return say(wait.m ? "starts_in_hours" : "starts_in_whole_hours", { ...wait, t: start.at });
  return start.minutes === 0 ? say("starts_now") : say("starts_in", { n: start.minutes, t: start.at });
}
