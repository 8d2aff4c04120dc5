/** /admin/conferences: a new conference from a plan, or another one of the folder. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";

const MAKE_WITHIN_MS = 60000;
const READ_THE_RESULT_MS = 1500;
const IN_USE = "conference_in_use";

const form = /** @type {HTMLFormElement} */ (role("create-form"));
const copyForm = /** @type {HTMLFormElement} */ (role("copy-form"));
const removeForm = /** @type {HTMLFormElement} */ (role("remove-form"));
const shortName = /** @type {HTMLInputElement} */ (role("short-name"));

/** The commands that were refused once because delegates are coming; the second press means it. */
const meant = new Set();
let ownName = false;

function suggestName() {
  const plan = new FormData(form).get("plan");
  const year = String(new FormData(form).get("held_on")).slice(0, 4);
  if (!ownName && plan) shortName.value = String(plan).replace(/\d{4}/, year).replace(/[:_]/g, "-");
}

async function command(key, path, body, done) {
  const answer = await send(path, { ...body, although: meant.has(key) }, { timeoutMs: MAKE_WITHIN_MS });
  if (answer.ok) {
    tell("good", done);
    setTimeout(() => window.location.assign("/admin/"), READ_THE_RESULT_MS);
    return;
  }
  if (answer.body?.error?.code === IN_USE) meant.add(key);
  tell(answer.unknown ? "open" : "bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
}

async function create() {
  tell("open", say("creating"));
  const { plan, held_on, name } = Object.fromEntries(new FormData(form));
  await command(`create ${name}`, "/admin/conferences", { plan, held_on, name }, say("created"));
}

function askForCopy(name) {
  copyForm.dataset.source = name;
  copyForm.elements.name.value = `${name}-2`;
  write("copy-fault", "");
  role("copy-dialog").showModal();
}

async function copy() {
  const name = copyForm.elements.name.value;
  const path = `/admin/conferences/${encodeURIComponent(copyForm.dataset.source)}/copy`;
  const answer = await send(path, { name }, { timeoutMs: MAKE_WITHIN_MS });
  if (!answer.ok) {
    write("copy-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  role("copy-dialog").close();
  tell("good", say("copied", { name }));
  await swapPart(window.location.href, "folder");
}

function askToRemove(name) {
  removeForm.reset();
  removeForm.dataset.source = name;
  write("remove-which", name);
  write("remove-fault", "");
  role("remove-dialog").showModal();
}

async function remove() {
  const name = removeForm.dataset.source ?? "";
  const body = { typed: removeForm.elements.typed.value };
  const answer = await send(`/admin/conferences/${encodeURIComponent(name)}/remove`, body, { timeoutMs: MAKE_WITHIN_MS });
  if (!answer.ok) {
    write("remove-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  role("remove-dialog").close();
  tell("good", say("removed", { name }));
  await swapPart(window.location.href, "folder");
  await swapPart(window.location.href, "removed");
}

async function openOne(button) {
  const { name } = button.dataset;
  await command(`open ${name}`, `/admin/conferences/${encodeURIComponent(name)}/open`, {}, say("opened"));
}

form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("create"), create);
});
form.addEventListener("change", suggestName);
shortName.addEventListener("input", () => {
  ownName = shortName.value !== "";
});
document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button"));
  if (button?.dataset.role === "open") void whileBusy(button, () => openOne(button));
  if (button?.dataset.role === "ask-copy") askForCopy(button.dataset.name);
  if (button?.dataset.role === "ask-remove") askToRemove(button.dataset.name);
});
copyForm.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("copy"), copy);
});
removeForm.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("remove"), remove);
});
role("remove-leave").addEventListener("click", () => role("remove-dialog").close());
role("copy-leave").addEventListener("click", () => role("copy-dialog").close());
suggestName();
offerHelp();
