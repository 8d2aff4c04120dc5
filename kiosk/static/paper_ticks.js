/**
 * /kiosk/paper: number, Enter, number, Enter. What is typed stands in the list at once and goes to
 * the server one after the other, in the order of the paper; a line without an answer waits there.
 */

import { refusal, send, uuid } from "../../server/static/commands.js";
import { tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, roles, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const SEVERAL_NUMBERS = /^\s*\d+(?:[\s,;]+\d+)+\s*$/;
const A_TIME = /^\d{1,2}\s*(?:[h:.g]\s*\d{0,2}|\d{2})?$/i;

/** @typedef {{scanId: string, words: string, time: string, sittingId: number, delegateId: number | null, row: HTMLElement}} Tick */

/** @type {Tick[]} */
const queue = [];
let sending = false;
/** While somebody is to be chosen the next ticks wait: a second question would cover the first. */
let choosing = false;
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

const asPageSays = () => ({ time: timeField.value.trim(), sittingId: Number(sittingField.value) });

/** @param {string} words */
function put(words, delegateId = null, asked = asPageSays()) {
  const tick = { scanId: uuid(), words, ...asked, delegateId, row: newRow(words) };
  tick.row.dataset.scan = tick.scanId;
  queue.push(tick);
  void sendAll();
}

async function sendAll() {
  if (sending) return;
  sending = true;
  while (queue.length && !choosing) await sendOne(queue.shift());
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
  else choose(tick, answer.body);
}

/** No answer, or refused as a whole: the line stays, and the same tick can be sent again. */
function stay(tick, answer) {
  const { row } = tick;
  row.dataset.verdict = answer.unknown ? "undecided" : "refused";
  write("tick-says", answer.unknown ? say("unknown") : refusal(answer) || say("refused"), row);
  show("again", true, row);
  role("again", row).onclick = () => {
    show("again", false, row);
    row.dataset.verdict = "open";
    // Another time or sitting may have been meant by now; the tick is the same.
    Object.assign(tick, asPageSays());
    queue.push(tick);
    void sendAll();
  };
}

function settle({ row, time }, given) {
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

function choose(tick, { choices, more }) {
  tick.row.remove();
  show("nothing", !roles("tick").length);
  if (!choices.length) {
    fault(say("nobody", { words: tick.words }));
    return;
  }
  write("choices-words", say(more ? "choose_more" : "choose", { n: choices.length, words: tick.words }));
  fillList("choice-list", "choice-template", choices, (element, one) => {
    write("choice-name", one.name, element);
    write("choice-under", [one.card_number, one.office].filter(Boolean).join(" · "), element);
    role("choice", element).onclick = () => {
      endChoice();
      put(one.name, one.id, { time: tick.time, sittingId: tick.sittingId });
    };
  });
  choosing = true;
  show("choices", true);
  roles("choice")[0].focus();
}

function endChoice() {
  choosing = false;
  show("choices", false);
  wordsField.focus();
  void sendAll();
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
  for (const one of several) put(one);
  wordsField.value = "";
  wordsField.focus();
});

role("choose-nobody").addEventListener("click", endChoice);

role("choices").addEventListener("keydown", (press) => {
  const buttons = roles("choice");
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
  if (press.key === "Escape") endChoice();
  if (step === undefined || at < 0) return;
  press.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length].focus();
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

// What has no answer yet is in this page only.
window.addEventListener("beforeunload", (leaving) => {
  if (sending || queue.length || document.querySelector('[data-verdict="undecided"]')) leaving.preventDefault();
});

