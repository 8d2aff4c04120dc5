/**
 * Asks the door, and goes on asking: a scan without an answer is undecided, keeps its id and is sent
 * again, so that it is counted once whatever got lost on the way.
 */

import { send, uuid } from "../../server/static/commands.js";

const ANSWER_WITHIN_MS = 5000;
const TRY_AGAIN_MS = 1500;
const GIVE_UP_MS = 90_000;
const WAITING_AT_MOST = 20;

/** @typedef {{scan_id: string, code: string, foreign: boolean, device_ms: number}} Scan */

/** Whether this is an answer of the door; an error page or a refusal is "no verdict". */
function isAnswer({ ok, body }) {
  return ok && ["admitted", "repeat", "refused", "undecided"].includes(body?.verdict);
}

/**
 * Make the one who asks.
 *
 * @param {object} wanted
 * @param {(scan: Scan, answer: any) => void} wanted.onAnswer also for a late one
 * @param {(scan: Scan) => void} wanted.onSilence no verdict so far, it is being tried again
 * @param {(scan: Scan) => void} wanted.onGivenUp
 */
export function createArrivals({ onAnswer, onSilence, onGivenUp }) {
  /** @type {Map<string, {scan: Scan, since: number}>} */
  const waiting = new Map();

  async function ask(scan) {
    const answer = await send("/api/check-in", scan, { timeoutMs: ANSWER_WITHIN_MS });
    if (isAnswer(answer) && answer.body.verdict !== "undecided") {
      waiting.delete(scan.scan_id);
      onAnswer(scan, answer.body);
      return;
    }
    if (isAnswer(answer)) onAnswer(scan, answer.body);
    keepAsking(scan);
  }

  function keepAsking(scan) {
    const entry = waiting.get(scan.scan_id) ?? { scan, since: performance.now() };
    const isNew = !waiting.has(scan.scan_id);
    waiting.set(scan.scan_id, entry);
    if (performance.now() - entry.since > GIVE_UP_MS) {
      waiting.delete(scan.scan_id);
      onGivenUp(scan);
      return;
    }
    if (isNew) onSilence(scan);
    if (waiting.size > WAITING_AT_MOST) waiting.delete(waiting.keys().next().value);
    setTimeout(() => waiting.has(scan.scan_id) && void ask(scan), TRY_AGAIN_MS);
  }

  /**
   * Ask about what was scanned.
   *
   * @param {{code: string, foreign: boolean}} read
   * @returns {Scan}
   */
  function arrive({ code, foreign }) {
    const scan = { scan_id: uuid(), code, foreign, device_ms: Date.now() };
    void ask(scan);
    return scan;
  }

  return { arrive };
}
