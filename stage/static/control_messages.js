/** Words to who follows a view: sent, read by whom and when, taken back. */

import { hourMinute } from "../../server/static/clockface.js";
import { whileBusy } from "../../server/static/result_line.js";
import { fillList, role, roles, stamp } from "../../server/static/roles.js";
import { ask, say, words } from "./control_panel.js";

const MESSAGES = "/stage/messages";

const input = /** @type {HTMLInputElement} */ (role("message-input"));
const to = /** @type {HTMLSelectElement} */ (role("message-to"));

let painted = "";

const readerWords = (view) => words.readers[view ?? ""] ?? view;

function stateWords({ state, readings }) {
  if (state !== "read") return say(state);
  return readings.map((one) => say("read_by", { view: readerWords(one.view), who: one.by, t: hourMinute(one.at_ms) })).join("; ");
}

function lastWords([last]) {
  if (!last) return say("message_none");
  const views = (last.readings ?? []).map((one) => readerWords(one.view)).join(", ");
  const state = last.state === "read" ? say("read_last", { view: views }) : say(last.state);
  return `“${last.words}” ${state}`;
}

function paintSent(messages) {
  fillList("sent", "sent-row", messages, (row, message) => {
    row.dataset.state = message.state;
    role("sent-words", row).textContent = message.words;
    role("sent-line", row).textContent = say("sent_line", { to: readerWords(message.to), t: hourMinute(message.sent_ms) });
    role("sent-state", row).textContent = stateWords(message);
    const back = role("sent-back", row);
    back.hidden = message.state === "taken_back";
    back.setAttribute("aria-label", say("take_back_of", { words: message.words }));
    back.addEventListener("click", () => void ask(`${MESSAGES}/take-back`, { message_id: message.id }, say("message_back")));
  });
}

function paintTexts(texts) {
  const buttons = texts.map((text) => {
    const button = stamp("quick-row");
    button.textContent = text;
    button.addEventListener("click", () => void sendWords(button, text));
    return button;
  });
  role("quick-texts").replaceChildren(...buttons);
}

/** @param {any} snapshot */
export function paintMessages({ messages, quick_texts: texts }) {
  // Painted each second; made anew only when something has changed, so that no press is lost.
  const key = JSON.stringify([messages, texts]);
  if (key === painted) return;
  painted = key;
  paintSent(messages);
  paintTexts(texts);
  role("messages-last").textContent = lastWords(messages);
  role("open-messages").dataset.state = messages[0]?.state ?? "none";
}

async function sendWords(button, text) {
  const answer = await whileBusy(button, () => ask(MESSAGES, { to: to.value || null, words: text }, say("message_sent")));
  return Boolean(answer?.ok);
}

export function focusMessage() {
  input.focus();
}

function openTexts(wanted) {
  role("texts-form").hidden = !wanted;
  role("edit-texts").setAttribute("aria-expanded", String(wanted));
  if (!wanted) return;
  const texts = [...role("quick-texts").children].map((button) => button.textContent ?? "");
  roles("text-input").forEach((field, at) => {
    field.value = texts[at] ?? "";
  });
}

role("message-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  void sendWords(role("message-send"), input.value).then((sent) => {
    if (sent) input.value = "";
  });
});
role("edit-texts").addEventListener("click", () => openTexts(role("texts-form").hidden));
role("texts-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  const given = roles("text-input").map((field) => field.value);
  void ask(`${MESSAGES}/quick-texts`, { words: given }, say("texts_kept")).then((answer) => {
    if (answer.ok) openTexts(false);
  });
});
