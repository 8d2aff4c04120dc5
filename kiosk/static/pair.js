/** Pairs this device with a station by its eight digits. */

import { refusal, send } from "../../server/static/commands.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const DIGITS = 8;
const OPEN_AFTER_MS = 900;

const input = /** @type {HTMLInputElement} */ (role("code"));

const digits = () => input.value.replace(/\D/g, "").slice(0, DIGITS);

function tell(text, kind) {
  role("result").dataset.kind = kind;
  role("result").textContent = text;
}

/** Write the code in two groups of four, as it is read out. */
function group() {
  const code = digits();
  input.value = code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}

async function pair() {
  if (digits().length < DIGITS) {
    tell(say("short"), "refused");
    input.focus();
    return;
  }
  tell(say("sending"), "sending");
  const answer = await send("/api/pair", { pairing_code: digits() });
  if (answer.ok) {
    tell(say("paired", { station: answer.body.station }), "ok");
    setTimeout(() => window.location.assign(answer.body.page), OPEN_AFTER_MS);
    return;
  }
  tell(answer.unknown ? say("unknown") : refusal(answer) || say("refused"), "refused");
  input.select();
}

input.addEventListener("input", group);
role("form").addEventListener("submit", (submit) => {
  submit.preventDefault();
  void pair();
});
input.focus();
