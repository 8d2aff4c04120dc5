/**
 * Pairs this screen by eight digits, typed on a keyboard or a remote control, or chosen with its
 * arrows. Once it is paired, the server sends this very address on to the view that it is given.
 */

import { refusal, send } from "../../server/static/commands.js";
import { role, roles } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const DIGITS = 8;
const COLUMNS = 3;
const OPEN_AFTER_MS = 900;
const FORGET_AFTER_MS = 120_000;
const EMPTY = "·";
const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

const keys = /** @type {HTMLElement[]} */ (roles("key"));

let code = "";
let busy = false;
let forgetTimer = 0;
/** A key was chosen with the arrows or Tab: Enter presses that one. Else Enter ends what was typed. */
let chosen = false;

function tell(text, kind) {
  role("result").dataset.kind = kind;
  role("result").textContent = text;
}

function paint() {
  const boxes = Array.from({ length: DIGITS }, (_, place) => {
    const box = document.createElement("span");
    box.className = "pairing-digit";
    box.dataset.filled = String(place < code.length);
    box.textContent = code[place] ?? EMPTY;
    return box;
  });
  role("code").replaceChildren(...boxes);
  role("typed").textContent = say("typed", { n: code.length });
}

function write(next) {
  code = next.slice(0, DIGITS);
  paint();
  // Whoever was called away finds an empty page.
  clearTimeout(forgetTimer);
  if (code !== "") forgetTimer = setTimeout(() => write(""), FORGET_AFTER_MS);
}

async function pair() {
  if (busy || code.length < DIGITS) return;
  busy = true;
  tell(say("sending"), "sending");
  const answer = await send("/api/pair", { pairing_code: code, screen: true });
  busy = false;
  if (answer.ok) {
    tell(say("paired", { station: answer.body.station }), "ok");
    setTimeout(() => window.location.assign(answer.body.page), OPEN_AFTER_MS);
    return;
  }
  tell(answer.unknown ? say("unknown") : refusal(answer) || say("refused"), "refused");
  if (!answer.unknown) write("");
}

function press(what) {
  if (busy) return;
  if (what === "go") return void pair();
  if (what === "back") return write(code.slice(0, -1));
  tell("", "");
  write(code + what);
  if (code.length === DIGITS) void pair();
}

function move(by) {
  chosen = true;
  const at = keys.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0) return keys[0].focus();
  keys[at + by]?.focus();
}

for (const key of keys) key.addEventListener("click", () => press(key.dataset.digit));

function type(digit) {
  chosen = false;
  press(digit);
}

window.addEventListener("keydown", (stroke) => {
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return;
  const digit = stroke.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1] ?? stroke.key.match(/^\d$/)?.[0];
  if (stroke.key === "Tab") chosen = true;
  if (digit) type(digit);
  else if (stroke.key === "Backspace") press("back");
  else if (ARROWS[stroke.key]) move(ARROWS[stroke.key]);
  else if (stroke.key === "Enter" && !chosen) press("go");
  else return;
  stroke.preventDefault();
});
window.addEventListener("paste", (paste) => {
  write((paste.clipboardData?.getData("text") ?? "").replace(/\D/g, ""));
  void pair();
});

paint();
keys[4].focus();
