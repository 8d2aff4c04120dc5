/** What somebody answered: chosen in the row, with a reason where one is needed, and taken back. */

import { send } from "../../server/static/commands.js";
import { tellAnswer } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { askWhy } from "./because.js";
import { offerUndo } from "./undo_line.js";

function note(id, reply, words = "") {
  return send(`/admin/invitations/${id}/reply`, { reply, words });
}

async function noteFor(row, choice) {
  const { id, name } = row.dataset;
  if (choice.value === "absent") {
    const title = say("absent_title", { name });
    return askWhy({ title, go: say("absent_go"), who: false, act: ({ reason }) => note(id, "absent", reason) });
  }
  return note(id, choice.value);
}

/** @param {() => Promise<unknown>} renew */
export function offerReplies(renew) {
  async function choose(row, choice) {
    const { id, name } = row.dataset;
    const words = choice.selectedOptions[0].textContent.trim();
    const answer = await noteFor(row, choice);
    if (!answer?.ok) {
      choice.value = choice.dataset.was;
      if (answer) tellAnswer(answer, "");
      return;
    }
    if (choice.value === "substitute") {
      // Who comes instead is written down where the letter and the approver are.
      window.location.assign(`/admin/delegates/${id}#substitute-title`);
      return;
    }
    const { reply, words: said } = answer.body.before;
    choice.blur();
    await renew();
    offerUndo(say("replied", { name, reply: words }), async () => {
      tellAnswer(await note(id, reply, said), say("taken_back"));
      await renew();
    });
  }

  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset.role !== "reply") return;
    void choose(/** @type {HTMLElement} */ (target.closest('[data-role="row"]')), target);
  });
}
