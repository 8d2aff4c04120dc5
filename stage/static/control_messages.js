/** Words to who follows a view: sent, read by whom and when, taken back. */

import { hourMinute } from "../../server/static/clockface.js";
import { keepRows } from "../../server/static/kept_rows.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, roles } from "../../server/static/roles.js";
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
  const fill = (row, message) => {
    row.dataset.state = message.state;
    role("sent-words", row).textContent = message.words;
    role("sent-line", row).textContent = say("sent_line", { to: readerWords(message.to), t: hourMinute(message.sent_ms) });
    role("sent-state", row).textContent = stateWords(message);
    const back = role("sent-back", row);
    back.hidden = message.state === "taken_back";
    back.setAttribute("aria-label", say("take_back_of", { words: message.words }));
  };
  keepRows(role("sent"), "sent-row", messages, { keyOf: (message) => message.id, fill, wire: wireSent });
}

function wireSent(row) {
  const body = { message_id: Number(row.dataset.key) };
  role("sent-back", row).addEventListener("click", () => void ask(`${MESSAGES}/take-back`, body, say("message_back")));
}

function paintTexts(texts) {
  const fill = (button, text) => {
    if (button.textContent !== text) button.textContent = text;
  };
  const wire = (button) => button.addEventListener("click", () => void sendWords(button, button.textContent ?? ""));
  keepRows(role("quick-texts"), "quick-row", texts, { keyOf: (text) => text, fill, wire });
}

/** @param {any} snapshot */
export function paintMessages({ messages, quick_texts: texts }) {
  // Painted each second; touched only when something has changed.
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
  const typed = input.value;
  // What is typed on belongs to the next message, and to no key.
  input.focus();
  void sendWords(role("message-send"), typed).then((sent) => {
    // Only what was sent goes.
    if (sent && input.value.startsWith(typed)) input.value = input.value.slice(typed.length).trimStart();
  });
});
role("edit-texts").addEventListener("click", () => openTexts(role("texts-form").hidden));
role("texts-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  const given = roles("text-input").map((field) => field.value);
  void ask(`${MESSAGES}/quick-texts`, { words: given }, say("texts_kept")).then((answer) => {
    if (!answer.ok) return;
    openTexts(false);
    role("edit-texts").focus();
  });
});
