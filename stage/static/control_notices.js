/** What the stage manager must see at once: a restart's question, a clock that was set, silence. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { wholeMinutes } from "../../server/static/timing_words.js";
import { liveOf } from "./control_step.js";

/** Five seconds make a small mark; a page that hears nothing for so long says so in large letters. */
const LARGE_AFTER_MS = 10_000;
const MINUTE_MS = 60_000;

let lostSince = null;

function paintLost(nowMs) {
  const lost = document.documentElement.dataset.connection === "lost";
  lostSince = lost ? lostSince ?? nowMs : null;
  const large = lostSince !== null && nowMs - lostSince >= LARGE_AFTER_MS;
  show("lost", large);
  if (large) write("lost-words", say("lost_since", { t: hourMinute(lostSince) }));
}

function paintQuestion(snapshot) {
  const live = liveOf(snapshot);
  const asked = Boolean(live && snapshot.details[live.id].interrupted);
  show("interrupted", asked);
  if (asked) write("interrupted-words", say("interrupted", { t: hourMinute(live.held_since_ms), title: live.title }));
}

/** By how much the machine's clock is off: minutes, or seconds where it is less than one. */
function stepWords(ms) {
  const amount = Math.abs(ms);
  const span = amount < MINUTE_MS ? say("seconds", { n: Math.round(amount / 1000) }) : say("minutes", { n: wholeMinutes(amount) });
  return say(ms > 0 ? "clock_ahead" : "clock_behind", { span });
}

function paintClockWarning({ clock_warning: warning }) {
  show("clock-warning", Boolean(warning));
  if (warning) write("clock-words", stepWords(warning.ms));
}

/**
 * @param {any} snapshot
 * @param {number} nowMs
 */
export function paintNotices(snapshot, nowMs) {
  paintLost(nowMs);
  paintQuestion(snapshot);
  paintClockWarning(snapshot);
}

/**
 * @param {import("./control_send.js").Desk} desk
 */
export function wireNotices(desk) {
  for (const command of ["resume", "finish", "anew"]) {
    role(`interrupted-${command}`).addEventListener("click", () => void desk.cue(`interrupted-${command}`, command));
  }
  const follow = (wanted) => () => void desk.post("/stage/clock", { follow: wanted }, say("clock_done"));
  role("clock-follow").addEventListener("click", follow(true));
  role("clock-keep").addEventListener("click", follow(false));
}
