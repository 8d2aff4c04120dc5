/** VIP reception on a telephone: guests in protocol order, one touch per state, every touch undone. */

import { hourMinute } from "../../server/static/clockface.js";
import { refusal } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { tell, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { backFromHour, backToState, toHour, toState, toTick } from "./vip_errands.js";
import { askHour, offerHour } from "./vip_hour.js";
import { createGuestList } from "./vip_list.js";
import { offerOrder } from "./vip_order.js";
import { askSure } from "./vip_sure.js";
import { forget, offerUndo, remember } from "./vip_undo.js";
import { createWaiting } from "./vip_waiting.js";

/** States that say that a guest is not here: noted of one who came, they take the arrival back. */
const AWAY = ["expected", "sends_substitute", "not_coming"];

let snapshot = null;

const list = createGuestList({ onTouch: touch, onTick: tick, onShown: showNone });
const waiting = createWaiting({ onChange: paint, onSent: tellSent });
const { now, refresh } = follow({ namespace: "/kiosk", room: "vip", onSnapshot: take });

function showNone(none) {
  show("none-here", none === "here");
  show("none-sought", none === "sought");
}

function take(given) {
  snapshot = given;
  show("loading", false);
  // Before, nobody knows from which order one starts: saved, it would be refused.
  for (const button of roles("open-order")) button.disabled = false;
  show("empty", snapshot.guests.length === 0);
  paint();
  waiting.hurry();
}

function paint() {
  const count = waiting.count();
  write("waiting", count > 0 ? say("waiting_n", { n: count }) : "");
  if (!snapshot) return;
  const { guests, here, expected } = snapshot;
  const counts = { awaited: expected, here, all: guests.length };
  for (const button of roles("filter")) {
    button.textContent = say(`${button.dataset.filter}_n`, { n: counts[button.dataset.filter] });
  }
  list.paint(waiting.over(guests));
}

/** What is said once all that waited is sent; a refusal stays until the next touch. */
function tellSent(last, refused, count) {
  const faults = refused.map(({ errand, answer }) => (
    say("fault", { name: errand.name, what: errand.what, why: refusal(answer) || say("refused") })
  ));
  if (faults.length > 0) tell("bad", faults.join(" "));
  else if (count === 1) tell("good", say("noted", { name: last.name, what: last.what }));
  else if (count > 1) tell("good", say("sent_n", { n: count }));
  if (faults.length > 0) refresh();
}

/** What is said of the badge of somebody who has just come in. */
function badgeWords(badge) {
  if (!badge) return "";
  if (!badge.queued) return badge.tray ? say("badge_tray", { tray: badge.tray }) : "";
  return badge.pool ? say("badge_queued", { pool: badge.pool }) : say("badge_queued_here");
}

/** Carry an errand out, or keep it; give whether it may be undone, and what was answered. */
async function carryOut(errand, words = []) {
  const answer = await waiting.run(errand);
  if (answer === null) {
    // The line of what waits says it, and goes when it is sent.
    tellNothing();
    return { done: true, answer };
  }
  if (answer.ok) {
    const said = say("noted", { name: errand.name, what: errand.what });
    tell("good", [said, ...words, badgeWords(answer.body?.badge)].filter(Boolean).join(" "));
  } else {
    tell("bad", refusal(answer) || say("refused"));
    refresh();
  }
  return { done: answer.ok, answer };
}

async function note(guest, state, what) {
  const hadLeft = Boolean(guest.left_ms);
  const { done } = await carryOut(toState(guest, state, what));
  if (!done) return;
  if (hadLeft) sayBack(guest);
  else remember({ name: guest.name, what, back: backToState(guest, state, what) });
}

/** Who had left is back in the hall: only a desk writes down that somebody leaves, and why. */
function sayBack(guest) {
  forget(guest.id);
  tell("open", say("back_again", { name: guest.name }));
}

function touch(guest, button) {
  const { state } = button.dataset;
  const what = button.textContent.trim();
  if (state === "expected") {
    askHour(guest);
    return;
  }
  if (state === guest.state && !guest.left_ms) return;
  const act = () => void whileBusy(button, () => note(guest, state, what));
  if (guest.arrived_ms && AWAY.includes(state)) askSure(guest, what, act);
  else act();
}

async function expect(guest, typed) {
  const wanted = toHour(guest, typed, "", now());
  const { expected_ms: ms } = wanted.shows;
  const what = ms ? say("expected_at", { t: hourMinute(ms) }) : say("expected");
  const { done, answer } = await carryOut({ ...wanted, what });
  if (done) remember({ name: guest.name, what, back: backFromHour(guest, what) });
  return answer;
}

async function tick(guest, button) {
  const one = button.dataset.tick;
  const done = !guest.ticks.includes(one);
  const what = say(done ? "tick_done" : "tick_undone", { what: say(one) });
  const noted = await whileBusy(button, () => carryOut(toTick(guest, one, done, what)));
  if (noted?.done) remember({ name: guest.name, what, back: toTick(guest, one, !done, what) });
}

async function takeBack({ name, what, back }) {
  const answer = await waiting.run(back);
  if (answer === null) tellNothing();
  else if (answer.ok) tell("good", say("undone", { name, what }));
  else tell("bad", refusal(answer) || say("refused"));
}

offerOrder(() => snapshot?.guests ?? []);
offerHour(expect);
offerUndo(takeBack);
role("seek").addEventListener("input", ({ target }) => list.seek(/** @type {HTMLInputElement} */ (target).value));
for (const button of roles("filter")) {
  button.addEventListener("click", () => {
    /** @type {HTMLInputElement} */ (role("seek")).value = "";
    list.choose(button.dataset.filter);
  });
}
paint();
