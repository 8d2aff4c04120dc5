/** The keys of the stage manager's page; `code`, not `key`: with Telex on, the letters never arrive. */

import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { tell } from "./control_send.js";

const TYPING = "input, select, textarea, [contenteditable]";
/** Where somebody writes: what is typed on after a button there was pressed is no command. */
const WRITING = "[data-writing]";
/** What types nothing is a command everywhere: the big step of a presenter's clicker. */
const TYPES_NOTHING = ["PageDown"];

/** How a key press is named in a table: "Alt+ArrowUp", "Shift+KeyU", "KeyN". */
function named(press) {
  const held = [press.altKey && "Alt", press.shiftKey && "Shift"].filter(Boolean);
  return [...held, press.code].join("+");
}

/** Whether somebody writes there. */
export function isWriting(at) {
  return at instanceof Element && at.closest(WRITING) !== null;
}

/** Whether this key is what somebody types. */
function isTyped(name, at) {
  if (!(at instanceof Element) || !at.closest(TYPING)) return false;
  // In a line of text it does nothing of its own; a choice it would change.
  return !TYPES_NOTHING.includes(name) || !at.closest("input");
}

/** Where somebody wrote was left: that the keys rest is over. */
export function tellKeysAct() {
  if (role("status").textContent === say("keys_rest")) tell("", "");
}

/**
 * Let keys act while nobody types and no dialog is open.
 *
 * @param {Record<string, (press: KeyboardEvent) => void>} acts by the name of the key
 * @param {{repeating?: string[], whileWriting?: string[]}} [how] `repeating`: keys that act again
 *   while they are held down; `whileWriting`: keys that act also where somebody writes
 */
export function wireKeys(acts, { repeating = [], whileWriting = [] } = {}) {
  window.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.isComposing) return;
    const at = press.target;
    const name = named(press);
    if (isTyped(name, at)) return;
    if (document.querySelector("dialog[open]")) return;
    const act = acts[name];
    if (!act || (press.repeat && !repeating.includes(name))) return;
    if (isWriting(at) && ![...whileWriting, ...TYPES_NOTHING].includes(name)) {
      tell(say("keys_rest"), "refused");
      return;
    }
    press.preventDefault();
    act(press);
  });
}
