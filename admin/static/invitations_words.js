/** The words of the invitation that the office may choose; what was typed survives a refusal. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { offerNoUndo } from "./undo_line.js";

/** @param {() => Promise<unknown>} renewFiles */
export function offerWords(renewFiles) {
  const dialog = /** @type {HTMLDialogElement} */ (role("words"));
  const form = /** @type {HTMLFormElement} */ (role("words-form"));

  async function keep() {
    const { invitation_notes: notes, ...words } = /** @type {Record<string, string>} */ (
      Object.fromEntries(new FormData(form))
    );
    const lines = notes.split("\n").map((line) => line.trim()).filter(Boolean);
    const answer = await send("/admin/invitations/words", { ...words, invitation_notes: lines });
    if (!answer.ok) {
      write("words-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
      return;
    }
    dialog.close();
    offerNoUndo();
    tell("good", say(answer.body.columns.length ? "worded" : "worded_none"));
    await renewFiles();
  }

  role("open-words").addEventListener("click", () => {
    write("words-fault", "");
    dialog.showModal();
  });
  role("words-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("words-go"), keep);
  });
}
