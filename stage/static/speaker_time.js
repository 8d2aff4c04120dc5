/**
 * What the speaker at the bục may still take: of the part that runs, else of the item. Pure.
 *
 * A part without a length of its own has its share of what the item still gives to such parts.
 */

import { givenLengthMs, heldMs, runningMs, timeLeftMs } from "./rundown.js";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** "Sắp hết": the last two minutes, but of a short speech only its last fifth. */
const SOON_MS = 2 * MINUTE_MS;
const SOON_SHARE = 0.2;
/** Just past the end it is "hết giờ"; from a minute on "quá giờ". */
const ENDED_FOR_MS = MINUTE_MS;
/** Seconds are told up to here; beyond, minutes alone are read quicker and stay as large. */
const LONGEST_IN_SECONDS_MS = 100 * MINUTE_MS;
const LONGEST_OVER_IN_SECONDS_MS = 10 * MINUTE_MS;

/** @typedef {"idle" | "left" | "soon" | "ended" | "over" | "held" | "open"} State */

/**
 * @typedef {object} Shown
 * @property {State} state
 * @property {string} sign "−" once the time is over
 * @property {string} minutes
 * @property {string} seconds two digits, or empty where minutes are enough
 * @property {number} heldMs how long it has been held
 */

/**
 * The part of an item that runs.
 *
 * @param {any} item
 * @param {{kind: string, id: number} | null} key
 * @returns {any} null if none does
 */
export function livePart(item, key) {
  if (!item || !key) return null;
  const all = [...item.entries, ...item.steps];
  return all.find((part) => part.kind === key.kind && part.id === key.id) ?? null;
}

/**
 * The length given to a part by the plan: its own, else its share of the item's; null if neither is
 * known, or for a step, which has none.
 *
 * @param {any} item
 * @param {any} part
 * @returns {number | null}
 */
export function allottedMs(item, part) {
  if (part.kind !== "entry") return null;
  if (part.length_ms !== null) return part.length_ms;
  const wholeMs = givenLengthMs(item);
  if (wholeMs === null) return null;
  const taking = item.entries.filter(({ state }) => state !== "skipped");
  const open = taking.filter(({ length_ms: lengthMs }) => lengthMs === null).length;
  const fixedMs = taking.reduce((total, { length_ms: lengthMs }) => total + (lengthMs ?? 0), 0);
  // What one was given is in the item's time, and is nobody else's.
  const givenMs = [...item.entries, ...item.steps].reduce((total, part) => total + (part.added_ms ?? 0), 0);
  return Math.max(wholeMs - fixedMs - givenMs, 0) / open;
}

/** What is counted: the part where it has a time, else the item. */
function countedOf(item, part) {
  const lengthMs = part && allottedMs(item, part);
  return part && lengthMs !== null ? { ...part, length_ms: lengthMs } : item;
}

/**
 * @param {number} seconds whole ones
 * @param {number} inSecondsUpToMs
 * @returns {{minutes: string, seconds: string}}
 */
function digits(seconds, inSecondsUpToMs) {
  const minutes = String(Math.floor(seconds / 60));
  if (seconds * SECOND_MS >= inSecondsUpToMs) return { minutes, seconds: "" };
  return { minutes, seconds: String(seconds % 60).padStart(2, "0") };
}

/** @returns {State} */
function stateOf(leftMs, givenMs) {
  if (leftMs <= -ENDED_FOR_MS) return "over";
  if (leftMs <= 0) return "ended";
  return leftMs <= Math.min(SOON_MS, givenMs * SOON_SHARE) ? "soon" : "left";
}

/**
 * Say what the clock shows now.
 *
 * @param {any} item that runs, or null
 * @param {{kind: string, id: number} | null} partKey
 * @param {number} nowMs
 * @returns {Shown}
 */
export function speakerTime(item, partKey, nowMs) {
  const none = { sign: "", minutes: "", seconds: "", heldMs: 0 };
  if (!item) return { ...none, state: "idle" };
  const counted = countedOf(item, livePart(item, partKey));
  const leftMs = timeLeftMs(counted, nowMs);
  const held = item.held_since_ms !== null && item.held_since_ms !== undefined;
  const stopped = { heldMs: held ? heldMs(item, nowMs) - (item.held_ms ?? 0) : 0 };
  if (leftMs === null) {
    const gone = Math.floor(runningMs(counted, nowMs) / SECOND_MS);
    return { sign: "", ...digits(gone, LONGEST_IN_SECONDS_MS), ...stopped, state: held ? "held" : "open" };
  }
  // The second that runs counts whole: 0:01 is the last one, and −0:01 comes a second after the end.
  const seconds = Math.ceil(leftMs / SECOND_MS);
  const over = seconds < 0;
  const shown = digits(Math.abs(seconds), over ? LONGEST_OVER_IN_SECONDS_MS : LONGEST_IN_SECONDS_MS);
  const state = held ? "held" : stateOf(leftMs, givenLengthMs(counted) ?? 0);
  return { sign: over ? "−" : "", ...shown, ...stopped, state };
}
