/** /admin/stations: names a station and shows its one-time pairing code, large, until it ends. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { minutesSeconds, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";

const LOOK_EVERY_MS = 5000;

const form = /** @type {HTMLFormElement} */ (role("station-form"));
const name = /** @type {HTMLInputElement} */ (role("station-name"));
const kind = /** @type {HTMLSelectElement} */ (role("station-kind"));
const soon = sparingly(() => swapPart(window.location.href, "stations"));
const { now } = follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });

let expiresMs = 0;

function sayFault(sentence) {
  write("station-fault", sentence);
  name.setAttribute("aria-invalid", sentence ? "true" : "false");
  if (!sentence) name.removeAttribute("aria-invalid");
}

/** Eight digits are read aloud and typed as two fours. */
function inFours(code) {
  return code.replace(/(\d{4})(?=\d)/g, "$1 ");
}

function showCode({ station, code }) {
  write("pairing-station", station);
  writeDigits(role("pairing-code"), inFours(code));
  role("pairing").dataset.state = "open";
  show("pairing", true);
  role("pairing").focus({ preventScroll: false });
}

function paintTime(nowMs) {
  const leftMs = expiresMs - nowMs;
  const state = leftMs > 0 ? "open" : "expired";
  if (expiresMs === 0) return;
  role("pairing").dataset.state = state;
  writeDigits(role("pairing-time"), leftMs > 0 ? say("expires", { time: minutesSeconds(leftMs) }) : say("expired"));
}

const paint = paintEachSecond(now, paintTime);

async function addStation() {
  sayFault("");
  const station = name.value.trim();
  const answer = await send("/admin/stations", { name: station, kind: kind.value });
  if (!answer.ok) {
    sayFault(answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    name.focus();
    return;
  }
  expiresMs = answer.body.expires_ms;
  showCode({ station, code: answer.body.pairing_code });
  paint();
  form.reset();
  soon();
}

form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("station-add"), addStation);
});
name.addEventListener("input", () => sayFault(""));
setInterval(soon, LOOK_EVERY_MS);
offerHelp();
paint();
