/** Other criteria: what becomes of the answers is read before the choice, and one step leads back. */

import { refusal, send } from "../../server/static/commands.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";
import { offerUndo } from "./take_back.js";

const CRITERIA = "/admin/nominees/criteria";
const OTHERWISE_SHOWN = ["criteria-line", "criteria-choices", "results"];

const dialog = /** @type {HTMLDialogElement} */ (role("criteria-dialog"));
const form = /** @type {HTMLFormElement} */ (role("criteria-form"));
const go = /** @type {HTMLButtonElement} */ (role("criteria-go"));
let running = new AbortController();

function chosen() {
  return /** @type {HTMLInputElement} */ (form.querySelector('[name="source"]:checked'));
}

/** Show what the choice would do; an older answer never overtakes a newer one. */
async function lookAhead() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  go.disabled = true;
  write("criteria-fault", "");
  show("effect", false);
  const choice = chosen();
  if (choice.defaultChecked) return;
  try {
    await swapPart(`${CRITERIA}/${encodeURIComponent(choice.value)}`, "effect", signal);
    go.disabled = false;
  } catch {
    if (!signal.aborted) write("criteria-fault", say("effect_failed"));
  }
}

async function renew() {
  for (const part of OTHERWISE_SHOWN) await swapPart(window.location.href, part);
}

async function goBack(source) {
  const answer = await send(CRITERIA, { source });
  if (tellAnswer(answer, say("chosen_back"))) await renew();
}

async function choose() {
  const answer = await send(CRITERIA, { source: chosen().value });
  if (!answer.ok) {
    write("criteria-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  dialog.close();
  tellAnswer(answer, say("chosen"));
  offerUndo(() => goBack(answer.body.before));
  await renew();
}

/** Let other criteria be chosen in their dialog. */
export function offerCriteria() {
  document.addEventListener("click", ({ target }) => {
    if (!/** @type {Element} */ (target).closest('[data-role="open-criteria"]')) return;
    form.reset();
    dialog.showModal();
    void lookAhead();
  });
  form.addEventListener("change", () => void lookAhead());
  role("criteria-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(go, choose);
  });
}
