/** The stage manager's page: one button to step, undo, and the end time that moves. */

import { paintAll, paintEachSecond } from "../../server/static/clockface.js";
import { offerHelp, pressOncePerKey } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { role, roles, show } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { say } from "../../server/static/texts.js";
import { createAwardPresses, followBatch, paintAward, paintAwardStep } from "./control_award.js";
import { chosen, createChosen, paintChosen, wireChosen } from "./control_chosen.js";
import { paintCuts, reachCuts, wireCuts } from "./control_cuts.js";
import { paintFigures, paintLive } from "./control_figures.js";
import { guestsToHand, paintGuests } from "./control_guests.js";
import { createHolder, paintHolder } from "./control_holder.js";
import { wireKeys } from "./control_keys.js";
import { paintNotices, wireNotices } from "./control_notices.js";
import { paintOpening } from "./control_opening.js";
import { createOrder, wireDragging } from "./control_order.js";
import { askNote, wireReasons } from "./control_reason.js";
import { paintRundown, rowOfItem } from "./control_rundown.js";
import { paintScreens } from "./control_screens.js";
import { createSender, tell, tellPictureCame, tellQuestionOver } from "./control_send.js";
import { createCommands, paintCommands } from "./control_step.js";

let snapshot = null;

const { now, refresh } = follow({ namespace: "/stage", room: "control", onSnapshot: take });
const twice = createSecondPress(takeWaiting, undefined, () => tell(say("too_soon"), "asks"));
const desk = { snapshot: () => snapshot, now, twice, repaint, ...createSender(() => snapshot, refresh) };
const commands = createCommands(desk);
const order = createOrder(desk);
const acts = createChosen(desk, order, askNote);
const holder = createHolder(desk);
const awards = createAwardPresses(desk);
const paint = paintEachSecond(now, paintTime);

function take(given) {
  const moved = given.now_id !== snapshot?.now_id;
  // A second press would now mean something else.
  const changed = given.rundown_revision !== snapshot?.rundown_revision || given.award?.revision !== snapshot.award?.revision;
  if (snapshot && changed) twice.calm();
  snapshot = given;
  tellPictureCame();
  show("list-empty", snapshot.items.length === 0);
  paint();
  paintAll([
    () => paintAward(snapshot.award),
    () => paintGuests(snapshot.guests),
    () => show("soon", Boolean(snapshot.begin_soon?.offered)),
    () => void (moved && followLiveRow()),
  ]);
}

/** A button waits for its second press, or waits no more. */
function takeWaiting(waiting) {
  if (waiting === null) tellQuestionOver();
  repaint();
}

function repaint() {
  if (snapshot) paintTime(now());
}

/** Bring the live row into the list's window; on a phone the page scrolls as its reader wants. */
function followLiveRow() {
  const list = role("list");
  const row = snapshot && rowOfItem(snapshot.now_id);
  if (row && list.scrollHeight > list.clientHeight) row.scrollIntoView({ block: "center" });
}

function paintTime(nowMs) {
  if (!snapshot) return;
  paintAll([
    () => paintFigures(snapshot, nowMs),
    () => paintLive(snapshot, nowMs),
    () => paintRundown(snapshot, nowMs, chosen(), acts.pressPart),
    () => paintChosen(snapshot),
    () => paintCommands(snapshot, twice.waiting()),
    () => paintAwardStep(snapshot, twice.waiting()),
    () => paintHolder(snapshot, twice.waiting()),
    () => paintNotices(snapshot, nowMs),
    () => paintCuts(snapshot),
    () => paintScreens(snapshot, nowMs),
    () => paintOpening(snapshot, nowMs),
  ]);
}

function handGuests() {
  const ids = guestsToHand(snapshot?.guests);
  if (!ids) return;
  void desk.post("/stage/guests", { delegate_ids: ids }, (body) => say("guests_handed", { n: body.delegate_ids.length }));
}

function beginSoon() {
  void desk.post("/stage/begin-soon", { revision: snapshot.rundown_revision }, say("shifted"));
}

/** Minutes go to the chosen item, or else to the live one. */
function add(minutes) {
  if (!acts.add(minutes)) commands.add(minutes);
}

/** Put the hand on the first part that can be begun. */
function reachParts() {
  roles("part-begin").find((one) => !one.closest("[hidden]"))?.focus();
}

const BUTTONS = {
  primary: commands.primary,
  leave: commands.leave,
  hold: commands.hold,
  resume: commands.hold,
  "hold-why": commands.sayWhyHeld,
  finish: commands.finish,
  back: commands.back,
  anew: commands.anew,
  undo: commands.undo,
  "undo-edit": commands.undoEdit,
  "add-less-5": () => commands.add(-5),
  "add-less-1": () => commands.add(-1),
  "add-more-1": () => commands.add(1),
  "add-more-5": () => commands.add(5),
  "begin-soon": beginSoon,
  "take-over": holder.takeOver,
  "give-back": holder.giveBack,
  "hand-guests": handGuests,
  "award-step": awards.step,
  "award-undo": awards.undo,
};

const KEYS = {
  KeyN: commands.primary,
  PageDown: commands.primary,
  KeyX: commands.leave,
  KeyH: BUTTONS.hold,
  KeyR: BUTTONS["hold-why"],
  KeyK: commands.finish,
  KeyB: commands.back,
  KeyA: commands.anew,
  KeyU: commands.undo,
  "Shift+KeyU": commands.undoEdit,
  Equal: () => add(1),
  "Shift+Equal": () => add(1),
  NumpadAdd: () => add(1),
  Minus: () => add(-1),
  NumpadSubtract: () => add(-1),
  BracketRight: () => add(5),
  BracketLeft: () => add(-5),
  KeyP: reachParts,
  KeyC: reachCuts,
  KeyQ: holder.either,
  KeyG: handGuests,
  KeyM: BUTTONS["award-step"],
  "Shift+KeyM": BUTTONS["award-undo"],
  ArrowDown: () => acts.walk(1),
  ArrowUp: () => acts.walk(-1),
  "Alt+ArrowDown": () => acts.move(1),
  "Alt+ArrowUp": () => acts.move(-1),
  KeyS: acts.skipOrRestore,
  KeyO: () => void acts.note(),
  Escape: () => acts.choose(null),
};

for (const [name, press] of Object.entries(BUTTONS)) role(name).addEventListener("click", press);
wireKeys(KEYS, { repeating: ["ArrowDown", "ArrowUp"], whileWriting: ["Escape"] });
pressOncePerKey();
wireChosen(acts);
wireDragging(desk, order.put);
wireCuts(desk);
wireNotices(desk);
wireReasons();
offerHelp();
window.addEventListener("resize", () => {
  followLiveRow();
  followBatch();
});
