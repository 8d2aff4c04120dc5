/** Keeps the pack and who has come at hand and fresh: asked for every 30 s, and on reconnection. */

import { canUnseal, openPack } from "./pack.js";
import { isOfThisPage } from "./store.js";

const EVERY_MS = 30_000;
const SPREAD_MS = 4000;
const PACK_WITHIN_MS = 60_000;
/** What this station did so shortly before may not be in what it was told. */
const OVERLAP_MS = 5000;

/** @typedef {"ready" | "no_pack" | "not_paired" | "no_crypto"} Why */

async function ask(path, wanted) {
  const query = new URLSearchParams(wanted);
  return fetch(`${path}?${query}`, { cache: "no-store", signal: timeout(PACK_WITHIN_MS) });
}

function timeout(ms) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

function cameOf(told) {
  const { places, people } = told ?? { places: [], people: [] };
  return new Map(people.map(([person, first_ms, place, left_ms]) => [
    person,
    { first_ms, station: places[place], left: left_ms > 0 },
  ]));
}

/**
 * Begin to carry.
 *
 * @param {object} wanted
 * @param {any} wanted.store
 * @param {() => void} wanted.onChange
 * @param {() => void} wanted.onHeard the server answered
 */
export function carryPack({ store, onChange, onHeard }) {
  /** @type {Why} */
  let why = canUnseal() ? "no_pack" : "no_crypto";
  let pack = null;
  let revision = "";
  /** What the server last said beside the pack. */
  let told = { came_revision: "", came: null, server_ms: 0, checked_ms: 0, offset_ms: 0, station: "" };
  let came = new Map();
  let refreshing = null;

  const isOurs = ({ conference, rehearsal }) => isOfThisPage({ conference, rehearsal: String(rehearsal) });

  async function takeUp() {
    const [kept, words] = await Promise.all([store.kept("pack"), store.kept("told")]);
    if (!kept || !words || !canUnseal()) return;
    const opened = openPack(kept.buffer);
    if (!isOurs(opened.heading)) return;
    ({ revision } = kept);
    pack = opened;
    told = words;
    came = cameOf(told.came);
    why = "ready";
  }

  /** Take up the newest pack; tell whether there was one of this page's conference. */
  async function fetchPack() {
    const answer = await ask("/kiosk/pack", { have: revision });
    if (answer.status !== 200) return false;
    const buffer = await answer.arrayBuffer();
    const opened = openPack(buffer);
    if (!isOurs(opened.heading)) return false;
    revision = answer.headers.get("X-Hoinghi-Pack") ?? "";
    pack = opened;
    await store.keep("pack", { revision, buffer });
    return true;
  }

  async function fetchPresence() {
    const answer = await ask("/kiosk/pack/presence", { have: told.came_revision });
    if (answer.status === 401) {
      why = "not_paired";
      return;
    }
    if (!answer.ok) return;
    onHeard();
    const news = await answer.json();
    const checked_ms = Date.now();
    await store.raiseSequence(news.last_sequence);
    if (!canUnseal()) return;
    // Only the pack says whose news it is: a rehearsal may be open while this page is of the day.
    if (news.pack !== revision && !(await fetchPack())) return;
    told = { ...news, came: news.came ?? told.came, checked_ms, offset_ms: news.server_ms - checked_ms };
    came = cameOf(told.came);
    await store.keep("told", told);
    why = "ready";
  }

  /** Ask now; whoever asks meanwhile gets the same. */
  function refresh() {
    refreshing ??= fetchPresence()
      .catch(() => {})
      .finally(() => {
        refreshing = null;
        onChange();
      });
    return refreshing;
  }

  const later = () => setTimeout(() => void refresh().then(later), EVERY_MS + (Math.random() - 0.5) * SPREAD_MS);

  async function begin() {
    await takeUp().catch(() => {});
    onChange();
    await refresh();
    later();
  }

  /** The hall's time as well as this device knows it. */
  const hallMs = () => Date.now() + told.offset_ms;

  /** Whom this station let in, unless the server has said since how it stands. */
  async function own(person) {
    const entry = await store.own(person);
    // Sittings have the same numbers in a conference and its rehearsal.
    if (!entry || !isOfThisPage(entry) || entry.sitting_id !== pack?.heading.sitting_id) return undefined;
    const newer = entry.at_ms > told.server_ms - OVERLAP_MS || (await store.has(entry.scan_id));
    return newer ? entry : undefined;
  }

  return {
    begin,
    refresh,
    hallMs,
    stationName: () => told.station,
    why: () => why,
    ageS: () => (why === "ready" ? Math.max(0, Math.round((Date.now() - told.checked_ms) / 1000)) : null),
    known: () => (pack === null || why !== "ready" ? null : { pack, came, own }),
  };
}
