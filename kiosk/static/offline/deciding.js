/** Judges a scan without the server, from the pack, from who had come, and from what this station did. */

import { readCode } from "./codes.js";
import { fillSentence } from "./sentences.js";

/** Reasons by which somebody is sent to the desk although they have come before, even by leave. */
const NOT_EVEN_INSIDE = ["replaced", "withdrawn"];

/**
 * @typedef {object} Known
 * @property {ReturnType<import("./pack.js").openPack>} pack
 * @property {Map<string, {first_ms: number, station: string, left: boolean}>} came by person
 * @property {(person: string) => Promise<{first_ms: number, station: string} | undefined>} own whom this station let in
 */

/** Say of a code what the pack's heading alone can tell; "" if its record has to be asked. */
function headingSays(code, { conference, rehearsal }) {
  if ("unreadable" in code) return code.unreadable;
  if (code.number !== conference) return "other_conference";
  if (code.rehearsal === rehearsal) return "";
  return rehearsal ? "real_code_in_rehearsal" : "rehearsal_code";
}

/** Say what holds of a person now: the record's reason counts for whoever has not come. */
async function withPresence({ reason, person }, { came, own }) {
  const before = came.get(person);
  const here = await own(person);
  if (NOT_EVEN_INSIDE.includes(reason)) return { reason, first: null };
  // What this station did is newer than what it was told.
  if (here) return { reason: "repeat", first: here };
  if (!before) return { reason, first: null };
  return { reason: before.left ? "returned" : "repeat", first: before };
}

function answerOf(scan, { reason, first, record, name }, { heading, nowMs }) {
  const verdict = heading.verdicts[reason];
  const named = (verdict === "admitted" || verdict === "repeat") && record?.delegate;
  const firstMs = reason === "admitted" ? nowMs : first?.first_ms ?? null;
  const words = named ? { address: record.address, ...record.delegate } : { name };
  const shown = verdict === "admitted" || verdict === "repeat";
  return {
    scan_id: scan.scan_id,
    verdict,
    reason,
    sentence: fillSentence(heading.sentences[reason], { ...words, first_ms: firstMs }),
    delegate: named ? record.delegate : null,
    first: shown && firstMs ? { at_ms: firstMs, station: first?.station ?? scan.station ?? "" } : null,
    badge: verdict === "admitted" && record?.tray ? { queued: false, tray: record.tray } : null,
    rehearsal: heading.rehearsal,
    decided_ms: nowMs,
    provisional: true,
  };
}

/**
 * Decide, or give null where only the server can: a code that the pack does not have may be newer.
 *
 * @param {{scan_id: string, code: string, foreign: boolean, source: string, station?: string}} scan
 * @param {Known} known
 * @param {number} nowMs the hall's time
 * @returns {Promise<{answer: any, person: string | null} | null>}
 */
export async function decide(scan, known, nowMs) {
  const { heading } = known.pack;
  if (heading.good_until_ms && nowMs >= heading.good_until_ms) return null;
  if (scan.source === "card_number") return decideNumber(scan, known, nowMs);
  const code = readCode(scan.code, scan.foreign);
  const reason = headingSays(code, heading);
  if (reason) return { answer: answerOf(scan, { reason }, { heading, nowMs }), person: null };
  const record = await known.pack.recordOf(/** @type {any} */ (code).digits);
  if (!record) return null;
  const now = await withPresence(record, known);
  return { answer: answerOf(scan, { ...now, record }, { heading, nowMs }), person: record.person };
}

async function decideNumber(scan, known, nowMs) {
  const { heading } = known.pack;
  const record = await known.pack.numberOf(scan.code);
  if (!record) return null;
  const now = await withPresence(record, known);
  const answer = answerOf(scan, { ...now, name: scan.code }, { heading, nowMs });
  const nobody = Object.fromEntries(heading.words.map((word) => [word, ""]));
  const shown = answer.verdict === "admitted" || answer.verdict === "repeat";
  return {
    answer: { ...answer, delegate: shown ? { ...nobody, id: null, card_number: scan.code } : null },
    person: record.person,
  };
}

/**
 * Whom a code is about, as this station calls them; null if the pack does not say.
 *
 * @param {string} scanned
 * @param {Known} known
 */
export async function personOf(scanned, known) {
  const code = readCode(scanned, false);
  if (headingSays(code, known.pack.heading)) return null;
  return (await known.pack.recordOf(/** @type {any} */ (code).digits))?.person ?? null;
}
