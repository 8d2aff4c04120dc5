/**
 * Brings what the station decided itself to the server, at most 50 at once. One scan that cannot be
 * taken never holds up the others, and nothing leaves the queue but by the server's own answer.
 */

import { send } from "../../../server/static/commands.js";
import { isOfThisPage } from "./store.js";

const MOST_AT_ONCE = 50;
const WITHIN_MS = 15_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** So long after it was made, a scan that nobody decided belongs to no page any more. */
export const ORPHAN_AFTER_MS = 100_000;

function wire({ scan_id, code, foreign, source, device_ms, sequence, shown, shown_reason }) {
  const said = { decided_by: "station", shown: shown ?? "undecided", shown_reason: shown_reason ?? null };
  return { scan_id, code, foreign, source, device_ms, sequence, ...said };
}

/** Whether the server has taken a scan in: "undecided" is final only as what the station had shown. */
const isTaken = (answer) => Boolean(answer) && (answer.verdict !== "undecided" || Boolean(answer.decided_by));

const isRefused = ({ status }) => status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;

/**
 * Make the one who sends.
 *
 * @param {object} wanted
 * @param {any} wanted.store
 * @param {() => boolean} wanted.isOnline
 * @param {(scanId: string) => boolean} wanted.isAsking whether the page still asks about this one itself
 * @param {(kept: any, answer: any) => void} wanted.onAnswer
 * @param {() => void} wanted.onChange
 */
export function createSender({ store, isOnline, isAsking, onAnswer, onChange }) {
  /** How often a scan was sent and not taken; those go last. @type {Map<string, number>} */
  const tries = new Map();
  let size = MOST_AT_ONCE;
  let pause = FIRST_PAUSE_MS;
  let timer = 0;
  let sending = false;

  const tried = ({ scan_id }) => tries.get(scan_id) ?? 0;

  const isReady = (kept) =>
    isOfThisPage(kept) && !isAsking(kept.scan_id) && (kept.shown || Date.now() - kept.made_ms > ORPHAN_AFTER_MS);

  async function next() {
    const ready = (await store.all()).filter(isReady);
    ready.sort((one, other) => tried(one) - tried(other) || one.sequence - other.sequence);
    return ready.slice(0, size);
  }

  async function takeAnswers(batch, answers) {
    const settled = batch.filter((_, nth) => isTaken(answers[nth]));
    const ids = new Set(settled.map(({ scan_id }) => scan_id));
    await store.done([...ids]);
    batch.forEach((kept, nth) => {
      if (ids.has(kept.scan_id)) onAnswer(kept, answers[nth]);
      else tries.set(kept.scan_id, tried(kept) + 1);
    });
    size = Math.min(size * 2, MOST_AT_ONCE);
    return ids.size > 0;
  }

  /** A batch that is refused as a whole is sent in halves, until the one is alone that is odd. */
  function takeRefusal(batch) {
    if (batch.length === 1) tries.set(batch[0].scan_id, tried(batch[0]) + 1);
    size = Math.max(1, Math.floor(batch.length / 2));
    return batch.length > 1;
  }

  /** Send once; give whether to go on at once. */
  async function sendOnce() {
    const batch = await next();
    if (batch.length === 0) return false;
    const answer = await send("/api/check-in/batch", { scans: batch.map(wire) }, { timeoutMs: WITHIN_MS });
    if (answer.ok && Array.isArray(answer.body?.answers)) return takeAnswers(batch, answer.body.answers);
    return isRefused(answer) && takeRefusal(batch);
  }

  async function work() {
    if (sending || !isOnline()) return;
    sending = true;
    clearTimeout(timer);
    try {
      while (isOnline() && (await sendOnce())) {
        pause = FIRST_PAUSE_MS;
        onChange();
      }
    } finally {
      sending = false;
      onChange();
    }
    const left = (await store.all()).some(isReady);
    if (!left) return;
    timer = setTimeout(() => void work(), pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  /** Two pages of one device share the queue; one sends at a time. */
  function nudge() {
    if (!navigator.locks) return void work();
    return void navigator.locks.request("hoinghi-sending", { ifAvailable: true }, async (lock) => lock && work());
  }

  return { nudge, hurry: () => { pause = FIRST_PAUSE_MS; nudge(); } };
}
