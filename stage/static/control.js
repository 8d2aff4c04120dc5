/** The stage manager's page: one button to step, undo, and the end time that moves. */

import { refusal, send } from "../../server/static/commands.js";
import { hourMinute, paintEachSecond } from "../../server/static/clockface.js";
import { follow } from "../../server/static/live.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { awardStep, awardUndo, paintAward } from "./control_award.js";
import { guestsToHand, paintGuests } from "./control_guests.js";
import { paintFigures, paintLive, paintRundown, placeOf } from "./control_rundown.js";
import { createCues } from "./cues.js";

const CUES = "/stage/cues";
const AWARD_CUES = "/stage/awards/cues";

const cues = createCues();
let snapshot = null;

const { now, refresh } = follow({ namespace: "/stage", room: "control", onSnapshot: take });
const paint = paintEachSecond(now, paintTime);

function take(given) {
  const moved = given.now_id !== snapshot?.now_id;
  snapshot = given;
  show("list-empty", snapshot.items.length === 0);
  paint();
  paintButtons();
  paintUndo();
  paintAward(snapshot.award);
  paintGuests(snapshot.guests);
  show("soon", Boolean(snapshot.begin_soon?.offered));
  if (moved) followLiveRow();
}

/** Bring the live row into the list's window; on a phone the page scrolls as its reader wants. */
function followLiveRow() {
  const list = role("list");
  const row = list.querySelector('[data-current="true"]');
  if (row && list.scrollHeight > list.clientHeight) row.scrollIntoView({ block: "center" });
}

function paintTime(nowMs) {
  if (!snapshot) return;
  paintFigures(snapshot, nowMs);
  paintLive(snapshot, nowMs);
  paintRundown(snapshot, nowMs);
}

/** The primary command of a phase; always the same button in the same place. */
function primary() {
  const { phase, items, next_id: nextId } = snapshot;
  if (items.length === 0 || phase === "finished") return null;
  if (phase === "not_started" || phase === "between") return { command: "start", word: say("start"), id: nextId };
  if (nextId === null || nextId === undefined) return { command: "finish", word: say("finish_all"), id: null };
  return { command: "next", word: say("next"), id: nextId };
}

/** What cannot be done now keeps its place and says so; a late answer never disables anything. */
function enable(name, can) {
  role(name).setAttribute("aria-disabled", String(!can));
}

function paintButtons() {
  const step = primary();
  const item = snapshot.items.find((one) => one.id === step?.id);
  enable("primary", step !== null);
  write("primary-word", step?.word ?? say(snapshot.items.length ? "nothing_left" : "empty"));
  write("primary-item", item ? `${placeOf(snapshot, item.id)}. ${item.title}` : "");
  const { phase } = snapshot;
  show("hold", phase !== "held");
  show("resume", phase === "held");
  enable("hold", phase === "running");
  enable("finish", phase === "running" || phase === "held");
}

function paintUndo() {
  const last = snapshot.last_cue;
  const can = Boolean(last?.undoable);
  enable("undo", can);
  if (!can) {
    write("undo-text", say("undo_none"));
    write("undo-by", "");
    return;
  }
  const known = ["start", "next", "hold", "resume", "finish", "undo"].includes(last.command);
  write("undo-text", say("undo", { what: say(known ? `did_${last.command}` : "did_other") }));
  write("undo-by", say("undo_by", { who: last.by, t: hourMinute(last.at_ms) }));
}

function tell(text, kind) {
  role("status").dataset.kind = kind;
  role("status").textContent = text;
}

function tellAnswer(answer, done) {
  if (answer.ok) tell(done, "ok");
  else if (answer.unknown) tell(say("unknown"), "unknown");
  else tell(refusal(answer) || say("refused"), "refused");
  // Both have to know: who is in front of the hall, and who presses.
  show("take-over", answer.body?.error?.code === "buttons_held");
  if (!answer.ok) refresh();
}

async function takeOver() {
  tell(say("sending"), "sending");
  tellAnswer(await send("/stage/buttons", {}), say("took_over"));
}

async function cue(button, command, target = {}) {
  tell(say("sending"), "sending");
  const { rundown_revision: revision } = snapshot;
  const answer = await cues.give({ button, path: CUES, command, revision, target });
  tellAnswer(answer, say("ok", { what: say(`did_${command}`) }));
}

async function awardCue(button, { command, batch }) {
  tell(say("sending"), "sending");
  const { revision } = snapshot.award;
  const target = { batch_id: batch.id };
  const answer = await cues.give({ button, path: AWARD_CUES, command, revision, target });
  tellAnswer(answer, say("ok", { what: say(`award_did_${command}`, { label: batch.label }) }));
}

async function beginSoon() {
  tell(say("sending"), "sending");
  tellAnswer(await send("/stage/begin-soon", { revision: snapshot.rundown_revision }), say("shifted"));
}

function pressPrimary() {
  const step = snapshot && primary();
  if (!step) return;
  const target = step.command === "start" && step.id ? { item_id: step.id } : {};
  void cue("primary", step.command, target);
}

function pressUndo() {
  if (snapshot?.last_cue?.undoable) void cue("undo", "undo");
}

function pressHold() {
  if (snapshot?.phase === "running") void cue("hold", "hold");
  else if (snapshot?.phase === "held") void cue("hold", "resume");
}

function pressFinish() {
  if (snapshot?.phase === "running" || snapshot?.phase === "held") void cue("finish", "finish");
}

function pressAward(button, choose) {
  const wanted = choose(snapshot?.award);
  if (wanted) void awardCue(button, wanted);
}

async function handGuests() {
  const ids = guestsToHand(snapshot?.guests);
  if (!ids) return;
  tell(say("sending"), "sending");
  const answer = await send("/stage/guests", { delegate_ids: ids });
  tellAnswer(answer, say("guests_handed", { n: answer.body?.delegate_ids?.length ?? 0 }));
}

const KEYS = {
  KeyN: pressPrimary,
  PageDown: pressPrimary,
  KeyH: pressHold,
  KeyK: pressFinish,
  KeyU: pressUndo,
  KeyG: () => void handGuests(),
  KeyM: () => pressAward("award-step", awardStep),
};

// `code`, not `key`: with Telex on, the letters never arrive.
window.addEventListener("keydown", (press) => {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return;
  const act = KEYS[press.code];
  if (!act) return;
  press.preventDefault();
  act();
});

role("primary").addEventListener("click", pressPrimary);
role("hold").addEventListener("click", pressHold);
role("resume").addEventListener("click", pressHold);
role("finish").addEventListener("click", pressFinish);
role("undo").addEventListener("click", pressUndo);
role("begin-soon").addEventListener("click", () => void beginSoon());
role("take-over").addEventListener("click", () => void takeOver());
role("hand-guests").addEventListener("click", () => void handGuests());
role("award-step").addEventListener("click", () => pressAward("award-step", awardStep));
role("award-undo").addEventListener("click", () => pressAward("award-undo", awardUndo));
window.addEventListener("resize", () => {
  followLiveRow();
  if (snapshot) paintAward(snapshot.award);
});
