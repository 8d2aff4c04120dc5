/**
 * Reads a keyboard-wedge scanner while somebody may be typing: 27 digits in a row that fit their
 * check digits are a code wherever the cursor stands, and leave the field as it was before.
 *
 * Digits are taken from `KeyboardEvent.code`, so that Telex or VNI cannot rewrite them. Of a foreign
 * code (a citizen card, a web address) only the first signs are kept; the rest reaches no field.
 */

import { CODE_LENGTH, FOREIGN_KEPT } from "./scanner.js";

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

/** @param {KeyboardEvent} press */
function digitOf({ code, shiftKey, ctrlKey, altKey, metaKey }) {
  if (shiftKey || ctrlKey || altKey || metaKey) return "";
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? "";
}

/** @param {KeyboardEvent} press */
function isPrintable({ key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return false;
  return [...key].length === 1 || key === "Process" || key === "Dead" || key === "Unidentified";
}

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
 * Listen for scans on a page with fields.
 *
 * @param {object} wanted
 * @param {(scan: {code: string, foreign: boolean, source: "scanner"}) => void} wanted.onScan
 * @param {HTMLInputElement} wanted.home the field that typing goes to when none has the cursor
 * @param {() => number} [wanted.clock] monotonic ms
 */
export function listenAmidTyping({ onScan, home, clock = () => performance.now() }) {
  let run = null;
  let swallowing = false;
  let scannedAt = -Infinity;
  let silence = 0;

  function begin(at) {
    const field = isField(document.activeElement) ? document.activeElement : home;
    run = { text: "", tail: "", digits: true, since: at, lastAt: at, putBack: pictureOf(field) };
  }

  function finish({ code, foreign }) {
    const { putBack } = run;
    clearTimeout(silence);
    run = null;
    swallowing = false;
    scannedAt = clock();
    putBack();
    onScan({ code, foreign, source: "scanner" });
  }

  function finishForeign() {
    finish({ code: run.text.slice(0, FOREIGN_KEPT), foreign: true });
  }

  function hold(press) {
    press.preventDefault();
    press.stopImmediatePropagation();
  }

  function isForeign() {
    if (run.digits) return false;
    const typed = run.text.length;
    if (typed === CITIZEN_DIGITS + 1 && /^\d{12}\D$/.test(run.text)) return true;
    return typed >= FOREIGN_SIGNS && (run.lastAt - run.since) / typed < FOREIGN_PACE_MS;
  }

  function onEnd(press, at) {
    if (swallowing) {
      hold(press);
      finishForeign();
    } else if (run?.digits && run.text.length >= PART_OF_A_CODE && at - run.lastAt < GAP_MS) {
      hold(press);
      finish({ code: run.text, foreign: false });
    } else if (run === null && at - scannedAt < SUFFIX_WITHIN_MS) {
      hold(press);
      // A scanner sends one Enter; the next is a person's.
      scannedAt = -Infinity;
    } else run = null;
  }

  /** A code that does not fit its check and has no Enter behind it ends by falling silent. */
  function endBySilence() {
    clearTimeout(silence);
    if (!run?.digits || run.text.length < CODE_LENGTH) return;
    silence = setTimeout(() => run?.digits && finish({ code: run.text, foreign: false }), SILENCE_ENDS_MS);
  }

  /** Somebody's last letter may stand just before a scan: the digits at the end are what counts. */
  function take(press, at) {
    const digit = digitOf(press);
    if (run.text.length < MOST_KEPT) run.text += digit || (press.key.length === 1 ? press.key : "?");
    run.tail = digit ? (run.tail + digit).slice(-CODE_LENGTH) : "";
    run.digits &&= digit !== "";
    run.lastAt = at;
    if (fitsItsCheck(run.tail)) {
      hold(press);
      finish({ code: run.tail, foreign: false });
    } else if (swallowing || isForeign()) {
      hold(press);
      swallow();
    } else endBySilence();
  }

  /** Let no more of a foreign code into any field; it ends by Enter or by falling silent. */
  function swallow() {
    if (!swallowing) run.putBack();
    swallowing = true;
    clearTimeout(silence);
    silence = setTimeout(finishForeign, SILENCE_ENDS_MS);
  }

  /** @param {KeyboardEvent} press */
  function onKey(press) {
    // When the key was pressed, not when this page found the time to look.
    const at = press.timeStamp || clock();
    if (isEnd(press)) {
      onEnd(press, at);
      return;
    }
    if (!isPrintable(press)) {
      if (press.key.length > 1 && !["Shift", "CapsLock", "NumLock"].includes(press.key) && !swallowing) run = null;
      return;
    }
    if (run === null || (!swallowing && at - run.lastAt > GAP_MS)) begin(at);
    take(press, at);
  }

  window.addEventListener("keydown", onKey, { capture: true });
}
