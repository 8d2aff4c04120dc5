/**
 * Reads a keyboard-wedge scanner wherever the focus is.
 *
 * Digits are taken from `KeyboardEvent.code`, so that Telex or VNI cannot rewrite them; any other
 * printable key marks the scan as foreign. Of a foreign code only the first signs are kept: enough
 * to know a citizen card by its number, too few to carry its name and address away.
 */

export const CODE_LENGTH = 27;
const SHORTEST = 6;
export const FOREIGN_KEPT = 13;
const SILENCE_ENDS_MS = 60;
const SILENCE_ENDS_FOREIGN_MS = 300;
const SLOW_GAP_MS = 1000;
const SAME_READ_MS = 3000;

/**
 * The digit of a key press, or "" if it is none.
 *
 * @param {KeyboardEvent} press
 * @returns {string}
 */
export function digitOf({ code, shiftKey, ctrlKey, altKey, metaKey }) {
  if (shiftKey || ctrlKey || altKey || metaKey) return "";
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? "";
}

/** Whether a key writes something; an input method hides letters behind "Process". */
export function isPrintable({ key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return false;
  return [...key].length === 1 || key === "Process" || key === "Dead" || key === "Unidentified";
}

const isEnd = ({ code, key }) => code === "Enter" || code === "NumpadEnter" || key === "Enter" || key === "Tab";

/** @typedef {{code: string, foreign: boolean, source: "scanner" | "camera"}} Read */

/**
 * Make a memory for codes: whether one was read less than three seconds ago. A code that is held
 * before a camera for a minute is one read, two side by side are two; a station's scanner and camera
 * share one memory.
 *
 * A reading that `waits` is not taken yet: one that was just read stays so, another one stays new.
 *
 * @param {() => number} [clock] monotonic ms
 * @returns {(read: {code: string}, how?: {waits?: boolean}) => boolean} true for one that was just read
 */
export function createSameRead(clock = () => performance.now()) {
  /** @type {Map<string, number>} */
  const readAt = new Map();
  return ({ code }, { waits = false } = {}) => {
    const now = clock();
    readAt.forEach((at, known) => now - at >= SAME_READ_MS && readAt.delete(known));
    const again = readAt.has(code);
    if (again || !waits) readAt.set(code, now);
    return again;
  };
}

/**
 * Listen for scans.
 *
 * @param {object} wanted
 * @param {(scan: Read) => void} wanted.onScan
 * @param {EventTarget} [wanted.source]
 * @param {() => number} [wanted.clock] monotonic ms
 * @param {(read: {code: string}) => boolean} [wanted.sameRead]
 */
export function listenForScans({
  onScan,
  source = window,
  clock = () => performance.now(),
  sameRead = createSameRead(clock),
}) {
  let typed = "";
  let foreign = false;
  let lastKeyAt = -Infinity;
  let silence = 0;

  function forget() {
    typed = "";
    foreign = false;
  }

  function finish() {
    clearTimeout(silence);
    const code = foreign ? typed.slice(0, FOREIGN_KEPT) : typed;
    const scan = /** @type {Read} */ ({ code, foreign, source: "scanner" });
    const longEnough = typed.length >= SHORTEST;
    forget();
    if (longEnough && !sameRead(scan)) onScan(scan);
  }

  /** A scanner without an Enter ends by falling silent. */
  function endBySilence() {
    clearTimeout(silence);
    if (foreign) silence = setTimeout(finish, SILENCE_ENDS_FOREIGN_MS);
    else if (typed.length >= CODE_LENGTH) silence = setTimeout(finish, SILENCE_ENDS_MS);
    else if (typed.length >= SHORTEST) silence = setTimeout(finish, SLOW_GAP_MS);
  }

  function take(sign, isForeign) {
    const at = clock();
    if (at - lastKeyAt > SLOW_GAP_MS) forget();
    lastKeyAt = at;
    typed += sign;
    foreign ||= isForeign;
    endBySilence();
  }

  /** @param {KeyboardEvent} press */
  function onKey(press) {
    if (isEnd(press)) {
      // Without a scan under way, Enter and Tab belong to whoever uses the keyboard.
      if (typed === "" || clock() - lastKeyAt > SLOW_GAP_MS) return;
      press.preventDefault();
      press.stopPropagation();
      finish();
      return;
    }
    const digit = digitOf(press);
    if (!digit && !isPrintable(press)) return;
    if (press.key === " " && typed === "") return;
    press.preventDefault();
    take(digit || (press.key.length === 1 ? press.key : "?"), !digit);
  }

  source.addEventListener("keydown", /** @type {EventListener} */ (onKey), { capture: true });
}
