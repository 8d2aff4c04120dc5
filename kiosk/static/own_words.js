/** A sheet that asks for words: one touch on a ready sentence, or own words. */

import { refusal } from "../../server/static/commands.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, roles, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/** @type {(words: string) => Promise<import("../../server/static/commands.js").Answer>} */
let act;

/** @type {(answer: import("../../server/static/commands.js").Answer) => void} */
let whenDone;

/**
 * Open the sheet; it stays, with the reason why, until what was asked for is done or left.
 *
 * @param {string} title
 * @param {(words: string) => Promise<import("../../server/static/commands.js").Answer>} doIt
 * @param {(answer: import("../../server/static/commands.js").Answer) => void} done
 */
export function askWords(title, doIt, done) {
  act = doIt;
  whenDone = done;
  write("sheet-title", title);
  write("sheet-fault", "");
  /** @type {HTMLInputElement} */ (role("own-words")).value = "";
  /** @type {HTMLDialogElement} */ (role("sheet")).showModal();
}

async function carryOut(words) {
  const answer = await act(words);
  if (!answer.ok) {
    write("sheet-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  /** @type {HTMLDialogElement} */ (role("sheet")).close();
  whenDone(answer);
}

/** Listen to the sheet of this page. */
export function offerSheet() {
  const words = /** @type {HTMLInputElement} */ (role("own-words"));
  for (const preset of roles("preset")) {
    preset.addEventListener("click", () => void whileBusy(preset, () => carryOut(preset.textContent.trim())));
  }
  role("sheet-form").addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("sheet-go"), () => carryOut(words.value.trim()));
  });
  role("sheet-leave").addEventListener("click", () => /** @type {HTMLDialogElement} */ (role("sheet")).close());
}
