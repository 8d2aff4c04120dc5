/** Sentences, abbreviations, and how each guest is introduced. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const PREVIEW_AFTER_MS = 400;

// Sentences.

async function previewOf(box) {
  const words = /** @type {HTMLTextAreaElement} */ (role("template", box)).value;
  const answer = await send("/admin/scripts/sentences/preview", { key: box.dataset.key, words });
  if (answer.ok) role("preview", box).textContent = answer.body.preview;
  write("fault", answer.ok || answer.unknown ? "" : refusal(answer), box);
}

/** What is typed on while the server answers stays. */
async function word(box, words, done) {
  const area = /** @type {HTMLTextAreaElement} */ (role("template", box));
  const typed = area.value;
  const answer = await send("/admin/scripts/sentences", { key: box.dataset.key, words });
  if (!answer.ok) {
    write("fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"), box);
    return;
  }
  write("fault", "", box);
  role("preview", box).textContent = answer.body.preview;
  role("own", box).hidden = !answer.body.own;
  if (area.value === typed) area.value = answer.body.words;
  tell("good", say(done));
}

function wireSentence(box) {
  const area = /** @type {HTMLTextAreaElement} */ (role("template", box));
  if (area.readOnly) return;
  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void previewOf(box), PREVIEW_AFTER_MS);
  });
  const save = role("word", box);
  const reset = role("reset-sentence", box);
  save.addEventListener("click", () => void whileBusy(save, () => word(box, area.value, "sentence_saved")));
  reset.addEventListener("click", () => void whileBusy(reset, () => word(box, "", "sentence_reset")));
}

function wireChoice(box) {
  box.addEventListener("change", async () => {
    const answer = await send("/admin/scripts/choices", { key: box.dataset.key, word: box.value });
    if (tellAnswer(answer, say("choice_saved"))) roles("sentence").forEach((one) => void previewOf(one));
  });
}

// What is written short.

async function short(body) {
  if (tellAnswer(await send("/admin/scripts/abbreviations", body), say("short_saved"))) {
    window.location.hash = "viet-tat";
    window.location.reload();
  }
}

function wireShorts() {
  for (const form of roles("short-form")) {
    form.addEventListener("submit", (submission) => {
      submission.preventDefault();
      const given = Object.fromEntries(new FormData(form));
      void whileBusy(role("short-save"), () => short(given));
    });
  }
  role("shorts").addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-role="reset-short"]'));
    if (button) void whileBusy(button, () => short({ short: button.dataset.short, reset: true }));
  });
}

// Guests.

const SIDES = { "": null, guest: false, host: true };

function wireGuest(row) {
  const side = /** @type {HTMLSelectElement} */ (role("side", row));
  const manner = /** @type {HTMLSelectElement} */ (role("manner", row));
  const line = /** @type {HTMLInputElement} */ (role("group-line", row));
  async function save() {
    const byName = manner.value === "by_name";
    const typed = line.value;
    const body = { by_name: byName, group_line: typed, of_host: SIDES[side.value] };
    const answer = await send(`/admin/scripts/guests/${row.dataset.guest}`, body);
    if (tellAnswer(answer, say("manner_saved")) && line.value === typed) line.value = answer.body.group_line;
  }
  // One after the other: two on their way may arrive in either order, and the older would stand.
  let saved = Promise.resolve();
  for (const box of [side, manner, line]) {
    box.addEventListener("change", () => {
      line.hidden = manner.value === "by_name";
      saved = saved.then(save);
    });
  }
}

/** Let the rest of the page be changed. */
export function offerWords() {
  roles("sentence").forEach(wireSentence);
  roles("choice").forEach(wireChoice);
  roles("guest-row").filter((row) => row.querySelector('[data-role="side"]')).forEach(wireGuest);
  wireShorts();
}
