/** When a guest is expected, and a word beside the name; for one who is here, that this is taken back. */

import { refusal } from "../../server/static/commands.js";
import { hourMinute } from "../../server/static/clockface.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const HALL_CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

const dialog = /** @type {HTMLDialogElement} */ (role("hour-dialog"));
const hour = /** @type {HTMLInputElement} */ (role("hour"));
const note = /** @type {HTMLInputElement} */ (role("note"));
let asked = null;

/** The hour of a moment as the field has it, "" for none. */
export const hourOf = (ms) => (ms ? HALL_CLOCK.format(ms) : "");

/** What a guest's present state costs who changes it: an arrival that is taken back. */
export function arrivalWords(guest) {
  const { arrived_ms: ms } = guest;
  return ms ? say("takes_back", { state: say(guest.state), t: hourMinute(ms) }) : "";
}

/** Open the sheet for one guest. */
export function askHour(guest) {
  asked = guest;
  write("hour-name", guest.name);
  write("hour-warning", arrivalWords(guest));
  write("hour-save", say(guest.arrived_ms ? "hour_take_back" : "hour_save"));
  hour.value = hourOf(guest.expected_ms);
  note.value = guest.note;
  write("hour-fault", "");
  dialog.showModal();
}

/**
 * Listen to the sheet. What was typed stays until it is recorded, or kept to be sent.
 *
 * @param {(guest: any, typed: {hour: string, note: string}) => Promise<any>} expect gives null for what is kept
 */
export function offerHour(expect) {
  async function save() {
    const guest = asked;
    const answer = await expect(guest, { hour: hour.value, note: note.value });
    const fault = answer && !answer.ok ? refusal(answer) || say("refused") : "";
    if (asked !== guest || !dialog.open) return;
    if (fault) write("hour-fault", fault);
    else dialog.close();
  }

  role("hour-form").addEventListener("submit", (submit) => {
    submit.preventDefault();
    void whileBusy(role("hour-save"), save);
  });
  role("hour-close").addEventListener("click", () => dialog.close());
}
