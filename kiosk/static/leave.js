/** /kiosk/leave: who waits for a supervisor, decided with one touch and a reason. */

import { hourMinute, minutesSeconds, paintEachSecond } from "../../server/static/clockface.js";
import { send } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { offerDoorPapers } from "../../server/static/paper_buttons.js";
import { tell } from "../../server/static/result_line.js";
import { fillList, role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { askWords, offerSheet } from "./own_words.js";
import { showCounts } from "./supervisor_counts.js";

const LONG_MS = 3 * 60_000;
const BUZZ_MS = 250;

const sheet = /** @type {HTMLDialogElement} */ (role("sheet"));

/** The request that the sheet is about, and the ids of those that waited last. */
let asked = null;
let known = null;

function office({ position, unit, group }) {
  return [position, unit, group].filter(Boolean).join(" · ");
}

function showWaiting(one, request) {
  one.dataset.id = String(request.id);
  write("name", request.name, one);
  write("mark", request.mark && `(${request.mark})`, one);
  write("office", office(request), one);
  write("stands-in", request.stands_in_for && say("stands_in_for", { name: request.stands_in_for }), one);
  write("rule", say(`rule_${request.rule}`), one);
  write("words", request.words, one);
  write("from", [request.station, request.asked_by].filter(Boolean).join(", "), one);
  role("waited", one).dataset.askedMs = String(request.asked_ms);
  role("grant", one).onclick = () => ask(request, true);
  role("decline", one).onclick = () => ask(request, false);
}

function showDecided(one, request) {
  const state = say(`state_${request.state}`);
  write("name", request.name, one);
  write("line", say("decided_line", { state, time: hourMinute(request.decided_ms), by: request.decided_by || request.station }), one);
  write("words", request.decided_words, one);
}

function paintWaited(nowMs) {
  for (const time of roles("waited")) {
    const waitedMs = nowMs - Number(time.dataset.askedMs);
    time.textContent = say("waited", { time: minutesSeconds(waitedMs) });
    time.dataset.long = String(waitedMs > LONG_MS);
  }
}

/** A phone in a pocket is told that somebody new waits. */
function tellHand(waiting) {
  const ids = new Set(waiting.map(({ id }) => id));
  const fresh = known !== null && [...ids].some((id) => !known.has(id));
  known = ids;
  if (fresh) navigator.vibrate?.(BUZZ_MS);
}

function take(snapshot) {
  show("loading", false);
  show("empty", snapshot.waiting.length === 0);
  fillList("waiting", "waiting-one", snapshot.waiting, showWaiting);
  show("decided-part", snapshot.decided.length > 0);
  fillList("decided", "decided-one", snapshot.decided, showDecided);
  showCounts(snapshot);
  tellHand(snapshot.waiting);
  paint();
  if (sheet.open && !known.has(asked.id)) {
    sheet.close();
    tell("open", say("gone"));
  }
}

function whatBecameOfIt({ name }, answer) {
  if (answer.verdict === "repeat") return ["open", say("was_inside", { name })];
  if (answer.verdict !== "admitted") return ["open", say("not_in", { name })];
  const { badge } = answer;
  if (badge?.queued && badge.pool) return ["good", say("granted_badge", { name, pool: badge.pool })];
  if (badge?.queued) return ["good", say("granted_here", { name })];
  if (badge?.tray) return ["good", say("granted_tray", { name, tray: badge.tray })];
  return ["good", say("granted", { name })];
}

/** Ask why; the sheet names the person, so that a list that moves cannot mislead the hand. */
function ask(request, granted) {
  asked = request;
  show("grant-presets", granted);
  show("decline-presets", !granted);
  askWords(
    say(granted ? "granting" : "declining", { name: request.name }),
    (words) => send(`/kiosk/leave/${request.id}/decide`, { granted, words }),
    ({ body }) => tell(...(granted ? whatBecameOfIt(request, body) : ["good", say("declined", { name: request.name })])),
  );
}

offerSheet();
offerDoorPapers();
const { now } = follow({ namespace: "/kiosk", room: "leave", onSnapshot: (snapshot) => take(snapshot) });
const paint = paintEachSecond(now, paintWaited);
paint();
