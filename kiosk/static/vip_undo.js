/** What this telephone did, the newest first: each press of the bar takes back one more. */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { whileBusy } from "../../server/static/result_line.js";

const AT_MOST = 50;

/** @typedef {{name: string, what: string, back: import("./vip_waiting.js").Errand}} Step */

/** @type {Step[]} */
let steps = [];

function paint() {
  const step = steps.at(-1);
  show("undo", step !== undefined);
  write("undo-text", step ? say("undo", { name: step.name, what: step.what }) : "");
}

/** @param {Step} step */
export function remember(step) {
  steps = [...steps, step].slice(-AT_MOST);
  paint();
}

/** What was noted of this guest can be taken back here no more. */
export function forget(guestId) {
  steps = steps.filter(({ back }) => back.guest !== guestId);
  paint();
}

/**
 * Listen to the bar.
 *
 * @param {(step: Step) => Promise<void>} takeBack
 */
export function offerUndo(takeBack) {
  async function undo() {
    const step = steps.pop();
    paint();
    if (step) await takeBack(step);
  }
  role("undo").addEventListener("click", () => void whileBusy(role("undo"), undo));
}
