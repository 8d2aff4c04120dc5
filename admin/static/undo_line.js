/** One line that says what was done and offers to take it back; it stays until the next command. */

import { role, show, write } from "../../server/static/roles.js";
import { tellNothing, whileBusy } from "../../server/static/result_line.js";

/** @type {(() => Promise<unknown>) | null} */
let takeBack = null;

/** Offer nothing any more. */
export function offerNoUndo() {
  takeBack = null;
  show("undo", false);
}

/**
 * Say what was done, with a button that takes it back.
 *
 * @param {string} sentence
 * @param {() => Promise<unknown>} undo
 */
export function offerUndo(sentence, undo) {
  tellNothing();
  takeBack = undo;
  write("undo-words", sentence);
  show("undo", true);
}

async function run() {
  const undo = takeBack;
  if (!undo) return;
  offerNoUndo();
  await undo();
}

role("undo-go").addEventListener("click", ({ currentTarget }) => {
  void whileBusy(/** @type {HTMLElement} */ (currentTarget), run);
});
