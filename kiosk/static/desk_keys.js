/**
 * Reads a keyboard-wedge scanner while somebody may be typing: 27 digits in a row that fit their
 * check digits are a code wherever the cursor stands, and leave the field as it was before.
 *
 * Digits are taken from `KeyboardEvent.code`, so that Telex or VNI cannot rewrite them. Of a foreign
 * code (a citizen card, a web address) only the first signs are kept; the rest reaches no field.
 */

import { CODE_LENGTH, digitOf, FOREIGN_KEPT, isPrintable } from "./scanner.js";

/** A longer pause ends a run. Slow scanners need 50 ms a key, and a busy machine may lose a moment. */
const GAP_MS = 1000;
/** Digits that nobody types as a card number or a telephone: a code that was read in part. */
const PART_OF_A_CODE = 16;
/** A citizen card begins with its number of twelve digits and goes on with something else. */
const CITIZEN_DIGITS = 12;
/** So many signs at such a pace were typed by no hand. */
const FOREIGN_SIGNS = 10;
const FOREIGN_PACE_MS = 15;
const SILENCE_ENDS_MS = 300;
/** Signs that a run remembers; a longer one is no code of ours. */
const MOST_KEPT = 40;
/** A scanner's own Enter comes within this. */
const SUFFIX_WITHIN_MS = 500;
const HELD_KEYS = ["Shift", "CapsLock", "NumLock"];

const isEnd = ({ code, key }) => code === "NumpadEnter" || key === "Enter" || key === "Tab";
const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** Whether 27 digits carry their check digits (ISO 7064 mod 97-10). */
export function fitsItsCheck(digits) {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return digits.length === CODE_LENGTH && rest === 1;
}

/** Remember what a field holds; give the way back. */
function pictureOf(field) {
  if (!isField(field)) return () => {};
  const { value } = field;
  return () => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
}

/**
 * Where the reading stands: `run` is what came in one go, `swallowing` that it is foreign and reaches
 * no field, `scannedAt` when the last code was complete.
 *
 * @typedef {object} Reader
 * @property {(scan: {code: string, foreign: boolean, source: "scanner"}) => void} onScan
 * @property {HTMLInputElement} home
 * @property {() => number} clock
 * @property {any} run
 * @property {boolean} swallowing
 * @property {number} scannedAt
 * @property {number} silence
 */

function hold(press) {
  press.preventDefault();
  press.stopImmediatePropagation();
}

function begin(reader, at) {
  const field = isField(document.activeElement) ? document.activeElement : reader.home;
  reader.run = { text: "", tail: "", digits: true, since: at, lastAt: at, putBack: pictureOf(field) };
}

function finish(reader, { code, foreign }) {
  const { putBack } = reader.run;
  clearTimeout(reader.silence);
  Object.assign(reader, { run: null, swallowing: false, scannedAt: reader.clock() });
  putBack();
  reader.onScan({ code, foreign, source: "scanner" });
}

function finishForeign(reader) {
  finish(reader, { code: reader.run.text.slice(0, FOREIGN_KEPT), foreign: true });
}

function isForeign(run) {
  if (run.digits) return false;
  const typed = run.text.length;
  if (typed === CITIZEN_DIGITS + 1 && /^\d{12}\D$/.test(run.text)) return true;
  return typed >= FOREIGN_SIGNS && (run.lastAt - run.since) / typed < FOREIGN_PACE_MS;
}

const isPartOfACode = (run) => Boolean(run?.digits) && run.text.length >= PART_OF_A_CODE;

function onEnd(reader, press, at) {
  const { run } = reader;
  if (reader.swallowing) {
    hold(press);
    finishForeign(reader);
  } else if (isPartOfACode(run) && at - run.lastAt < GAP_MS) {
    hold(press);
    finish(reader, { code: run.text, foreign: false });
  } else if (run === null && at - reader.scannedAt < SUFFIX_WITHIN_MS) {
    hold(press);
    // A scanner sends one Enter; the next is a person's.
    reader.scannedAt = -Infinity;
  } else reader.run = null;
}

/** A code that does not fit its check and has no Enter behind it ends by falling silent. */
function endBySilence(reader) {
  clearTimeout(reader.silence);
  if (!reader.run?.digits || reader.run.text.length < CODE_LENGTH) return;
  reader.silence = setTimeout(() => {
    if (reader.run?.digits) finish(reader, { code: reader.run.text, foreign: false });
  }, SILENCE_ENDS_MS);
}

/** Let no more of a foreign code into any field; it ends by Enter or by falling silent. */
function swallow(reader) {
  if (!reader.swallowing) reader.run.putBack();
  reader.swallowing = true;
  clearTimeout(reader.silence);
  reader.silence = setTimeout(() => finishForeign(reader), SILENCE_ENDS_MS);
}

function write(run, press, at) {
  const digit = digitOf(press);
  if (run.text.length < MOST_KEPT) run.text += digit || (press.key.length === 1 ? press.key : "?");
  run.tail = digit ? (run.tail + digit).slice(-CODE_LENGTH) : "";
  run.digits &&= digit !== "";
  run.lastAt = at;
}

/** Somebody's last letter may stand just before a scan: the digits at the end are what counts. */
function take(reader, press, at) {
  const { run } = reader;
  write(run, press, at);
  if (fitsItsCheck(run.tail)) {
    hold(press);
    finish(reader, { code: run.tail, foreign: false });
  } else if (reader.swallowing || isForeign(run)) {
    hold(press);
    swallow(reader);
  } else endBySilence(reader);
}

/** A key that writes nothing ends a run, but for those that are held down with another one. */
function onOtherKey(reader, { key }) {
  if (key.length > 1 && !HELD_KEYS.includes(key) && !reader.swallowing) reader.run = null;
}

/** @param {Reader} reader @param {KeyboardEvent} press */
function onKey(reader, press) {
  // When the key was pressed, not when this page found the time to look.
  const at = press.timeStamp || reader.clock();
  if (isEnd(press)) onEnd(reader, press, at);
  else if (!isPrintable(press)) onOtherKey(reader, press);
  else {
    const { run, swallowing } = reader;
    if (run === null || (!swallowing && at - run.lastAt > GAP_MS)) begin(reader, at);
    take(reader, press, at);
  }
}

/**
 * Listen for scans on a page with fields.
 *
 * @param {object} wanted
 * @param {(scan: {code: string, foreign: boolean, source: "scanner"}) => void} wanted.onScan
 * @param {HTMLInputElement} wanted.home the field that typing goes to when none has the cursor
 * @param {() => number} [wanted.clock] monotonic ms
 */
export function listenAmidTyping({ onScan, home, clock = () => performance.now() }) {
  /** @type {Reader} */
  const reader = { onScan, home, clock, run: null, swallowing: false, scannedAt: -Infinity, silence: 0 };
  window.addEventListener("keydown", (press) => onKey(reader, press), { capture: true });
}
