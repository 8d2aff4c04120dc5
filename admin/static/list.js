/** /admin/list: locks the list, marks namesakes, edits groups in place, has versions made as files. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { changesOf, keepWords, putWords } from "./form_words.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";
import { offerNoUndo, offerUndo } from "./undo_line.js";

const LOCKING_TAKES_MS = 20_000;
const PARTS = ["top", "versions", "supplements", "substitutions", "namesakes", "duties"];

const rows = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-role="group"]')]);
const isDirty = (row) => Object.keys(changesOf(row).words).length > 0;

/** Take the page's parts anew; a group that somebody is editing stays. */
async function renew() {
  for (const part of PARTS) await swapPart("/admin/list", part);
  if (!rows().some(isDirty)) await swapPart("/admin/list", "groups");
}

async function renewAfter() {
  await renew().catch(() => tell("open", say("part_old")));
}

function paint(row) {
  /** @type {HTMLButtonElement} */ (role("save-group", row)).disabled = !isDirty(row);
}

async function saveGroup(row) {
  const path = `/admin/list/groups/${row.dataset.group}`;
  const { words, before } = changesOf(row);
  offerNoUndo();
  const answer = await send(path, words);
  if (!tellAnswer(answer, say("group_saved", { name: words.name ?? row.dataset.name }))) return;
  keepWords(row);
  paint(row);
  await renewAfter();
  offerUndo(say("group_saved", { name: words.name ?? row.dataset.name }), async () => {
    if (!tellAnswer(await send(path, before), say("restored"))) return;
    const now = rows().find(({ dataset }) => dataset.group === row.dataset.group);
    if (now) {
      putWords(now, before);
      keepWords(now);
      paint(now);
    }
    await renewAfter();
  });
}

async function markNamesakes() {
  const answer = await send("/admin/list/namesakes", {});
  const count = answer.body?.count ?? 0;
  if (tellAnswer(answer, count ? say("marked", { n: count }) : say("nothing_marked"))) await renewAfter();
}

const dialog = () => /** @type {HTMLDialogElement} */ (role("lock"));

function openLock() {
  const sums = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (role("lock-sums")));
  role("lock-sums-here").replaceChildren(sums.content.cloneNode(true));
  dialog().showModal();
}

async function lock() {
  const answer = await send("/admin/list/lock", {}, { timeoutMs: LOCKING_TAKES_MS });
  dialog().close();
  const { repeat, number = "", count = "" } = answer.body ?? {};
  if (tellAnswer(answer, say(repeat ? "locked_before" : "locked", { number, count }))) await renewAfter();
}

const PRESSES = {
  "open-lock": openLock,
  "lock-leave": () => dialog().close(),
  "mark-namesakes": markNamesakes,
  "save-group": (button) => saveGroup(button.closest('[data-role="group"]')),
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button[data-role]") : null;
  const press = button instanceof HTMLElement ? PRESSES[button.dataset.role ?? ""] : null;
  if (press) void whileBusy(/** @type {HTMLElement} */ (button), async () => press(button));
});
document.addEventListener("input", ({ target }) => {
  const row = target instanceof Element ? target.closest('[data-role="group"]') : null;
  if (row instanceof HTMLElement) paint(row);
});
document.addEventListener("keydown", (press) => {
  const row = press.target instanceof Element ? press.target.closest('[data-role="group"]') : null;
  if (!(row instanceof HTMLElement) || press.key !== "Enter" || !isDirty(row)) return;
  press.preventDefault();
  void whileBusy(role("save-group", row), () => saveGroup(row));
});
document.addEventListener("submit", (submission) => {
  if (!(submission.target instanceof HTMLElement) || submission.target.dataset.role !== "lock-form") return;
  submission.preventDefault();
  void whileBusy(role("lock-go"), lock);
});
window.addEventListener("beforeunload", (leaving) => {
  if (rows().some(isDirty)) leaving.preventDefault();
});
offerHelp();
offerPapers(({ number }) => ({ number: Number(number) }));
follow({ namespace: "/admin", room: "office", onSnapshot: sparingly(renew) });
