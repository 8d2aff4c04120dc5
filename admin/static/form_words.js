/** What the fields of a form hold, and which of them differ from what the server gave. */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Box */

/**
 * Give the named boxes of a form or a row.
 *
 * @param {ParentNode} form
 * @returns {Box[]}
 */
export function boxesOf(form) {
  return /** @type {Box[]} */ ([...form.querySelectorAll("input[name], select[name], textarea[name]")]);
}

/** @param {Box} box */
function isTick(box) {
  return box instanceof HTMLInputElement && box.type === "checkbox";
}

/** What a box says now: text, or true and false for a tick. */
function wordOf(box) {
  return isTick(box) ? /** @type {HTMLInputElement} */ (box).checked : box.value.trim();
}

/** What it said when it came from the server, or was saved last. */
function wasOf(box) {
  return isTick(box) ? box.dataset.was === "yes" : box.dataset.was ?? "";
}

/** Everything that was filled in. */
export function filledIn(form) {
  return Object.fromEntries(
    boxesOf(form).filter((box) => box.value.trim()).map((box) => [box.name, wordOf(box)]),
  );
}

/** What differs: the new words and the old ones, by name. */
export function changesOf(form) {
  const changed = boxesOf(form).filter((box) => wordOf(box) !== wasOf(box));
  return {
    words: Object.fromEntries(changed.map((box) => [box.name, wordOf(box)])),
    before: Object.fromEntries(changed.map((box) => [box.name, wasOf(box)])),
  };
}

/** Take what the boxes hold as saved. */
export function keepWords(form) {
  for (const box of boxesOf(form)) {
    box.dataset.was = isTick(box) ? (wordOf(box) ? "yes" : "") : String(wordOf(box));
  }
}

/** Put words into the boxes of these names. */
export function putWords(form, words) {
  for (const box of boxesOf(form).filter(({ name }) => name in words)) {
    if (isTick(box)) /** @type {HTMLInputElement} */ (box).checked = words[box.name];
    else box.value = words[box.name];
  }
}
