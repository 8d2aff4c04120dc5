/** What somebody writes on this page and has not sent: a page that loads itself anew would lose it. */

/** Kinds of input in which nobody writes. */
const CHOSEN = ["checkbox", "radio", "range", "file", "hidden", "button", "submit", "reset"];

/** What stood in a field before somebody wrote in it. */
const before = new WeakMap();
const written = new Set();

function isWrittenIn(target) {
  return target instanceof Element && target.matches("textarea, input") && !CHOSEN.includes(/** @type {HTMLInputElement} */ (target).type);
}

function isOpen(field) {
  return field.isConnected && field.value !== "" && field.value !== before.get(field) && field.offsetParent !== null;
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
