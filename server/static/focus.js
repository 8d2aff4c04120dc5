/** Gives the hand back where it was when a part of the page is made anew. */

/**
 * Swap a part; its elements keep their id from one picture to the next.
 *
 * @param {HTMLElement} part
 * @param {() => void} swap
 */
export function keepFocus(part, swap) {
  const id = part.contains(document.activeElement) ? document.activeElement?.id : "";
  swap();
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
