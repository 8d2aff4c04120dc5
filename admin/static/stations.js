/** /admin/stations: names a station and shows its one-time pairing code, large, until it ends. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { minutesSeconds, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";

const LOOK_EVERY_MS = 3000;

const form = /** @type {HTMLFormElement} */ (role("station-form"));
const name = /** @type {HTMLInputElement} */ (role("station-name"));
const kind = /** @type {HTMLSelectElement} */ (role("station-kind"));
const soon = sparingly(renewList);
const { now } = follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });

let expiresMs = 0;

/** The station whose code is shown, and when it was paired as the code was drawn. */
let waiting = null;

/** When a station was last paired; empty for one that never was. */
function pairedAt(id) {
  const row = /** @type {HTMLElement | null} */ (role("stations").querySelector(`[data-station="${id}"]`));
  return row?.dataset.paired ?? "";
}

async function renewList() {
  await swapPart(window.location.href, "stations");
  if (!waiting || pairedAt(waiting.id) === waiting.pairedAt) return;
  show("pairing", false);
  tell("good", say("paired", { station: waiting.station }));
  waiting = null;
  expiresMs = 0;
}

function sayFault(sentence) {
  write("station-fault", sentence);
  name.setAttribute("aria-invalid", sentence ? "true" : "false");
  if (!sentence) name.removeAttribute("aria-invalid");
}

/** Eight digits are read aloud and typed as two fours. */
function inFours(code) {
  return code.replace(/(\d{4})(?=\d)/g, "$1 ");
}

/** On this machine the page may be called localhost: other machines know the hall's addresses. */
function addressWords(addresses) {
  const known = addresses.length > 0 ? addresses : [`${window.location.host}/kiosk/pair`];
  return known.map((one) => one.replace(/^http:\/\//, "")).join(", ");
}

function showCode({ station, code, addresses }) {
  write("pairing-station", station);
  writeDigits(role("pairing-code"), inFours(code));
  write("pairing-address", addressWords(addresses));
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

/**
 * Name a station, or one that is there again, and show its new code.
 *
 * @param {{name: string, kind: string}} station
 * @returns {Promise<string>} why there is none; empty when there is one
 */
async function drawCode(station) {
  const answer = await send("/admin/stations", station);
  if (!answer.ok) return answer.unknown ? say("unknown") : refusal(answer) || say("refused");
  const { station_id: id, pairing_code: code, expires_ms: ends, addresses } = answer.body;
  waiting = { id, station: station.name, pairedAt: pairedAt(id) };
  expiresMs = ends;
  tellNothing();
  showCode({ station: station.name, code, addresses });
  paint();
  soon();
  return "";
}

async function addStation() {
  sayFault("");
  const fault = await drawCode({ name: name.value.trim(), kind: kind.value });
  if (fault) {
    sayFault(fault);
    name.focus();
    return;
  }
  form.reset();
}

async function pairAgain(button) {
  const fault = await drawCode({ name: button.dataset.name, kind: button.dataset.kind });
  if (fault) tell("bad", fault);
}

/** Keep what a station's row says about its badges; what was not taken goes back as it was. */
async function keepPrinting(row) {
  const printing = /** @type {HTMLSelectElement} */ (role("printing", row));
  const pool = /** @type {HTMLInputElement} */ (role("pool", row));
  const answer = await send(`/admin/stations/${row.dataset.station}/printing`, {
    printing: printing.value,
    pool: pool.value.trim(),
  });
  tellAnswer(answer, say("printing_set", { station: row.dataset.name }));
  if (!answer.ok) soon();
}

document.addEventListener("change", ({ target }) => {
  const row = /** @type {Element} */ (target).closest('[data-role="station"]');
  if (row) void keepPrinting(/** @type {HTMLElement} */ (row));
});
form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("station-add"), addStation);
});
name.addEventListener("input", () => sayFault(""));
document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest('[data-role="pair-again"]');
  if (button) void whileBusy(/** @type {HTMLElement} */ (button), () => pairAgain(button));
});
setInterval(() => void (waiting && soon()), LOOK_EVERY_MS);
offerHelp();
paint();
