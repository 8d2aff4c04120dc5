/** /print: the printer, the counts, the newest sheet, and the one question about an uncertain one. */

import { send } from "../../server/static/commands.js";
import { setIcon } from "../../server/static/icons.js";
import { follow } from "../../server/static/live.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { listenForReprints, showJobs } from "./desk_queue.js";

const PRINTER_KINDS = { ready: "good", busy: "good", unknown: "none" };
const PRINTER_ICONS = { ready: "circle-check", busy: "printer", unknown: "circle" };
/** A question that has just changed under the hand is not answered by a press meant for the last. */
const READING_TAKES_MS = 700;

const PAPER_KINDS = { plenty: "good", low: "care", out: "bad" };

/** @type {NodeListOf<HTMLButtonElement>} */
const answers = document.querySelectorAll('[data-role="answer"]');

let asked = null;
let sheetShown;

function standsByHand({ state, by_hand: byHand }) {
  return byHand ?? state === "paused";
}

/** A mute printer never tells its state and yet prints: only one that keeps the queue is trouble. */
function whatToDo({ state, printer }, byHand) {
  if (byHand) return say("paused_by_hand");
  return state === "running" ? "" : say(`do_${printer.state}`);
}

function showPrinter(spooler) {
  const { printer } = spooler;
  const byHand = standsByHand(spooler);
  write("printer-name", printer.name);
  write("printer-address", printer.address);
  role("printer").dataset.state = printer.state;
  role("printer").dataset.held = String(byHand);
  const state = role("printer-state");
  state.dataset.kind = PRINTER_KINDS[printer.state] ?? "bad";
  setIcon(state, PRINTER_ICONS[printer.state] ?? "octagon-alert");
  write("printer-state-words", say(`printer_${printer.state}`));
  role("paper").dataset.kind = PAPER_KINDS[printer.paper] ?? "none";
  write("paper-words", say(`paper_${printer.paper}`));
  show("paper", printer.state !== "paper_out" && printer.state !== "offline");
  write("printer-do", whatToDo(spooler, byHand));
  showPauseButtons(byHand);
}

/** Who may not pause has no buttons. */
function showPauseButtons(byHand) {
  if (!document.querySelector('[data-role="pause"]')) return;
  const held = byHand ? role("pause") : role("resume");
  const hadFocus = held === document.activeElement;
  show("pause", !byHand);
  show("resume", byHand);
  if (hadFocus) role(byHand ? "resume" : "pause").focus();
}

function showCounts(counts) {
  for (const [name, count] of Object.entries(counts)) write(`count-${name}`, String(count));
  role("uncertain-count").dataset.any = String(counts.uncertain > 0);
}

/** The oldest uncertain sheet is asked about; the others wait for their turn. */
function showQuestion(jobs, uncertain) {
  const before = asked?.id;
  asked = jobs.filter(({ state }) => state === "uncertain").sort((one, other) => one.id - other.id)[0] ?? null;
  show("question", asked !== null);
  if (!asked) return;
  if (asked.id !== before) holdAnswers();
  write("question-words", say(`ask_${asked.kind}`, { name: asked.name }));
  write("question-fault", asked.fault && say(`fault_${asked.fault}`));
  write("question-more", uncertain > 1 ? say("more_questions", { n: uncertain - 1 }) : "");
}

function holdAnswers() {
  const hold = (held) => answers.forEach((button) => { button.disabled = held; });
  hold(true);
  setTimeout(() => hold(false), READING_TAKES_MS);
}

function showSheet(number, jobs) {
  if (number === sheetShown) return;
  sheetShown = number;
  const picture = /** @type {HTMLImageElement} */ (role("sheet"));
  const job = jobs.find(({ sheet }) => sheet === number);
  const words = job ? say(`${job.kind}_of`, { name: job.name }) : "";
  show("no-sheet", number === null);
  picture.hidden = number === null;
  write("sheet-words", words);
  if (number === null) return;
  write("sheet-number", say("newest_sheet", { n: number }));
  picture.alt = words || say("sheet_number", { n: number });
  picture.src = `/print/sheets/latest.png?n=${number}`;
}

function take({ spooler, counts, jobs, latest_sheet: latest }) {
  showPrinter(spooler);
  showCounts(counts);
  showQuestion(jobs, counts.uncertain);
  showSheet(latest ?? null, jobs);
  showJobs(jobs);
}

async function settle(button) {
  const { answer: fate } = button.dataset;
  const answer = await send(`/print/jobs/${asked.id}/settle`, { answer: fate });
  tellAnswer(answer, say(`settled_${fate}`));
}

async function commandSpooler(command) {
  const reason = command === "pause" ? say("pause_reason") : "";
  const answer = await send("/print/spooler", { command, reason });
  tellAnswer(answer, say(command === "pause" ? "paused" : "resumed"));
}

function onPress(name, act) {
  for (const button of document.querySelectorAll(`[data-role="${name}"]`)) {
    button.addEventListener("click", () => void whileBusy(/** @type {HTMLElement} */ (button), () => act(button)));
  }
}

onPress("answer", settle);
onPress("pause", () => commandSpooler("pause"));
onPress("resume", () => commandSpooler("resume"));
role("sheet").addEventListener("error", () => show("no-sheet", true));
listenForReprints();
follow({ namespace: "/print", room: "desk", onSnapshot: take });
