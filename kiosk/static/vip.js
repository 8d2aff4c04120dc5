/** VIP reception on a telephone: guests in protocol order, one touch per state, the last one undone. */

import { refusal, send } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { once } from "../../server/static/request_ids.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { askHour } from "./vip_hour.js";
import { createGuestList } from "./vip_list.js";
import { offerOrder } from "./vip_order.js";

/** @typedef {{id: number, name: string, state: string, ticks: string[]}} Guest */

let snapshot = null;
/** @type {null | {guest: Guest, what: string, back: () => Promise<import("../../server/static/commands.js").Answer>}} */
let last = null;

const list = createGuestList({ onTouch: touch, onTick: tick, onShown: (none) => show("none-here", none) });
const { refresh } = follow({ namespace: "/kiosk", room: "vip", onSnapshot: take });

function take(given) {
  snapshot = given;
  const { guests, here, expected } = snapshot;
  show("loading", false);
  // Before, nobody knows from which order one starts: saved, it would be refused.
  for (const button of roles("open-order")) button.disabled = false;
  show("empty", guests.length === 0);
  const counts = { awaited: expected, here, all: guests.length };
  for (const button of roles("filter")) {
    button.textContent = say(`${button.dataset.filter}_n`, { n: counts[button.dataset.filter] });
  }
  list.paint(guests);
}

function remember(guest, what, back) {
  last = { guest, what, back };
  paintUndo();
}

function paintUndo() {
  show("undo", last !== null);
  write("undo-text", last && say("undo", { name: last.guest.name, what: last.what }));
}

const post = (guest, path, body) => send(`/kiosk/vip/${guest.id}/${path}`, body);

/** @param {Guest} guest */
function noteState(guest, state, seen = null) {
  const errand = `${guest.id} ${state} ${seen}`;
  return once(errand, (touchId) => post(guest, "state", { touch_id: touchId, state, seen }));
}

/** What is said of the badge of somebody who has just come in. */
function badgeWords(badge) {
  if (!badge) return "";
  if (!badge.queued) return badge.tray ? say("badge_tray", { tray: badge.tray }) : "";
  return badge.pool ? say("badge_queued", { pool: badge.pool }) : say("badge_queued_here");
}

async function touch(guest, button) {
  const { state } = button.dataset;
  if (state === "expected" && guest.state === "expected") {
    askHour(guest);
    return;
  }
  if (state === guest.state && !guest.left_ms) return;
  const before = { state: guest.state, left: Boolean(guest.left_ms) };
  tell("open", say("sending"));
  const answer = await whileBusy(button, () => noteState(guest, state));
  if (!answer) return;
  const what = say(state);
  const done = [say("noted", { name: guest.name, what }), badgeWords(answer.body?.badge)];
  if (!tellAnswer(answer, done.filter(Boolean).join(" "))) refresh();
  else if (before.left) sayBack(guest);
  else remember(guest, what, () => noteState(guest, before.state, state));
}

/** Who had left is back in the hall: only a desk writes down that somebody leaves, and why. */
function sayBack(guest) {
  last = null;
  paintUndo();
  tell("open", say("back_again", { name: guest.name }));
}

async function tick(guest, button) {
  const what = button.dataset.tick;
  const done = !guest.ticks.includes(what);
  const word = say(done ? "tick_done" : "tick_undone", { what: say(what) });
  const answer = await whileBusy(button, () => post(guest, "ticks", { tick: what, done }));
  if (!answer) return;
  if (tellAnswer(answer, say("noted", { name: guest.name, what: word }))) {
    remember(guest, word, () => post(guest, "ticks", { tick: what, done: !done }));
  } else refresh();
}

async function undo() {
  if (!last) return;
  const { guest, back } = last;
  const answer = await whileBusy(role("undo"), back);
  if (!answer) return;
  if (answer.ok) tell("good", say("undone", { name: guest.name }));
  else tell(answer.unknown ? "open" : "bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  if (!answer.unknown) {
    last = null;
    paintUndo();
  }
}

offerOrder(() => snapshot?.guests ?? []);
role("undo").addEventListener("click", () => void undo());
for (const button of roles("filter")) button.addEventListener("click", () => list.choose(button.dataset.filter));
