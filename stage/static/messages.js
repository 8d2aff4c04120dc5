/**
 * The stage manager's messages on the pages of MC, backstage, timer and cue list: one at a time, in
 * a strip of its own, until somebody here has read it. R is the key.
 */

import { refusal, send } from "../../server/static/commands.js";
import { role } from "../../server/static/roles.js";

const READ = "/stage/messages/read";
const TYPING = "input, select, textarea, [contenteditable]";
/** A press that was meant for the message before must not take the next one away unread. */
const NOT_SOONER_MS = 700;

const strip = role("messages");
const words = JSON.parse(strip.dataset.words ?? "{}");

let shown = null;
let shownAt = 0;
let sending = false;

function note(text) {
  role("message-note", strip).textContent = text;
}

/** Long words are set smaller, so that the strip stays a strip. */
function sizeOf({ length }) {
  if (length > 140) return "long";
  return length > 60 ? "medium" : "short";
}

/**
 * Show the oldest message that nobody here has read; none hides the strip.
 *
 * @param {Array<{id: number, words: string}> | undefined} messages as the snapshot gives them
 */
export function paintMessages(messages) {
  const [first, ...others] = messages ?? [];
  strip.hidden = first === undefined;
  document.body.dataset.message = String(first !== undefined);
  if (first === undefined) {
    shown = null;
    return;
  }
  if (shown?.id !== first.id) {
    shown = first;
    shownAt = performance.now();
    sending = false;
    role("message-words", strip).textContent = first.words;
    strip.dataset.size = sizeOf(first.words);
  }
  if (!sending) note(others.length > 0 ? words.more.replace("{n}", String(others.length)) : "");
}

async function read() {
  if (shown === null || sending || performance.now() - shownAt < NOT_SOONER_MS) return;
  sending = true;
  note(words.sending);
  const answer = await send(READ, { message_id: shown.id, view: document.body.dataset.room });
  sending = false;
  // The next picture takes it away; until then it stands, read or not.
  note(answer.ok ? "" : refusal(answer) || words.failed);
}

role("message-read", strip).addEventListener("click", () => void read());
// `code`, not `key`: with Telex on, the letters never arrive.
window.addEventListener("keydown", (press) => {
  if (press.code !== "KeyR" || press.repeat || press.ctrlKey || press.altKey || press.metaKey) return;
  if (press.target instanceof Element && press.target.closest(TYPING)) return;
  if (shown === null) return;
  press.preventDefault();
  void read();
});
