/** Asks why something is done, with quick answers, and for a supervisor's PIN where one may be typed. */

import { dialogOf, inputOf, offer, openDialog, presetsOf } from "./desk_dialogs.js";

/**
 * Ask why, and act.
 *
 * @param {import("./desk_errands.js").DeskOfErrands} desk
 * @param {"undo" | "leave" | "print" | "ask"} kind
 * @param {object} errand
 * @param {string} errand.title
 * @param {boolean} [errand.pin]
 * @param {(words: string, pin: string) => Promise<any>} errand.act
 * @param {(body: any) => void} errand.onDone
 */
export function askWhy(desk, kind, { title, pin = false, act, onDone }) {
  const why = dialogOf("why");
  why.dataset.kind = kind;
  offer(why, presetsOf(kind));
  openDialog("why", {
    title,
    pin,
    onClose: desk.onClose,
    onDone,
    act: () => act(inputOf(why, "words").value.trim(), inputOf(why, "pin").value.trim()),
  });
  if (pin) inputOf(why, "words").focus();
}
