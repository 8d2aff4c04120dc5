/**
 * What a station answered by itself, beside what the server says of the same scan: both stay in sight
 * wherever they differ, and nobody mistakes the one for the other.
 */

import { knows, say } from "../../server/static/texts.js";

/** Far more than lie in the queue of one station between two readings of its list. */
const REMEMBERED = 300;

/** @typedef {{kind: "" | "provisional" | "confirmed" | "differs", words: string}} Standing */

const NOTHING = /** @type {Standing} */ ({ kind: "", words: "" });

const wordOf = (verdict) => say(`verdict_${verdict}`);

/**
 * Remember what this page saw of its own station's answers; the queue knows codes, not names.
 */
export function createDecided() {
  /** @type {Map<string, {verdict: string, reason: string, name: string, mark: string}>} */
  const own = new Map();

  return {
    /** The station has decided: `answer` is its own. */
    note(scan, { verdict, reason, delegate }) {
      const name = delegate?.name || nameOfNumber(scan);
      own.set(scan.scan_id, { verdict, reason, name, mark: delegate?.mark ?? "" });
      if (own.size > REMEMBERED) own.delete(own.keys().next().value);
    },
    /** What the station had decided of a scan; undefined if it left it to the server. */
    of: (scanId) => own.get(scanId),
  };
}

/**
 * Say on a card how its answer stands: the station's own, the same from both, or two that differ.
 *
 * @param {any} answer of the door or of the station
 * @param {string} [before] the verdict that the station had given by itself
 * @returns {Standing}
 */
export function standingOfAnswer(answer, before) {
  if (!answer) return NOTHING;
  if (answer.provisional) return { kind: "provisional", words: say("provisional") };
  const shown = answer.shown ?? before;
  if (!shown) return NOTHING;
  const server = answer.judged?.verdict ?? answer.verdict;
  if (server === shown) return { kind: "confirmed", words: say("confirmed") };
  // Somebody went in: that is the supervisor's to settle.
  const key = shown === "admitted" ? "differs_admitted" : "differs";
  return { kind: "differs", words: say(key, { shown: wordOf(shown), server: wordOf(server) }) };
}

/** What was done about an entry, as a line among the attempts; it has no verdict. */
function ofGoing({ kind, words, by_name: by, ...one }) {
  return { ...one, scan_id: `${kind}-${one.delegate_id}-${one.at_ms}`, going: kind, why: [words, by].filter(Boolean).join(" · "), shown: null };
}

/** The same for a line of the list of attempts. @returns {Standing} */
export function standingOfAttempt({ waits, shown, verdict, taken_back: undone, leave, going, why }) {
  if (going) return { kind: "", words: [say(`history_${going}`), why].filter(Boolean).join(" · ") };
  if (undone) return { kind: "", words: say("history_undone") };
  const seen = standingOfShown({ waits, shown, verdict });
  return seen.words || !leave ? seen : { kind: "", words: say("history_leave", { words: leave }) };
}

/** @returns {Standing} */
function standingOfShown({ waits, shown, verdict }) {
  if (waits) return { kind: "provisional", words: say("recent_provisional") };
  if (!shown) return NOTHING;
  if (shown === verdict) return { kind: "confirmed", words: say("recent_confirmed") };
  return { kind: "differs", words: say("differs", { shown: wordOf(shown), server: wordOf(verdict) }) };
}

/** What is known of a card's number alone; "" of every other scan. */
function nameOfNumber({ code, source }) {
  return source === "card_number" ? say("recent_card", { number: code }) : "";
}

/** How a scan that still waits in the queue is called: by its name, else by what was read. */
function nameOfKept(scan, known) {
  const { code, foreign } = scan;
  if (known?.name || nameOfNumber(scan)) return known?.name || nameOfNumber(scan);
  return foreign ? "" : say("recent_code", { tail: code.slice(-4) });
}

/** Whose entry was taken back has not come back to it either. */
function withReturns(lines) {
  const isOfEntry = (one, { delegate_id: id }) => one.delegate_id === id && one.reason === "admitted";
  return lines.map((line, nth) => {
    if (line.reason !== "returned") return line;
    const entry = lines.slice(nth + 1).find((one) => isOfEntry(one, line));
    return { ...line, taken_back: Boolean(entry?.taken_back) };
  });
}

/**
 * Make one list of attempts out of what waits in the queue and what the server has.
 *
 * @param {any[]} kept scans that the station decided and nobody has taken from it yet
 * @param {any[]} attempts the server's, newest first
 * @param {ReturnType<typeof createDecided>} decided
 * @param {any[]} [others] who left, came back or was taken back, without a scan
 */
export function attemptsOf(kept, attempts, decided, others = []) {
  const taken = new Set(attempts.map(({ scan_id }) => scan_id));
  const waiting = kept
    .filter(({ scan_id }) => !taken.has(scan_id))
    .sort((one, other) => other.sequence - one.sequence)
    .map((scan) => {
      const known = decided.of(scan.scan_id);
      const { scan_id, device_ms: at_ms, shown, shown_reason: reason } = scan;
      const words = { name: nameOfKept(scan, known), mark: known?.mark ?? "" };
      return { scan_id, at_ms, verdict: shown, shown, reason, waits: true, delegate_id: null, ...words };
    });
  const settled = attempts.map((one) => {
    const known = decided.of(one.scan_id);
    // Of a number that is nobody's the server names nobody; this page knows what was typed.
    const typed = one.number ? say("recent_card", { number: one.number }) : "";
    return { ...one, name: one.name || typed || known?.name || "", shown: one.shown ?? known?.verdict ?? null };
  });
  const lines = [...settled, ...others.map(ofGoing)];
  return [...waiting, ...withReturns(lines.sort((one, other) => (other.at_ms ?? 0) - (one.at_ms ?? 0)))];
}

/** Why an attempt ended as it did, in the staff's words; "" for one that needs none. */
export const reasonOf = ({ reason }) => (knows(`matter_${reason}`) ? say(`matter_${reason}`) : "");
