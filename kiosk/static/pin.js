/** /kiosk/pin: a supervisor chooses the PIN that gives leave at a desk. */

import { refusal, send } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { showCounts } from "./supervisor_counts.js";

const form = /** @type {HTMLFormElement} */ (role("pin-form"));
const pin = /** @type {HTMLInputElement} */ (role("pin"));
const again = /** @type {HTMLInputElement} */ (role("pin-again"));

/** The page was made before the PIN was. */
function showThatOneIsThere() {
  role("state").dataset.kind = "good";
  show("sign-good", true);
  show("sign-care", false);
  write("state-words", say("has_one"));
}

async function save() {
  if (pin.value !== again.value) {
    write("pin-fault", say("not_alike"));
    again.focus();
    return;
  }
  const answer = await send("/kiosk/pin", { pin: pin.value });
  write("pin-fault", answer.ok ? "" : answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  if (!answer.ok) return;
  form.reset();
  showThatOneIsThere();
  tell("good", say("saved"));
}

form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("pin-go"), save);
});
follow({ namespace: "/kiosk", room: "leave", onSnapshot: showCounts });
