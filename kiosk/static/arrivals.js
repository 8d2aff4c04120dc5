/**
 * Asks the door, and answers without it where that must be: a scan is kept before anybody sees its
 * verdict, keeps its id, and is counted once whatever got lost on the way (ADR 0023).
 *
 * A scan that the server has not answered within 1.5 s is decided here, marked `provisional`; while
 * the server is known to be away it is decided at once. What was decided here is brought to the
 * server later, and stands.
 */

import { send, uuid } from "../../server/static/commands.js";
import { carryPack } from "./offline/carried.js";
import { withoutCitizenNumber } from "./offline/codes.js";
import { decide, personOf } from "./offline/deciding.js";
import { install } from "./offline/install.js";
import { createSender, ORPHAN_AFTER_MS } from "./offline/sending.js";
import { watchServer } from "./offline/server_watch.js";
import { isOfThisPage, openStore, pagesConference } from "./offline/store.js";

const ANSWER_WITHIN_MS = 5000;
const DECIDE_AFTER_MS = 1500;
const TRY_AGAIN_MS = 1500;
const GIVE_UP_MS = 90_000;
/** An answer that comes with the queue is shown to whoever may still stand there. */
const STILL_THERE_MS = 15_000;
const TELL_EVERY_MS = 5000;
const REFRESH_SPREAD_MS = 3000;
const OWN_KEPT_MS = 24 * 3600 * 1000;
const VERDICTS = ["admitted", "repeat", "refused", "undecided"];

/**
 * @typedef {{scan_id: string, code: string, foreign: boolean, source: string, device_ms: number, sequence?: number}} Scan
 *
 * @typedef {object} Entry
 * @property {Scan} scan
 * @property {number} since
 * @property {string | null} shown the verdict that the station gave by itself
 * @property {boolean} told and the person has seen it
 * @property {boolean} settled the server has answered, or the queue has it
 * @property {boolean} asking a question is under way
 * @property {boolean} silent that no verdict has come was told
 */

let state = {
  online: true,
  waiting: 0,
  pack_age_s: /** @type {number | null} */ (null),
  last_sequence: 0,
  durable: true,
  why: /** @type {import("./offline/carried.js").Why} */ ("no_pack"),
};

/** How this station stands without the network; told as `hoinghi:offline` on window too. */
export const offlineState = () => state;

/** Whether this is an answer of the door; an error page or a refusal is "no verdict". */
const isAnswer = ({ ok, body }) => ok && VERDICTS.includes(body?.verdict);

const wire = ({ scan_id, code, foreign, source, device_ms, sequence }) =>
  ({ scan_id, code, foreign, source, device_ms, sequence });

/**
 * Make the one who asks.
 *
 * @param {object} wanted
 * @param {(scan: Scan, answer: any) => void} wanted.onAnswer also for a late one; first a provisional
 *   one perhaps, and then the server's
 * @param {(scan: Scan) => void} wanted.onSilence no verdict so far, it is being tried again
 * @param {(scan: Scan) => void} wanted.onGivenUp
 */
export function createArrivals({ onAnswer, onSilence, onGivenUp }) {
  /** Scans that this page asks about itself. @type {Map<string, Entry>} */
  const under = new Map();
  const opening = openStore();
  /** @type {any} */
  let store = null;
  let carried = null;
  let sender = null;
  let telling = 0;

  const server = watchServer((online) => {
    if (online) {
      sender?.hurry();
      void carried?.refresh();
    } else for (const entry of under.values()) void decideHere(entry);
    tell();
  });

  const ready = opening.then(async (opened) => {
    store = opened;
    carried = carryPack({ store, onChange: tell, onHeard: server.heard });
    sender = createSender({
      store,
      isOnline: server.isOnline,
      isAsking,
      onAnswer: takeFromQueue,
      onChange: tell,
    });
    void store.prune(Date.now() - OWN_KEPT_MS).catch(() => {});
    // What was kept before is at hand before the first scan is judged; the server may take its time.
    void carried.begin().then(() => sender.nudge());
    setInterval(() => sender.nudge(), ORPHAN_AFTER_MS / 4);
    setInterval(tell, TELL_EVERY_MS);
    install();
  });

  /** Whether this page still waits for the server's own word on a scan. */
  function isAsking(scanId) {
    const entry = under.get(scanId);
    return Boolean(entry) && (entry.asking || !entry.shown);
  }

  /** Tell the page how we stand; what happens at one instant is told once. */
  function tell() {
    clearTimeout(telling);
    telling = setTimeout(async () => {
      const [scans, sequence] = store ? await Promise.all([store.all(), store.kept("sequence")]) : [[], 0];
      state = {
        online: server.isOnline(),
        waiting: scans.filter((kept) => isOfThisPage(kept) && (kept.shown || !under.has(kept.scan_id))).length,
        pack_age_s: carried?.ageS() ?? null,
        last_sequence: sequence ?? 0,
        durable: store?.durable ?? true,
        why: carried?.why() ?? "no_pack",
      };
      window.dispatchEvent(new CustomEvent("hoinghi:offline", { detail: state }));
    }, 20);
  }

  async function keep({ scan }) {
    const kept = { ...scan, shown: null, made_ms: Date.now(), ...pagesConference() };
    // A full disk keeps nobody out: then the page keeps the scan, and says so.
    scan.sequence = await store.add(kept);
  }

  /** Whether the queue holds an entry that this very code got here: the server does not know it. */
  async function isQueued({ code, scan_id }) {
    const scans = await store.all().catch(() => []);
    return scans.filter(isOfThisPage).some(
      (kept) => kept.code === code && kept.scan_id !== scan_id && kept.shown === "admitted",
    );
  }

  async function take(entry) {
    await ready;
    await keep(entry);
    if (entry.scan.source === "card_number") {
      await takeNumber(entry);
      return;
    }
    if (!server.isOnline() || (await isQueued(entry.scan))) await decideHere(entry);
    if (entry.shown) return;
    setTimeout(() => void decideHere(entry), DECIDE_AFTER_MS - (performance.now() - entry.since));
    void ask(entry);
  }

  /** A card's number is judged here or by people: the door itself admits by codes only. */
  async function takeNumber(entry) {
    await decideHere(entry);
    if (!entry.shown) await giveUp(entry);
  }

  async function ask(entry) {
    if (entry.settled || entry.shown) return;
    entry.asking = true;
    server.asked();
    const answer = await send("/api/check-in", wire(entry.scan), { timeoutMs: ANSWER_WITHIN_MS });
    entry.asking = false;
    if (answer.status && answer.status < 500) server.heard();
    if (entry.settled) return;
    if (isAnswer(answer) && answer.body.verdict !== "undecided") {
      await settle(entry, answer.body);
      return;
    }
    if (isAnswer(answer) && !carried.known()) onAnswer(entry.scan, answer.body);
    askAgain(entry);
  }

  function askAgain(entry) {
    if (entry.shown) {
      release(entry);
    } else if (performance.now() - entry.since > GIVE_UP_MS) {
      void giveUp(entry);
    } else {
      if (!carried.known()) beSilent(entry);
      setTimeout(() => void ask(entry), TRY_AGAIN_MS);
    }
  }

  function beSilent(entry) {
    if (entry.silent || entry.settled) return;
    entry.silent = true;
    onSilence(entry.scan);
  }

  /** The server has spoken: nothing else counts for this scan any more, but what has happened. */
  async function settle(entry, answer) {
    entry.settled = true;
    under.delete(entry.scan.scan_id);
    onAnswer(entry.scan, answer);
    if (entry.told && entry.shown === "admitted" && answer.verdict !== "admitted") {
      // Somebody went in by the station's word: the queue tells the server, and it a supervisor.
      sender.nudge();
    } else {
      await store.done([entry.scan.scan_id]).catch(() => {});
      await remember(entry.scan, answer).catch(() => {});
    }
    tell();
  }

  /** Know again whom the server has just let in here, should it go away the next moment. */
  async function remember(scan, answer) {
    const known = carried.known();
    const person = known && (await personOf(scan.code, known));
    if (!person) return;
    if (answer.verdict === "refused") await store.forget(person);
    else if (answer.first) await store.letIn(letIn(scan, person, answer, known));
  }

  function letIn({ scan_id }, person, { first }, known) {
    const { sitting_id } = known.pack.heading;
    const entry = { person, scan_id, sitting_id, first_ms: first.at_ms, station: first.station };
    return { ...entry, ...pagesConference(), at_ms: carried.hallMs() };
  }

  /** Decide without the server, unless it has spoken or only it can. */
  async function decideHere(entry) {
    if (entry.settled || entry.shown) return;
    const known = carried.known();
    const scan = { ...entry.scan, station: carried.stationName() };
    const decided = known && (await decide(scan, known, carried.hallMs()).catch(() => null));
    if (entry.settled || entry.shown) return;
    if (!decided) {
      beSilent(entry);
      return;
    }
    const { answer, person } = decided;
    entry.shown = answer.verdict;
    const own = answer.verdict === "admitted" && person ? letIn(entry.scan, person, answer, known) : null;
    const said = { shown: answer.verdict, shown_reason: answer.reason };
    await store.decided(entry.scan.scan_id, said, own).catch(() => {});
    if (entry.settled) return;
    entry.told = true;
    onAnswer(entry.scan, answer);
    if (!entry.asking) release(entry);
    tell();
  }

  /** Leave a scan that was decided here to the queue; its answer may still come to this page. */
  function release(entry) {
    setTimeout(() => under.delete(entry.scan.scan_id), STILL_THERE_MS);
    sender.nudge();
  }

  async function giveUp(entry) {
    entry.settled = true;
    // A device that is nobody's station let nobody in, and nobody takes a queue from it.
    const kept = carried.why() !== "not_paired";
    const { scan_id } = entry.scan;
    await (kept ? store.decided(scan_id, { shown: "undecided" }, null) : store.done([scan_id])).catch(() => {});
    under.delete(entry.scan.scan_id);
    onGivenUp(entry.scan);
    sender.nudge();
    tell();
  }

  function takeFromQueue(kept, answer) {
    const entry = under.get(kept.scan_id);
    under.delete(kept.scan_id);
    if (!entry || entry.settled) return;
    entry.settled = true;
    if (performance.now() - entry.since < STILL_THERE_MS) onAnswer(entry.scan, answer);
  }

  function begin(read, source) {
    const { foreign } = read;
    const code = withoutCitizenNumber(read.code);
    const scan = { scan_id: uuid(), code, foreign, source, device_ms: Math.round(carried?.hallMs() ?? Date.now()) };
    const entry = { scan, since: performance.now(), shown: null, told: false, settled: false, asking: false, silent: false };
    under.set(scan.scan_id, entry);
    void take(entry);
    return scan;
  }

  return {
    /**
     * Ask about what was scanned.
     *
     * @param {{code: string, foreign: boolean, source?: string}} read
     * @returns {Scan}
     */
    arrive: (read) => begin(read, read.source ?? "scanner"),
    /**
     * Take down the short number of a card while the server is away; online the desk searches by it.
     *
     * @param {string} number
     * @returns {Scan}
     */
    arriveByNumber: (number) => begin({ code: number, foreign: false }, "card_number"),
    /** The scans that were decided here and that the server has not taken in yet, as they are kept. */
    async waiting() {
      const scans = await (await opening).all();
      return scans.filter((kept) => kept.shown && isOfThisPage(kept));
    },
    /** Ask for a fresh pack soon: something has changed. All stations hear of it at one instant. */
    refresh: () => void setTimeout(() => void carried?.refresh(), Math.random() * REFRESH_SPREAD_MS),
  };
}
