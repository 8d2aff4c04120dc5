/**
 * /kiosk/paper: number, Enter, number, Enter. What is typed stands in the list at once and goes to
 * the server one after the other, in the order of the paper. A line without an answer stays there,
 * through a reload too; one that several people answer to waits for the choice and holds up no other.
 */

import { refusal, send, uuid } from "../../server/static/commands.js";
import { tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { createChoices } from "./paper_choices.js";
import { keepTicks, keptTicks } from "./paper_queue.js";

const SEVERAL_NUMBERS = /^\s*\d+(?:[\s,;]+\d+)+\s*$/;
const A_TIME = /^\d{1,2}\s*(?:[h:.g]\s*\d{0,2}|\d{2})?$/i;

/** What of a line may be the fault that it was refused for. */
const AT_FAULT = {
  written_time_wrong: ["time"],
  written_time_of_another_sitting: ["time", "sittingId"],
};

/** @typedef {{time: string, sittingId: number}} When what the fields above the list say */
/** @typedef {import("./paper_queue.js").Wanted & {row: HTMLElement, page: When}} Tick */

/** Every line that has no answer for good, in the order of the paper. @type {Set<Tick>} */
const open = new Set();
/** @type {Tick[]} */
const queue = [];
let sending = false;
let entered = Number(role("entered").dataset.count);

const wordsField = /** @type {HTMLInputElement} */ (role("words"));
const timeField = /** @type {HTMLInputElement} */ (role("time"));
const sittingField = /** @type {HTMLSelectElement} */ (role("sitting"));

function clock(ms) {
  const zone = { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", hour12: false };
  return new Intl.DateTimeFormat("en-GB", /** @type {any} */ (zone)).format(ms).replace(":", "h");
}

function newRow(words) {
  const row = stamp("tick-template");
  write("tick-name", words, row);
  write("tick-under", "", row);
  write("tick-says", say("waiting"), row);
  role("ticks").prepend(row);
  show("nothing", false);
  return row;
}

/** @returns {When} */
const asPageSays = () => ({ time: timeField.value.trim(), sittingId: Number(sittingField.value) });

/** @param {import("./paper_queue.js").Wanted} wanted */
function put(wanted) {
  const tick = { ...wanted, row: newRow(wanted.words), page: asPageSays() };
  tick.row.dataset.scan = tick.scanId;
  open.add(tick);
  keepTicks([...open]);
  queue.push(tick);
  void sendAll();
}

/** The line has its answer, or is given up. */
function close(tick) {
  open.delete(tick);
  keepTicks([...open]);
}

function drop(tick) {
  close(tick);
  tick.row.remove();
  show("nothing", !roles("tick").length);
}

async function sendAll() {
  if (sending) return;
  sending = true;
  while (queue.length) await sendOne(queue.shift());
  sending = false;
}

/** @param {Tick} tick */
async function sendOne(tick) {
  const { row, words, time, sittingId, scanId, delegateId } = tick;
  write("tick-says", say("sending"), row);
  const meant = delegateId ? { delegate_id: delegateId } : {};
  const body = { scan_id: scanId, words: words.slice(0, 100), time, sitting_id: sittingId, ...meant };
  const answer = await send("/kiosk/paper/tick", body, { timeoutMs: 8000 });
  if (!answer.ok) stay(tick, answer);
  else if (answer.body.done) settle(tick, answer.body);
  else if (answer.body.choices.length) ask(tick, answer.body);
  else findNobody(tick);
}

/** No answer, or refused as a whole: the line stays, and the same tick can be sent again. */
function stay(tick, answer) {
  const { row } = tick;
  row.dataset.verdict = answer.unknown ? "undecided" : "refused";
  write("tick-says", answer.unknown ? say("unknown") : refusal(answer) || say("refused"), row);
  show("again", true, row);
  // What may have been taken in is not to be given up.
  offerToDrop(tick, !answer.unknown);
  const code = answer.body?.error?.code;
  role("again", row).onclick = () => sendAgain(tick, AT_FAULT[code] ?? []);
}

/**
 * The line keeps the time and the sitting that it was entered with: the page may be at another part
 * of the paper by now. Only what it was refused for is taken from the fields, if the clerk has
 * changed it there since the line was sent.
 *
 * @param {Tick} tick
 * @param {string[]} atFault
 */
function sendAgain(tick, atFault) {
  const { row } = tick;
  const page = asPageSays();
  show("again", false, row);
  show("drop", false, row);
  row.dataset.verdict = "open";
  for (const name of atFault) if (page[name] !== tick.page[name]) tick[name] = page[name];
  tick.page = page;
  keepTicks([...open]);
  queue.push(tick);
  void sendAll();
}

function offerToDrop(tick, may) {
  show("drop", may, tick.row);
  role("drop", tick.row).onclick = () => {
    drop(tick);
    wordsField.focus();
  };
}

function settle(tick, given) {
  const { row, time } = tick;
  close(tick);
  const { delegate, verdict, undoable, what, to_do: toDo, first_ms: firstMs, first_station: station } = given;
  row.dataset.verdict = verdict;
  const under = [say("card", { card: delegate.card_number }), delegate.office, time && say("written", { time })];
  write("tick-name", delegate.name, row);
  write("tick-under", under.filter(Boolean).join(" · "), row);
  const first = verdict === "repeat" && firstMs ? say(station ? "first" : "first_plain", { time: clock(firstMs), station }) : "";
  write("tick-says", [what, first, toDo].filter(Boolean).join(" "), row);
  show("undo", undoable, row);
  entered += 1;
  role("entered").textContent = say("entered", { n: entered });
}

const choices = createChoices({
  field: wordsField,
  onChosen(tick, one) {
    Object.assign(tick, { delegateId: one.id });
    keepTicks([...open]);
    write("tick-name", one.name, tick.row);
    queue.push(tick);
    void sendAll();
  },
  onNobody: drop,
});

function ask(tick, answer) {
  write("tick-says", say("waits_for_choice"), tick.row);
  choices.ask(tick, answer);
}

/** Nothing was written; of several numbers each says so itself. */
function findNobody(tick) {
  const words = say("nobody", { words: tick.words });
  close(tick);
  tick.row.dataset.verdict = "refused";
  write("tick-says", words, tick.row);
  offerToDrop(tick, true);
  fault(words);
}

function fault(words) {
  write("fault", words);
}

role("form").addEventListener("submit", (submission) => {
  submission.preventDefault();
  const words = wordsField.value.trim();
  fault("");
  tellNothing();
  if (timeField.value.trim() && !A_TIME.test(timeField.value.trim())) {
    fault(say("time_wrong", { time: timeField.value.trim() }));
    timeField.focus();
    return;
  }
  if (!words) return;
  const several = SEVERAL_NUMBERS.test(words) ? words.split(/[\s,;]+/) : [words];
  for (const one of several) put({ scanId: uuid(), words: one, delegateId: null, ...asPageSays() });
  wordsField.value = "";
  wordsField.focus();
});

async function undo(row) {
  const answer = await send("/kiosk/paper/undo", { scan_id: row.dataset.scan });
  if (!tellAnswer(answer, say("taken_back", { name: role("tick-name", row).textContent ?? "" }))) return;
  row.dataset.undone = "true";
  show("undo", false, row);
  show("tick-undone", true, row);
}

role("ticks").addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest('[data-role="undo"]');
  const row = button?.closest('[data-role="tick"]');
  if (button && row) void whileBusy(/** @type {HTMLElement} */ (button), () => undo(/** @type {HTMLElement} */ (row)));
});

// What has no answer yet is kept by this tab only.
window.addEventListener("beforeunload", (leaving) => {
  if (open.size) leaving.preventDefault();
});

// The server may have taken one in whose answer got lost: that stands in the list already.
const listed = new Set(roles("tick").map((row) => row.dataset.scan));
for (const tick of keptTicks()) if (!listed.has(tick.scanId)) put(tick);
keepTicks([...open]);
