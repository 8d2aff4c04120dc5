/** The named screens as rows that stay while they are filled anew: nothing typed or opened is lost. */

import { hourMinute, minutesSeconds, writeDigits } from "../../server/static/clockface.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, stamp } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { say, words } from "./control_panel.js";
import { tell } from "./control_send.js";

const SCREENS = "/stage/screens";
const HOUR_MIN = 60;

/** @type {Map<number, HTMLElement>} */
const rows = new Map();
/** @type {Map<number, any>} */
const known = new Map();

let look = async () => {};
/** @type {(path: string, body: object, done: string) => Promise<any>} */
let ask;
/** The screen whose code is shown, and until when it may be used. */
let waiting = null;

const twice = createSecondPress(() => paintForget());

/**
 * A span as it is said: 12 giây, 3 phút, 2 giờ.
 *
 * @param {number} ms
 */
export function spanWords(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return say("seconds", { n: seconds });
  const minutes = Math.floor(seconds / 60);
  return minutes < HOUR_MIN ? say("minutes", { n: minutes }) : say("hours", { n: Math.floor(minutes / HOUR_MIN) });
}

function detailOf(one, nowMs) {
  if (one.state === "lost") return say("silent", { span: spanWords(nowMs - one.last_ms) });
  if (one.state !== "live") return "";
  const moving = one.shows === one.view ? "" : say("moving", { view: words.views[one.shows] ?? one.shows });
  const build = say(one.old_build ? "build_old" : "build", { build: one.build });
  return [moving, say("since", { t: hourMinute(one.since_ms) }), build].filter(Boolean).join(" · ");
}

function fill(row, one, nowMs) {
  row.dataset.state = one.state;
  row.dataset.old = String(one.old_build);
  role("screen-state", row).textContent = say(one.state);
  role("screen-detail", row).textContent = detailOf(one, nowMs);
  const name = /** @type {HTMLInputElement} */ (role("screen-title", row));
  const view = /** @type {HTMLSelectElement} */ (role("screen-view", row));
  if (document.activeElement !== name) name.value = one.name;
  if (document.activeElement !== view) view.value = one.view;
}

function paintForget() {
  for (const [id, row] of rows) {
    const waits = twice.waiting() === String(id);
    role("screen-forget", row).dataset.waiting = String(waits);
    role("screen-forget-text", row).textContent = say(waits ? "forget_again" : "forget");
  }
}

async function act(id, what, body, done) {
  const answer = await ask(`${SCREENS}/${id}/${what}`, body, done);
  await look();
  return answer;
}

async function rename(id, field) {
  const { name } = known.get(id);
  if (field.value.trim() === "" || field.value === name) {
    field.value = name;
    return;
  }
  const answer = await act(id, "name", { name: field.value }, say("renamed"));
  if (!answer.ok) field.value = known.get(id).name;
}

async function flash(id) {
  const { name } = known.get(id);
  const answer = await ask(`${SCREENS}/${id}/flash`, {}, say("flashed", { name }));
  if (answer.ok && !answer.body.shown) tell(say("not_there", { name }), "refused");
}

async function newCode(id) {
  const { name } = known.get(id);
  showCode(name, await act(id, "code", {}, say("code_for", { name })));
}

async function forget(id) {
  if (!twice.press(String(id))) return;
  await act(id, "forget", {}, say("forgotten", { name: known.get(id).name }));
}

function wire(row, id) {
  const name = /** @type {HTMLInputElement} */ (role("screen-title", row));
  const view = /** @type {HTMLSelectElement} */ (role("screen-view", row));
  name.addEventListener("change", () => void rename(id, name));
  name.addEventListener("keydown", (press) => {
    // Whoever types on gives no command: the hand stays among the screens.
    if (press.key === "Enter") {
      // Else the browser clicks what has the focus by now.
      press.preventDefault();
      role("screen-flash", row).focus();
    }
    // Left half typed: the name stays what it was.
    if (press.key === "Escape") name.value = known.get(id).name;
  });
  view.addEventListener("change", () => {
    const done = say("switched", { name: known.get(id).name, view: words.views[view.value] });
    // As it was wished, until the server says what is.
    known.get(id).view = view.value;
    void act(id, "view", { view: view.value }, done);
    view.blur();
  });
  for (const [button, press] of /** @type {Array<[string, (id: number) => Promise<void>]>} */ ([
    ["screen-flash", flash],
    ["screen-code", newCode],
    ["screen-forget", forget],
  ])) {
    role(button, row).addEventListener("click", () => {
      void whileBusy(role(button, row), () => press(id));
    });
  }
}

/**
 * Show these screens, each in the row that it had.
 *
 * @param {any[]} screens
 * @param {number} nowMs
 */
export function fillRows(screens, nowMs) {
  const there = new Set(screens.map((one) => one.id));
  for (const [id, row] of rows) {
    if (there.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  for (const one of screens) {
    known.set(one.id, one);
    if (!rows.has(one.id)) {
      const row = stamp("screen-row");
      rows.set(one.id, row);
      wire(row, one.id);
      role("screens").append(row);
    }
    fill(rows.get(one.id), one, nowMs);
  }
}

function showCode(name, answer) {
  if (!answer.ok) return;
  const { id, pairing_code: code, expires_ms: expiresMs, addresses } = answer.body;
  waiting = { id, name, expiresMs, listed: false };
  role("code-for").textContent = say("code_for", { name });
  writeDigits(role("code-digits"), code.replace(/(\d{4})(?=\d)/g, "$1 "));
  // On this machine the page may be called localhost: other machines know the hall's addresses.
  const known = addresses.length > 0 ? addresses : [`${window.location.host}/stage/screen`];
  role("code-address").textContent = known.map((one) => one.replace(/^http:\/\//, "")).join(", ");
  role("code-card").hidden = false;
}

/**
 * Show how long the code lives still; a redeemed one goes away.
 *
 * @param {any[]} screens
 * @param {number} nowMs
 */
export function paintCode(screens, nowMs) {
  if (waiting === null) return;
  const screen = screens.find((one) => one.id === waiting.id);
  // A list that was asked for before the code was drawn does not know of it.
  if (screen && screen.code_until_ms !== null) waiting.listed = true;
  else if (waiting.listed) {
    if (screen) tell(say("code_done", { name: waiting.name }), "ok");
    waiting = null;
    role("code-card").hidden = true;
    return;
  }
  const leftMs = waiting.expiresMs - nowMs;
  role("code-card").dataset.over = String(leftMs <= 0);
  role("code-left").textContent = leftMs > 0 ? say("code_left", { t: minutesSeconds(leftMs) }) : say("code_over");
}

async function add() {
  const name = /** @type {HTMLInputElement} */ (role("screen-new-name"));
  const view = /** @type {HTMLSelectElement} */ (role("screen-new-view"));
  const wanted = name.value.trim();
  const answer = await ask(SCREENS, { name: wanted, view: view.value }, say("code_for", { name: wanted }));
  if (answer.ok) name.value = "";
  await look();
  showCode(wanted, answer);
}

/**
 * Wire the list.
 *
 * @param {() => Promise<void>} lookAnew asks for the list
 * @param {(path: string, body: object, done: string) => Promise<any>} command
 */
export function wireScreens(lookAnew, command) {
  look = lookAnew;
  ask = command;
  role("screen-form").addEventListener("submit", (submit) => {
    submit.preventDefault();
    void whileBusy(role("screen-add"), add);
  });
}
