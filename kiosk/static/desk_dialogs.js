/** What a desk asks before it acts. A dialog keeps what was typed until the server has said yes. */

import { refusal } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, roles, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/** Which errand each dialog was last opened for; one that a scan has closed may be open for the next. */
const openedFor = new WeakMap();

/** @param {string} name @returns {HTMLDialogElement} */
export const dialogOf = (name) => /** @type {HTMLDialogElement} */ (role(name));

/** The sentence for an answer that is no yes. */
export function faultOf(answer) {
  return answer.unknown ? say("unknown") : refusal(answer) || say("refused");
}

/** What the fields of a form hold, by their names. */
export function fieldsOf(dialog) {
  return Object.fromEntries(
    [...dialog.querySelectorAll("[name]")].map((field) => [field.name, field.value.trim()]),
  );
}

/** @returns {HTMLInputElement} */
export const inputOf = (dialog, name) => /** @type {HTMLInputElement} */ (role(name, dialog));

/** Fill a row of quick answers; a press writes it into the field of words. */
export function offer(dialog, words) {
  const part = role("presets", dialog);
  const legend = part.querySelector("legend");
  const chips = words.map((text) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.textContent = text;
    chip.addEventListener("click", () => {
      inputOf(dialog, "words").value = text;
      inputOf(dialog, "words").focus();
    });
    return chip;
  });
  part.replaceChildren(legend, ...chips);
  part.hidden = chips.length === 0;
}

const wordsOf = (field) => field.labels[0].textContent.trim();

/** What is wrong with the fields of a form, all of it at once; the cursor goes to the first of them. */
function faultsOf(form) {
  const wrong = [...form.querySelectorAll("[required], [pattern]")].filter((field) => !field.validity.valid);
  const empty = wrong.filter(({ validity }) => validity.valueMissing).map(wordsOf);
  const odd = wrong.filter(({ validity }) => !validity.valueMissing).map((field) => field.title);
  wrong[0]?.focus();
  return [empty.length > 0 ? say("fields_empty", { fields: empty.join(", ") }) : "", ...odd].filter(Boolean).join(" ");
}

/** The quick answers of a kind, written in the template. */
export function presetsOf(kind) {
  const template = /** @type {HTMLTemplateElement} */ (role(`presets-${kind}`));
  return roles("preset", template.content).map((one) => one.textContent);
}

/**
 * Open a dialog for one errand.
 *
 * @param {string} name its role
 * @param {object} errand
 * @param {string} [errand.title]
 * @param {boolean} [errand.pin] whether a supervisor's PIN can be typed
 * @param {boolean} [errand.fresh] empty the fields first
 * @param {() => string} [errand.check] what is wrong with what was typed; "" if it may be sent
 * @param {() => Promise<{ok: boolean, unknown: boolean, body: any}>} errand.act
 * @param {() => void} [errand.onRefused] the server has said no
 * @param {(body: any) => void} errand.onDone
 * @param {() => void} errand.onClose
 */
export function openDialog(name, { title = "", pin = false, fresh = true, check = () => "", act, onRefused, onDone, onClose }) {
  const dialog = dialogOf(name);
  const form = /** @type {HTMLFormElement} */ (role("form", dialog));
  if (fresh) form.reset();
  if (title) write("title", title, dialog);
  for (const part of roles("pin-part", dialog)) part.hidden = !pin;
  for (const hint of roles("pin-hint", dialog)) hint.hidden = !pin;
  write("fault", "", dialog);
  const errand = {};
  openedFor.set(dialog, errand);
  const isMine = () => openedFor.get(dialog) === errand;
  form.onsubmit = (submission) => {
    submission.preventDefault();
    const faults = faultsOf(form) || check();
    write("fault", faults, dialog);
    if (faults) return;
    void whileBusy(role("go", dialog), async () => {
      const answer = await act();
      if (!answer.ok) {
        if (isMine() && !answer.unknown) onRefused?.();
        if (isMine() && dialog.open) write("fault", faultOf(answer), dialog);
        else tell(answer.unknown ? "open" : "bad", [title, faultOf(answer)].filter(Boolean).join(": "));
        return;
      }
      if (isMine()) {
        for (const field of roles("pin", dialog)) field.value = "";
        dialog.close();
      }
      onDone(answer.body);
    });
  };
  role("close", dialog).onclick = () => dialog.close();
  dialog.onclose = onClose;
  if (!dialog.open) dialog.showModal();
}

/** Close whatever is open: a scan goes ahead of it. */
export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
}

/** Whether a dialog is open. */
export const isAsking = () => document.querySelector("dialog[open]") !== null;

/** List a delegation; only who stands here is ticked, and who is inside has no tick to give. */
export function listPeople(dialog, people, standsHere, onCount) {
  const list = role("people", dialog);
  const template = /** @type {HTMLTemplateElement} */ (role("person-row"));
  list.replaceChildren(
    ...people.map((person) => {
      const row = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
      const tick = row.querySelector("input");
      tick.value = String(person.id);
      tick.checked = person.id === standsHere && !person.inside && person.named;
      tick.disabled = person.inside || !person.named;
      write("person-name", person.name, row);
      write("person-mark", person.mark, row);
      const state = person.inside ? say("delegation_inside") : person.card_number;
      write("person-detail", [person.position, state].filter(Boolean).join(" · "), row);
      row.dataset.inside = String(person.inside);
      tick.addEventListener("change", onCount);
      return row;
    }),
  );
}

/** Tick everybody who can be, or nobody. */
export function tickAll(dialog, ticks) {
  for (const one of dialog.querySelectorAll("input[type=checkbox]")) one.checked = ticks && !one.disabled;
}

/** The ids that are ticked. */
export const ticked = (dialog) =>
  [...dialog.querySelectorAll("input[type=checkbox]")].filter((one) => one.checked && !one.disabled).map((one) => Number(one.value));

