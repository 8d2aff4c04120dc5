/** The queue of the print desk: one row per sheet, and the reprint with its reason. */

import { hourMinute, writeDigits } from "../../server/static/clockface.js";
import { refusal, send } from "../../server/static/commands.js";
import { keepFocus } from "../../server/static/focus.js";
import { setIcon } from "../../server/static/icons.js";
import { once } from "../../server/static/request_ids.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/** For each state: its colour, its shape, and whether a sheet in it may be printed again. */
const STATES = {
  queued: ["none", "hourglass", false],
  claimed: ["open", "printer", false],
  sending: ["open", "printer", false],
  confirming: ["open", "printer", false],
  printed: ["good", "circle-check", true],
  uncertain: ["care", "triangle-alert", false],
  assumed: ["good", "circle-dot", true],
  spoiled: ["bad", "octagon-alert", true],
  cancelled: ["none", "ban", true],
};

const dialog = /** @type {HTMLDialogElement} */ (role("reprint-dialog"));
const form = /** @type {HTMLFormElement} */ (role("reprint-form"));

let job = null;

function showSheetLink(row, { sheet, state }) {
  const link = /** @type {HTMLAnchorElement} */ (role("job-sheet", row));
  const pictured = role("desk").dataset.virtual === "true" && typeof sheet === "number";
  const there = pictured && state !== "uncertain";
  link.hidden = !there;
  if (!there) return;
  link.href = `/print/sheets/${sheet}.png`;
  link.textContent = say("see_sheet", { n: sheet });
}

function fillRow(row, item) {
  const [kind, icon, again] = STATES[item.state];
  row.dataset.state = item.state;
  write("job-name", item.name, row);
  write("job-kind", say(`kind_${item.kind}`), row);
  write("job-issue", item.issue > 1 ? say("issue", { n: item.issue }) : "", row);
  write("job-by", item.by, row);
  writeDigits(role("job-at", row), hourMinute(item.at_ms));
  const state = role("job-state", row);
  state.dataset.kind = kind;
  setIcon(state, icon);
  write("job-state-words", say(`job_${item.state}`), row);
  write("job-fault", again && item.state === "printed" ? "" : item.fault && say(`fault_${item.fault}`), row);
  showSheetLink(row, item);
  const button = role("reprint", row);
  button.id = `reprint-${item.id}`;
  button.hidden = !again;
  role("reprint-name", row).textContent = ` ${item.name}`;
  button.addEventListener("click", () => ask(item));
}

/**
 * Show the queue, newest first, as the server gives it.
 *
 * @param {Array<any>} jobs
 */
export function showJobs(jobs) {
  const table = role("jobs-table");
  write("no-jobs-words", table.dataset.empty);
  show("no-jobs", jobs.length === 0);
  table.hidden = jobs.length === 0;
  keepFocus(role("jobs"), () => fillList("jobs", "job-row", jobs, fillRow));
}

function ask(item) {
  job = item;
  form.reset();
  write("reprint-fault", "");
  write("reprint-what", say(`${item.kind}_of`, { name: item.name }));
  dialog.showModal();
}

function reason() {
  const given = new FormData(form);
  return String(given.get("reason") || given.get("words") || "").trim();
}

async function reprint() {
  const why = reason();
  if (!why) {
    write("reprint-fault", say("reason_missing"));
    return;
  }
  const path = `/print/jobs/${job.id}/reprint`;
  const answer = await once(path, (id) => send(path, { request_id: id, reason: why }));
  if (!answer.ok) {
    write("reprint-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  dialog.close();
  tell("good", say("reprint_done", { name: job.name }));
}

/** Let the rows' buttons ask for a reason and queue the sheet again. */
export function listenForReprints() {
  const words = /** @type {HTMLInputElement} */ (role("reason-words"));
  const other = /** @type {HTMLInputElement} */ (role("other-reason"));
  words.addEventListener("input", () => { other.checked = true; });
  other.addEventListener("change", () => words.focus());
  role("reprint-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => document.getElementById(`reprint-${job?.id}`)?.focus());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("reprint-go"), reprint);
  });
}
