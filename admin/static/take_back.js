/** One step back instead of "are you sure": the button beside the result line. */

import { role, show } from "../../server/static/roles.js";

/** @type {(() => Promise<unknown>) | null} */
let step = null;

/**
 * Offer to take the last command back; the next offer replaces it.
 *
 * @param {() => Promise<unknown>} back
 */
export function offerUndo(back) {
  step = back;
  show("undo", true);
}

/** There is nothing to take back any more. */
export function forgetUndo() {
  step = null;
  show("undo", false);
}

/** Let the button with data-role "undo" work. */
export function listenForUndo() {
  role("undo").addEventListener("click", () => {
    const back = step;
    forgetUndo();
    if (back) void back();
  });
}
