/** Asks before a touch takes somebody's arrival back; all other touches act at once. */

import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { arrivalWords } from "./vip_hour.js";

const dialog = /** @type {HTMLDialogElement} */ (role("sure-dialog"));
let act = () => {};

/**
 * Ask; what follows a yes is done once.
 *
 * @param {any} guest
 * @param {string} what in the words of the button
 * @param {() => void} whenSure
 */
export function askSure(guest, what, whenSure) {
  act = whenSure;
  write("sure-name", guest.name);
  write("sure-words", arrivalWords(guest));
  write("sure-go", say("sure_go", { what }));
  dialog.showModal();
}

role("sure-go").addEventListener("click", () => {
  dialog.close();
  act();
});
role("sure-close").addEventListener("click", () => dialog.close());
