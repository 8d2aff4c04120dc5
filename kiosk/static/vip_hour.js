/** When a guest is expected, and a word beside the name. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
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

/** Open the sheet for one guest. */
export function askHour(guest) {
  asked = guest;
  write("hour-name", guest.name);
  hour.value = guest.expected_ms ? HALL_CLOCK.format(guest.expected_ms) : "";
  note.value = guest.note;
  write("hour-fault", "");
  dialog.showModal();
}

/** What was typed stays until it is recorded. */
async function save() {
  const guest = asked;
  const body = { hour: hour.value || null, note: note.value };
  const answer = await send(`/kiosk/vip/${guest.id}/expected`, body);
  if (answer.ok) {
    if (asked === guest) dialog.close();
    tell("good", say("hour_noted", { name: guest.name }));
    return;
  }
  const fault = answer.unknown ? say("unknown") : refusal(answer) || say("refused");
  if (asked === guest && dialog.open) write("hour-fault", fault);
  else tell(answer.unknown ? "open" : "bad", `${guest.name}: ${fault}`);
}

role("hour-form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  void whileBusy(role("hour-save"), save);
});
role("hour-close").addEventListener("click", () => dialog.close());
