/** The dialog that asks why, and if need be who approved it; what was typed survives a refusal. */

import { refusal } from "../../server/static/commands.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/**
 * Ask, and try what is asked for until it is done or the hand leaves.
 *
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.sentence] what the server has said already
 * @param {string} question.go the words of the button
 * @param {boolean} question.who whether an approver is asked for
 * @param {(words: {approver: string, reason: string}) => Promise<import("../../server/static/commands.js").Answer>} question.act
 * @returns {Promise<import("../../server/static/commands.js").Answer | null>} null when it was left
 */
export function askWhy({ title, sentence = "", go, who, act }) {
  const dialog = /** @type {HTMLDialogElement} */ (role("because"));
  const form = /** @type {HTMLFormElement} */ (role("because-form"));
  const reason = /** @type {HTMLInputElement} */ (role("because-reason"));
  const approver = /** @type {HTMLInputElement} */ (role("because-approver"));
  write("because-title", title);
  write("because-sentence", sentence);
  write("because-fault", "");
  role("because-go").textContent = go;
  show("because-who", who);
  approver.required = who;
  form.reset();
  dialog.showModal();
  (who ? approver : reason).focus();

  return new Promise((done) => {
    async function tryIt() {
      const answer = await act({ approver: approver.value.trim(), reason: reason.value.trim() });
      if (!answer.ok) {
        write("because-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
        return;
      }
      leave(answer);
    }

    function submit(submission) {
      submission.preventDefault();
      void whileBusy(role("because-go"), tryIt);
    }

    function leave(answer) {
      form.removeEventListener("submit", submit);
      role("because-leave").onclick = null;
      dialog.oncancel = null;
      dialog.close();
      done(answer);
    }

    form.addEventListener("submit", submit);
    role("because-leave").onclick = () => leave(null);
    dialog.oncancel = (cancel) => {
      cancel.preventDefault();
      leave(null);
    };
  });
}
