/** /admin/tasks: ticks, and the words of the work in a dialog. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";

const soon = sparingly(() => swapPart(window.location.href, "tasks"));

async function tick(box) {
  const answer = await send(`/admin/tasks/${box.dataset.task}/tick`, { done: box.checked });
  if (!tellAnswer(answer, say(box.checked ? "ticked" : "unticked"))) box.checked = !box.checked;
  soon();
}

/** Open the dialog: empty for new work, or with what a piece of work says now. */
function open(dialog, form, button) {
  form.reset();
  form.dataset.task = button.dataset.task ?? "";
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.words ?? "{}"))) form.elements[name].value = value;
  role("task-dialog-title").textContent = say(form.dataset.task ? "change_title" : "add_title");
  write("task-fault", "");
  dialog.showModal();
}

async function save(dialog, form) {
  const given = Object.fromEntries(new FormData(form));
  const body = { ...given, due_on: given.due_on || null, gate: given.gate || null };
  const answer = await send(form.dataset.task ? `/admin/tasks/${form.dataset.task}` : "/admin/tasks", body);
  if (!answer.ok) {
    write("task-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  dialog.close();
  tell("good", say("written"));
  soon();
}

document.addEventListener("change", ({ target }) => {
  const box = /** @type {Element} */ (target).closest('[data-role="tick"]');
  if (box) void tick(/** @type {HTMLInputElement} */ (box));
});

for (const dialog of roles("task-dialog")) {
  const form = /** @type {HTMLFormElement} */ (role("task-form"));
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest('[data-role="change"], [data-role="open-add"]');
    if (button) open(dialog, form, button);
  });
  role("task-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("task-save"), () => save(dialog, form));
  });
}
follow({ namespace: "/admin", room: "office", onSnapshot: soon });
offerPapers(() => ({}));
offerHelp();
