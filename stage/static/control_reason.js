/** The dialogs of the stage manager's page: a reason and who agreed, and the note of an item. */

/**
 * `kind` chooses the reasons that are offered for one touch, `fault` says why it is asked once more.
 *
 * @typedef {{title: string, kind: string, submit: string, needed?: boolean, asks?: boolean, reason?: string, agreed_by?: string, fault?: string}} Wish
 * @typedef {{reason: string, agreed_by: string}} Reason
 */

import { role, show, write } from "../../server/static/roles.js";

const dialog = (name) => /** @type {HTMLDialogElement} */ (role(name));
const input = (name) => /** @type {HTMLInputElement} */ (role(name));

/** Give what the dialog was closed with; null where it was left. */
function answered(box) {
  return new Promise((done) => {
    box.addEventListener("close", () => done(box.returnValue === "yes"), { once: true });
  });
}

function open(box) {
  if (box.open) return false;
  box.returnValue = "";
  box.showModal();
  return true;
}

/**
 * Ask why; and, where custom forbids the cut, who of the chair agreed to it.
 *
 * @param {Wish} wish
 * @returns {Promise<Reason | null>}
 */
export async function askReason({ title, kind, submit, needed = false, asks = false, reason = "", agreed_by: agreed = "", fault = "" }) {
  const box = dialog("reason-dialog");
  write("reason-title", title);
  write("reason-submit", submit);
  write("reason-fault", fault);
  show("reason-asks", asks);
  for (const group of ["skip", "hold"]) show(`reason-offers-${group}`, group === kind);
  input("reason-words").value = reason;
  input("reason-words").required = needed;
  input("reason-agreed").value = agreed;
  input("reason-agreed").required = asks;
  if (!open(box)) return null;
  input(reason && asks ? "reason-agreed" : "reason-words").focus();
  if (!(await answered(box))) return null;
  return { reason: input("reason-words").value.trim(), agreed_by: asks ? input("reason-agreed").value.trim() : "" };
}

/**
 * Ask why, then give the command over the rundown that was seen as the question was put: what
 * somebody else did meanwhile makes it a refusal. A command that was not done is asked about again
 * with what was typed, as long as there is something to ask. One whose answer was lost may have been
 * done: it is given again as the same, over the rundown of then.
 *
 * @param {import("./control_send.js").Desk} desk
 * @param {(lost: boolean) => Wish | null} wish what is asked as things stand now, or once more where
 *   the answer was lost; null where nothing is
 * @param {(given: Reason, how: {revision: number}) => Promise<any>} give
 */
export async function giveWithReason(desk, wish, give) {
  let typed = {};
  let fault = "";
  let lost = false;
  let revision = 0;
  for (;;) {
    const wanted = wish(lost);
    if (!wanted) return;
    if (!lost) revision = desk.snapshot().rundown_revision;
    const given = await askReason({ ...wanted, ...typed, fault });
    if (!given) return;
    const answer = await give(given, { revision });
    if (answer.ok) return;
    lost = answer.unknown;
    typed = given;
    fault = role("status").textContent ?? "";
  }
}

/**
 * Let the note of an item be written.
 *
 * @param {string} title
 * @param {string} note as it stands
 * @returns {Promise<string | null>} null when it is left as it was
 */
export async function askNote(title, note) {
  const box = dialog("note-dialog");
  write("note-title", title);
  input("note-words").value = note;
  if (!open(box)) return null;
  input("note-words").focus();
  const given = (await answered(box)) ? input("note-words").value.trim() : note;
  return given === note ? null : given;
}

/** One touch on an offered reason writes it; what is still missing is asked for by the form. */
export function wireReasons() {
  for (const offer of document.querySelectorAll('[data-role="reason-offer"]')) {
    offer.addEventListener("click", () => {
      input("reason-words").value = offer.textContent?.trim() ?? "";
      input(role("reason-asks").hidden ? "reason-words" : "reason-agreed").focus();
    });
  }
  for (const name of ["reason-dialog", "note-dialog"]) {
    for (const leave of role(name).querySelectorAll('[data-role="dialog-leave"]')) {
      leave.addEventListener("click", () => dialog(name).close("no"));
    }
  }
}
