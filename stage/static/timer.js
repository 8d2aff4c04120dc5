/**
 * The speaker's clock at the bục: one number, and in what state it is. It counts on when the server
 * is gone; a message from the control stands below and never over it.
 */

import { hourMinute, minutesSeconds, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { fitOrGiveWay, keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { paintMessages } from "./messages.js";
import { livePart, speakerTime } from "./speaker_time.js";

const screen = role("screen");
const who = role("who");
const FLOOR = 0.4;
const fitWho = keepFitted([[who, FLOOR]]);

let snapshot = null;

/** The number keeps its size; with a long message, who speaks and what about give way. */
function fitAgain() {
  delete screen.dataset.crowded;
  fitWho();
  fitOrGiveWay(who, FLOOR, screen, ["yes", "very"]);
}

/** Who speaks, large; what about, below. An item without a performer is told by its title. */
function paintWho() {
  const { now, now_part: key, next, phase } = snapshot;
  const shown = now ?? next;
  const part = livePart(now, key);
  const performer = part?.performer || shown?.performer || "";
  const title = part?.title ?? shown?.title ?? "";
  write("when", now || !next ? "" : say("next"));
  write("performer", performer || title);
  write("title", performer ? title : "");
  if (!shown) write("performer", phase === "finished" ? say("finished") : say("no_programme"));
}

function take(given) {
  snapshot = given;
  paintMessages(snapshot.messages);
  paintWho();
  paint();
  fitAgain();
}

/** Nothing runs: the hour of the day is the number, also while the start is held. */
function paintIdle(nowMs) {
  const [hour, minute] = hourMinute(nowMs).split(/\D+/);
  writeNumber("", hour, minute, say("hour_sign"));
  const { start_held: held } = snapshot;
  screen.dataset.state = held ? "start_held" : "idle";
  write("word", say(held ? "start_held" : "idle"));
  write("label", held ? minutesSeconds(nowMs - held.since_ms) : hourMinute(nowMs));
}

function writeNumber(sign, minutes, seconds, between) {
  write("sign", sign);
  writeDigits(role("minutes"), minutes);
  write("between", seconds && between);
  writeDigits(role("seconds"), seconds);
  show("seconds", seconds !== "");
}

function paintTime(nowMs) {
  if (!snapshot) return;
  writeDigits(role("clock"), hourMinute(nowMs));
  const { state, sign, minutes, seconds, heldMs } = speakerTime(snapshot.now, snapshot.now_part, nowMs);
  if (state === "idle") {
    paintIdle(nowMs);
    return;
  }
  screen.dataset.state = state;
  writeNumber(sign, minutes, seconds, ":");
  write("word", say(state));
  const inMinutes = seconds === "" ? say("minutes") : "";
  write("label", state === "held" ? say("held_for", { t: minutesSeconds(heldMs) }) : inMinutes);
}

window.addEventListener("resize", fitAgain);
void document.fonts?.ready.then(fitAgain);
const { now } = follow({ namespace: "/stage", room: "timer", onSnapshot: take });
const paint = paintEachSecond(now, paintTime);
