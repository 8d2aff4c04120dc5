/** What somebody writes on this page and has not sent: a page that loads itself anew would lose it. */

/** Kinds of input in which nobody writes. */
const CHOSEN = ["checkbox", "radio", "range", "file", "hidden", "button", "submit", "reset"];

/** What stood in a field before somebody wrote in it. */
const before = new WeakMap();
const written = new Set();

function isWrittenIn(target) {
  return target instanceof Element && target.matches("textarea, input") && !CHOSEN.includes(/** @type {HTMLInputElement} */ (target).type);
}

/** What is looked for is never sent: it counts only as long as somebody is at it. */
const isLeft = (field) => field.type === "search" && field !== document.activeElement;

function isOpen(field) {
  if (!field.isConnected || field.offsetParent === null || isLeft(field)) return false;
  return field.value !== "" && field.value !== before.get(field);
}

function wordsIn(given) {
  if (typeof given === "object" && given !== null) return Object.values(given).flatMap(wordsIn);
  return [String(given).trim()];
}

/**
 * Note that a command was done: the fields whose words it carried are saved as they stand; what was
 * typed on meanwhile is still written.
 *
 * @param {object} body of the command
 */
export function noteSaved(body) {
  const saved = new Set(wordsIn(body));
  for (const field of written) {
    if (!saved.has(field.value.trim())) continue;
    before.set(field, field.value);
    written.delete(field);
  }
}

/** Watch what is written from now on. */
export function watchWriting() {
  document.addEventListener("focusin", ({ target }) => {
    if (isWrittenIn(target) && !written.has(target)) before.set(target, target.value);
  });
  document.addEventListener("input", ({ target }) => {
    if (isWrittenIn(target)) written.add(target);
  });
}

/**
 * Whether something would be lost: a dialog is open, or a field in sight has other words than before.
 *
 * @returns {boolean}
 */
export function isWritten() {
  if (document.querySelector("dialog[open]")) return true;
  for (const field of written) if (!isOpen(field)) written.delete(field);
  return written.size > 0;
}
