/** The dialog "add a delegate": what was typed stays until the person is on the list. */

import { refusal, send } from "../../server/static/commands.js";
import { onKey } from "../../server/static/keys.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { filledIn } from "./form_words.js";

const VERBATIM = "verbatim";
const OF_THE_APPROVAL = ["state", "approver", "reason"];
const ASK_FOR_APPROVAL = new Set(["approval_needed", "capacity_reached"]);

/**
 * Wire the dialog.
 *
 * @param {() => Promise<unknown>} renew takes the list anew
 */
export function offerAdding(renew) {
  const dialog = /** @type {HTMLDialogElement} */ (role("add"));
  const form = /** @type {HTMLFormElement} */ (role("add-form"));
  const name = /** @type {HTMLInputElement} */ (form.elements.namedItem("full_name"));

  /** Words of one's own are asked for only where somebody wants them. */
  function paint() {
    const own = /** @type {HTMLSelectElement} */ (form.elements.namedItem("own_address_form"));
    const words = form.querySelector('[data-field="own_address"]');
    if (words instanceof HTMLElement) words.hidden = own.value !== VERBATIM;
  }

  function open() {
    write("add-fault", "");
    paint();
    dialog.showModal();
    name.focus();
  }

  function sayFault(answer) {
    write("add-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    if (!ASK_FOR_APPROVAL.has(answer.body?.error?.code)) return;
    show("add-approval", true);
    /** @type {HTMLInputElement} */ (form.elements.namedItem("approver")).focus();
  }

  async function add() {
    const given = filledIn(form);
    const body = Object.fromEntries(OF_THE_APPROVAL.filter((key) => key in given).map((key) => [key, given[key]]));
    const words = Object.fromEntries(Object.entries(given).filter(([key]) => !OF_THE_APPROVAL.includes(key)));
    if (!words.full_name || !words.unit || !words.group) {
      write("add-fault", say("fill_in"));
      name.focus();
      return;
    }
    const answer = await send("/admin/delegates", { ...body, words });
    if (!answer.ok) {
      sayFault(answer);
      return;
    }
    const { name: added, card_number: card, state } = answer.body;
    dialog.close();
    form.reset();
    tell("good", say(state === "approved" ? "added" : "proposed", { name: added, card }));
    await renew();
  }

  role("open-add").addEventListener("click", open);
  role("add-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("add-go"), add);
  });
  form.addEventListener("input", paint);
  onKey("+", open);
}
