/** Keyboard first: single keys that act when nobody is typing, and the help dialog of a page. A key that is held down acts once. */

const TYPING = "input, select, textarea, [contenteditable]";

/**
 * Act on a printable key, unless somebody is typing, a dialog is open or a modifier is held.
 *
 * @param {string} key as KeyboardEvent.key gives it
 * @param {() => void} act
 */
export function onKey(key, act) {
  document.addEventListener("keydown", (press) => {
    if (press.key !== key || press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.target instanceof Element && press.target.closest(TYPING)) return;
    if (document.querySelector("dialog[open]")) return;
    press.preventDefault();
    if (!press.repeat) act();
  });
}

/** Let Enter press a button once however long it is held: the browser clicks at each repeat. */
export function pressOncePerKey() {
  window.addEventListener("keydown", (press) => {
    if (!press.repeat || press.key !== "Enter") return;
    if (press.target instanceof Element && press.target.closest("button, summary")) press.preventDefault();
  });
}

/** Let "?" and each `data-role="open-help"` open the page's help. */
export function offerHelp() {
  const help = /** @type {HTMLDialogElement | null} */ (document.querySelector('[data-role="help"]'));
  if (!help) return;
  onKey("?", () => help.showModal());
  for (const opener of document.querySelectorAll('[data-role="open-help"]')) {
    opener.addEventListener("click", () => help.showModal());
  }
}
