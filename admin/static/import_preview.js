/** /admin/import/<job>: correct how a file is understood, answer for namesakes, confirm. */

import { send } from "../../server/static/commands.js";
import { runJob } from "../../server/static/job.js";
import { offerHelp } from "../../server/static/keys.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const WRITE_WITHIN_MS = 60000;
const READ_THE_RESULT_MS = 1200;

const confirmForm = /** @type {HTMLFormElement} */ (role("confirm-form"));
const againForm = /** @type {HTMLFormElement} */ (role("again-form"));
const job = confirmForm.dataset.job;

let unapplied = false;
let running = "";

/** What was chosen on this page and is not what the file was last read with. */
function columns() {
  const chosen = {};
  for (const { value, dataset } of roles("column-choice")) {
    if (value !== dataset.was) (chosen[dataset.sheet] ??= {})[dataset.letter] = value;
  }
  return chosen;
}

function groups() {
  const chosen = roles("group-choice").filter(({ value, dataset }) => value !== dataset.was);
  return Object.fromEntries(chosen.map((choice) => [choice.dataset.given, choice.value]));
}

function people() {
  const answered = roles("who").filter((choice) => choice.value);
  return Object.fromEntries(answered.map((choice) => [choice.dataset.key, choice.value]));
}

/** The sheets to read, all of them where none is named; nothing where that has not changed. */
function sheets() {
  if (roles("all-sheets").some((box) => box.checked)) return { sheets: [] };
  const boxes = roles("sheet-choice");
  const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
  return wanted.length && wanted.length < boxes.length ? { sheets: wanted } : {};
}

function wishes() {
  return {
    ...sheets(),
    columns: columns(),
    groups: groups(),
    people: people(),
    hidden_rows: roles("hidden-rows").some((box) => box.checked),
    default_unit: role("default-unit").value.trim(),
    convert: role("convert").value,
  };
}

function readingWords({ state, done, total }) {
  if (total > 0) return say("reading", { done, total });
  return say(state === "waiting" ? "job_waiting" : "reading_soon");
}

function paint(job) {
  const { id, done, total } = job;
  running = id;
  show("reading", true);
  write("reading-words", readingWords(job));
  const bar = /** @type {HTMLProgressElement} */ (role("progress"));
  if (total > 0) {
    bar.max = total;
    bar.value = done;
  }
}

/** Read the file once more; the section that is open stays open. */
async function readAgain(more = {}) {
  tellNothing();
  const { ok, fault, job: last } = await runJob(`/admin/import/${job}/again`, { ...wishes(), ...more }, { onProgress: paint });
  show("reading", false);
  if (ok) window.location.assign(`/admin/import/${last.id}${window.location.search}`);
  else if (last?.state === "cancelled") tell("open", say("stopped"));
  else tell("bad", fault);
}

const again = (more) => void whileBusy(role("again"), () => readAgain(more));

/** Bring whoever was refused to the place where it can be mended. */
const MENDED_BY = {
  stale_preview: () => {
    show("look-again", true);
    return role("look-again");
  },
  approval_needed: () => document.getElementById("approver"),
  capacity_reached: () => document.getElementById("reason"),
  list_not_all_read: () => confirmForm.elements.namedItem("withdraw_missing"),
  unit_undecided: () => role("default-unit"),
  group_undecided: () => roles("group-choice").find((choice) => !choice.value),
  people_undecided: () => roles("who").find((choice) => !choice.value) ?? confirmForm.querySelector("a[href='?show=ask']"),
};

async function confirm() {
  if (unapplied) {
    tell("bad", say("unapplied"));
    role("again").focus();
    return;
  }
  const given = new FormData(confirmForm);
  show("writing", true);
  write("writing-words", say("writing"));
  const body = {
    approve: given.get("approve") === "yes",
    withdraw_missing: given.has("withdraw_missing"),
    put_back: given.has("put_back"),
    approver: given.get("approver"),
    reason: given.get("reason"),
  };
  const answer = await send(`/admin/import/${job}/confirm`, body, { timeoutMs: WRITE_WITHIN_MS });
  show("writing", false);
  const done = answer.ok ? say("done", answer.body) : "";
  if (tellAnswer(answer, done)) setTimeout(() => window.location.assign("/admin/delegates"), READ_THE_RESULT_MS);
  else MENDED_BY[answer.body?.error?.code]?.()?.focus();
}

confirmForm.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("confirm"), confirm);
});
againForm.addEventListener("submit", (submission) => {
  submission.preventDefault();
  again();
});
document.addEventListener("change", (change) => {
  const place = /** @type {HTMLElement} */ (change.target);
  if (!againForm.contains(place) && place.dataset.role !== "who") return;
  unapplied = true;
  for (const note of roles("unapplied")) note.hidden = false;
});
const PRESSED = {
  stop: () => void send(`/admin/jobs/${running}/cancel`, {}),
  apply: () => again(),
  "look-again": () => again(),
  "all-others": () => again({ rest: "other" }),
  "ask-all-again": () => again({ rest: "" }),
  "ask-again": ({ dataset }) => again({ people: { ...people(), [dataset.key]: "" } }),
};
for (const [name, press] of Object.entries(PRESSED)) {
  for (const button of roles(name)) button.addEventListener("click", () => press(button));
}
offerHelp();
