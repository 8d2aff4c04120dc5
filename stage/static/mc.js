/** The MC's screen: what now, how long still, what next, and the words to say. Its keys turn pages. */

import { hourMinute, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { batchInTurn, batchLeftOpen, waitingBatch } from "./award.js";
import { fitCall, paintCall, turnCall } from "./mc_call.js";
import {
  acceptGuests, guestsOpen, hasGuests, introduces, markLine, moveMark, openGuests, paintGuests, turnGuests,
} from "./mc_guests.js";
import { remember, remembered } from "./mc_memory.js";
import { paintParts } from "./mc_parts.js";
import { paintMissing, paintPerformer } from "./mc_people.js";
import { backToLast, measureAnew, paintScript, previewNext, takeScript, turnScript } from "./mc_script.js";
import { resize } from "./mc_size.js";
import { paintTimes } from "./mc_time.js";
import { paintMessages } from "./messages.js";
import { announceDue, paintOpening } from "./opening.js";

const MANNERS = { flag_salute: "stand_flag", anthem: "stand_anthem", silence: "stand_silence" };
const BEFORE = ["not_started", "start_held"];
const BIG = ["call", "guests"];

let snapshot = null;

/** The guests were reached by turning pages, and are left so. */
let turnedTo = remembered("turned", { to: false }).to;

const screen = role("screen");
const fitAgain = keepFitted([[role("heading"), 0.5], [role("call"), 0.4], [role("guest-list"), 0.5]]);
const { now } = follow({ namespace: "/stage", room: "mc", onSnapshot: take });
const paintClock = paintEachSecond(now, paintTime);
if (window.ResizeObserver) new ResizeObserver(() => void (snapshot && showPage())).observe(role("script-box"));
window.addEventListener("resize", () => void (snapshot && paint()));
document.fonts?.addEventListener?.("loadingdone", () => {
  measureAnew();
  if (snapshot) showPage();
});

function comeByTurning(to) {
  turnedTo = to;
  remember("turned", { to });
}

function item(id) {
  return snapshot.items.find((one) => one.id === id) ?? null;
}

/** The item that is on, else the one that comes. */
function shownItem() {
  return item(snapshot.now_id) ?? (snapshot.phase === "finished" ? null : item(snapshot.next_id));
}

function take(given) {
  snapshot = given;
  takeScript(snapshot);
  paintMessages(snapshot.messages);
  paint();
}

function viewOf({ phase, items }) {
  if (items.length === 0) return "empty";
  return { not_started: "before", start_held: "before", held: "item", running: "item" }[phase] ?? phase;
}

function paint() {
  const batch = batchInTurn(snapshot.award);
  const open = batch === null && guestsOpen(snapshot);
  screen.dataset.view = batch ? "call" : open ? "guests" : viewOf(snapshot);
  screen.dataset.phase = snapshot.phase === "start_held" ? "held" : snapshot.phase;
  paintHeading();
  paintCall(snapshot.award, batch);
  paintGuests(snapshot, open, paint);
  show("guest-toggle", screen.dataset.view !== "call");
  paintComing(batch);
  paintClock();
  fitAgain();
  showPage();
}

function paintHeading() {
  const { phase, items } = snapshot;
  const shown = shownItem();
  const [label, title] = {
    empty: [say("no_programme"), say("no_programme_help")],
    before: [say("coming"), shown?.title],
    between: [say("waiting"), shown?.title],
    finished: [say("finished"), say("thanks")],
  }[viewOf(snapshot)] ?? ["", shown?.title];
  write("label", label);
  write("title", title);
  const manner = MANNERS[shown?.manner];
  write("manner", manner ? say(manner) : "");
  paintPerformer("performer", snapshot, shown);
  paintMissing(snapshot, phase !== "finished");
  paintBatchNext(shown);
  const place = items.findIndex((one) => one.id === shown?.id) + 1;
  write("place", place && phase !== "finished" ? say("place", { n: place, all: items.length }) : "");
}

function paintBatchNext(shown) {
  const open = batchLeftOpen(snapshot.award);
  if (open) {
    write("batch-next", say("batch_open", { label: open.label }));
    return;
  }
  const waiting = waitingBatch(snapshot.award, shown);
  const key = waiting?.kind === "collective" ? "batch_next_collective" : "batch_next";
  write("batch-next", waiting && say(key, { label: waiting.label, n: waiting.count }));
}

/** What follows the item above; before the start that is the second one. */
function followingItem() {
  if (snapshot.now_id !== null) return item(snapshot.next_id);
  return item(snapshot.script[1]?.item_id);
}

function paintComing(batch) {
  const view = viewOf(snapshot);
  const visible = view !== "empty" && view !== "finished" && view !== "between";
  show("coming", visible && !batch);
  const next = followingItem();
  write("next", next?.title ?? say("last"));
  paintPerformer("next-performer", snapshot, next);
}

/** The page of the script, once everything around it has its place. */
function showPage() {
  const view = screen.dataset.view;
  const read = paintScript(snapshot, !BIG.includes(view));
  if (view === "call") fitCall();
  else if (view !== "guests" && !read) {
    write("page", "");
    write("page-note", "");
  }
  show("paging", !role("page").hidden);
}

function paintTime(nowMs) {
  if (!snapshot) return;
  writeDigits(role("clock"), hourMinute(nowMs));
  paintTimes(snapshot, nowMs);
  screen.dataset.opening = paintOpening(snapshot, nowMs) ? "due" : "none";
  paintParts(BEFORE.includes(snapshot.phase) ? null : shownItem(), nowMs);
}

/** Pages follow one another: the script, the guests where the item introduces them, what comes next. */
function turn(by) {
  const view = screen.dataset.view;
  if (!snapshot) return;
  if (view === "call") {
    turnCall(by);
  } else if (view === "guests") {
    if (!turnGuests(by) && turnedTo) {
      openGuests(snapshot, false);
      if (by > 0) previewNext();
      else backToLast();
    }
  } else if (!turnScript(by)) {
    comeByTurning(introduces(snapshot));
    if (turnedTo) openGuests(snapshot, true);
    else previewNext();
  }
  paint();
}

function toggleGuests() {
  // A called batch has the screen: a key that nobody sees act is not kept for later.
  if (!snapshot || !hasGuests(snapshot) || screen.dataset.view === "call") return;
  comeByTurning(false);
  openGuests(snapshot, screen.dataset.view !== "guests");
  paint();
}

/** Up and down move the mark where guests are read; else they turn pages as any presenter does. */
function upOrDown(by) {
  if (screen.dataset.view !== "guests") {
    turn(by);
    return;
  }
  moveMark(by);
  paint();
}

function mark(introduced) {
  if (screen.dataset.view === "guests") markLine(paint, introduced);
}

function accept() {
  if (screen.dataset.view !== "guests") return;
  acceptGuests(snapshot);
  paint();
}

/** What is not in sight was not read. */
function announceSeen() {
  if (role("opening-card").getClientRects().length > 0) void announceDue();
}

function larger(by) {
  resize(by);
  measureAnew();
  if (snapshot) paint();
}

const KEYS = {
  PageDown: () => turn(1),
  ArrowRight: () => turn(1),
  Space: () => turn(1),
  PageUp: () => turn(-1),
  ArrowLeft: () => turn(-1),
  ArrowDown: () => upOrDown(1),
  ArrowUp: () => upOrDown(-1),
  Enter: () => mark(true),
  Backspace: () => mark(false),
  KeyG: toggleGuests,
  KeyN: accept,
  KeyD: announceSeen,
  Equal: () => larger(1),
  NumpadAdd: () => larger(1),
  Minus: () => larger(-1),
  NumpadSubtract: () => larger(-1),
};
const PRESS = ["Space", "Enter"];

// `code`, not `key`: with Telex on, the letters never arrive.
window.addEventListener("keydown", (press) => {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || !KEYS[press.code]) return;
  // Whoever reached a button by the keyboard presses it by the keyboard.
  if (PRESS.includes(press.code) && document.activeElement instanceof HTMLButtonElement) return;
  press.preventDefault();
  KEYS[press.code]();
});

// Touched or clicked, a button lets go of the keys: the presenter's next key turns a page.
document.addEventListener("click", (press) => {
  if (press.detail > 0 && document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
});

const BUTTONS = {
  "guest-toggle": toggleGuests,
  back: () => turn(-1),
  on: () => turn(1),
  smaller: () => larger(-1),
  larger: () => larger(1),
  "guests-new": accept,
};
for (const [name, act] of Object.entries(BUTTONS)) role(name).addEventListener("click", act);
