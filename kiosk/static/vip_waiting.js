/**
 * What was pressed while the server was away: kept on this telephone, in its order, and sent again.
 *
 * Each errand may be sent many times: the server carries it out once. Sent again it says what the
 * hand saw, so that it undoes nothing that somebody else has noted since.
 */

import { send } from "../../server/static/commands.js";

const AGAIN_AFTER_MS = 2000;
const HERE = ["arrived", "in_lounge", "in_hall"];
/** Signed out, too much at once, nothing can be written: none of it is an answer to the errand. */
const LATER = [401, 408, 429];

/**
 * @typedef {object} Errand
 * @property {string} id
 * @property {number} guest
 * @property {string} name of the guest
 * @property {string} what in the words of the button that was pressed
 * @property {Array<{path: string, body: object, again?: object}>} posts one after the other; `again`
 *   is added where they are sent anew
 * @property {{state?: string, expected_ms?: number | null, note?: string, tick?: string, done?: boolean}} shows what the
 *   card shows meanwhile
 */

/** What waits for another conference waits until that one is open again. */
const place = () => `hoinghi.vip_waiting.${document.body.dataset.conference}.${document.body.dataset.rehearsal}`;

/** @returns {Errand[]} */
function all() {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? "[]");
  } catch {
    return [];
  }
}

const keep = (errands) => localStorage.setItem(place(), JSON.stringify(errands));

/** Whether an answer leaves the errand as it was. */
function isNoAnswer({ ok, unknown, status, body }) {
  if (ok) return false;
  return unknown || status >= 500 || LATER.includes(status) || body?.error?.code === "other_conference_open";
}

/** A guest as this telephone's own errand has it. */
function shownWith(guest, { state, tick, done, ...words }) {
  const shown = { ...guest, ...words, waiting: true };
  if (tick) shown.ticks = [...guest.ticks.filter((one) => one !== tick), ...(done ? [tick] : [])];
  if (state) Object.assign(shown, { state, state_ms: null, left_ms: null });
  if (state && !HERE.includes(state)) shown.arrived_ms = null;
  return shown;
}

/**
 * @param {object} wanted
 * @param {() => void} wanted.onChange something is kept, or kept no longer
 * @param {(done: Errand, refused: Array<{errand: Errand, answer: any}>, count: number) => void} wanted.onSent all
 *   is sent: the last that was done (if any), and what was refused
 */
export function createWaiting({ onChange, onSent }) {
  let sending = false;
  let timer = 0;
  /** What became of those sent since the queue began. */
  let count = 0;
  let last = null;
  let refused = [];

  /** @param {Errand} errand */
  async function carryOut({ posts }, again) {
    let said = null;
    for (const post of posts) {
      const answer = await send(post.path, again ? { ...post.body, ...post.again } : post.body);
      if (!answer.ok) return answer;
      said ??= answer;
    }
    return said;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => void sendAll(), AGAIN_AFTER_MS);
  }

  function settle(errand, answer) {
    keep(all().filter(({ id }) => id !== errand.id));
    if (answer.ok) [count, last] = [count + 1, errand];
    else refused.push({ errand, answer });
    onChange();
  }

  async function sendEach() {
    for (let [errand] = all(); errand; [errand] = all()) {
      const answer = await carryOut(errand, true);
      if (isNoAnswer(answer)) return false;
      settle(errand, answer);
    }
    return true;
  }

  async function sendAll() {
    if (sending || all().length === 0) return;
    sending = true;
    const empty = await sendEach().finally(() => { sending = false; });
    if (!empty) return later();
    onSent(last, refused, count);
    [count, last, refused] = [0, null, []];
  }

  /**
   * Send an errand; what cannot be sent now is kept, behind what waits already.
   *
   * @param {Errand} errand
   * @returns {Promise<import("../../server/static/commands.js").Answer | null>} null: it is kept
   */
  async function run(errand) {
    if (all().length === 0) {
      const answer = await carryOut(errand, false);
      if (!isNoAnswer(answer)) return answer;
    }
    keep([...all(), errand]);
    onChange();
    later();
    return null;
  }

  if (all().length > 0) later();
  return {
    run,
    hurry: () => void sendAll(),
    count: () => all().length,
    /** The guests as they are once all that waits is done. */
    over(guests) {
      return all().reduce((shown, errand) => shown.map((guest) => (
        guest.id === errand.guest ? shownWith(guest, errand.shows) : guest
      )), guests);
    },
  };
}
