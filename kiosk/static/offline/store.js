/**
 * What this station keeps whatever happens to it: scans that the server has not settled, whom it let
 * in, and the pack. A scan is in here before anybody sees its verdict.
 *
 * What the disk does not take lasts as long as the page, and `durable` says so: a full disk, or one
 * that went away, costs nobody their entry.
 */

import { createDisk } from "./database.js";

const STRICT = /** @type {const} */ ({ durability: "strict" });

/**
 * @typedef {object} KeptScan
 * @property {string} scan_id
 * @property {string} code
 * @property {boolean} foreign
 * @property {string} source
 * @property {number} device_ms
 * @property {number} sequence
 * @property {string | null} shown the verdict that the person saw, of a scan that the station decided
 * @property {string} [shown_reason] and why
 * @property {string} conference
 * @property {string} rehearsal
 */

/** For which conference this page was made; marks what is kept, for the device outlives the page. */
export function pagesConference() {
  const { conference, rehearsal } = document.body.dataset;
  return { conference, rehearsal };
}

/** Whether what is kept is of the conference, or of the rehearsal, that this page was made for. */
export function isOfThisPage({ conference, rehearsal }) {
  const page = pagesConference();
  return conference === page.conference && rehearsal === page.rehearsal;
}

const changing = (db, ...stores) => db.transaction(stores, "readwrite", STRICT);

/** Write a scan with the number after the last one; give that number. */
async function writeScan(db, scan, last) {
  const change = changing(db, "scans", "kept");
  const counter = change.objectStore("kept");
  const sequence = Math.max((await counter.get("sequence")) ?? 0, last) + 1;
  void ended(counter.put(sequence, "sequence"), change.objectStore("scans").put({ ...scan, sequence }));
  await change.done;
  return sequence;
}

async function writeDecided(db, id, said, entry) {
  const change = changing(db, "scans", "own");
  const scans = change.objectStore("scans");
  const scan = await scans.get(id);
  if (scan) void ended(scans.put({ ...scan, ...said }));
  if (entry) void ended(change.objectStore("own").put(entry));
  await change.done;
}

async function writeDone(db, ids) {
  const change = db.transaction("scans", "readwrite");
  for (const id of ids) void ended(change.store.delete(id));
  await change.done;
}

async function writeSequence(db, least) {
  const change = db.transaction("kept", "readwrite");
  const own = (await change.store.get("sequence")) ?? 0;
  if (own < least) void ended(change.store.put(least, "sequence"));
  await change.done;
}

async function writePruned(db, before_ms) {
  const change = db.transaction("own", "readwrite");
  for (let at = await change.store.openCursor(); at; at = await at.continue()) {
    if (at.value.first_ms < before_ms) void ended(at.delete());
  }
  await change.done;
}

/** Of one that fails its transaction tells: `done` is what is waited for. */
const ended = (...requests) => Promise.allSettled(requests);

/** Open what is kept. Nothing of it ever fails: what the disk cannot do is done in the page. */
export async function openStore() {
  const disk = createDisk();
  const does = (work) => disk.run(work).then(() => true, () => false);
  /** This page's own scans as they stand; those `afloat` are on no disk so. @type {Map<string, any>} */
  const mine = new Map();
  const afloat = new Set();
  /** Settled, though the disk has them still. */
  const gone = new Set();
  /** What the disk did not take: whom the station let in (null: forgotten), and all else. */
  const own = new Map();
  const kept = new Map();
  let last = 0;
  let takes = await does(async () => {});
  // Asked for quietly: without it the browser may throw all away when the disk is full.
  if (takes) void navigator.storage?.persist?.().catch(() => {});

  const count = (sequence) => {
    last = Math.max(last, sequence ?? 0);
    return last;
  };

  function putOwn(person, entry, written) {
    if (written) own.delete(person);
    else own.set(person, entry);
  }

  async function all() {
    const found = await disk.run((db) => db.getAll("scans")).catch(() => null);
    if (!found) return [...mine.values()];
    const ids = new Set(found.map(({ scan_id }) => scan_id));
    // Another page of this device has brought them to the server.
    for (const id of mine.keys()) if (!ids.has(id) && !afloat.has(id)) mine.delete(id);
    const settled = found.filter(({ scan_id }) => !gone.has(scan_id) && !afloat.has(scan_id));
    return [...settled, ...[...afloat].map((id) => mine.get(id))];
  }

  return {
    /** Whether every scan survives the page. */
    get durable() {
      return takes && afloat.size === 0;
    },
    async add(scan) {
      const written = await disk.run((db) => writeScan(db, scan, last)).catch(() => 0);
      takes = written > 0;
      const sequence = count(written || last + 1);
      mine.set(scan.scan_id, { ...scan, sequence });
      if (!takes) afloat.add(scan.scan_id);
      return sequence;
    },
    async decided(id, said, entry) {
      const scan = mine.get(id);
      if (scan) mine.set(id, { ...scan, ...said });
      const written = await does((db) => writeDecided(db, id, said, entry));
      if (!written && mine.has(id)) afloat.add(id);
      if (!written) takes = false;
      if (entry) putOwn(entry.person, entry, written);
    },
    async done(ids) {
      for (const id of ids) {
        mine.delete(id);
        afloat.delete(id);
      }
      if (!(await does((db) => writeDone(db, ids)))) ids.forEach((id) => gone.add(id));
    },
    all,
    has: async (id) => (await all()).some(({ scan_id }) => scan_id === id),
    async own(person) {
      if (own.has(person)) return own.get(person) ?? undefined;
      return disk.run((db) => db.get("own", person)).catch(() => undefined);
    },
    letIn: async (entry) => putOwn(entry.person, entry, await does((db) => db.put("own", entry))),
    forget: async (person) => putOwn(person, null, await does((db) => db.delete("own", person))),
    async keep(name, value) {
      if (await does((db) => db.put("kept", value, name))) kept.delete(name);
      else kept.set(name, value);
    },
    async kept(name) {
      const value = kept.get(name) ?? (await disk.run((db) => db.get("kept", name)).catch(() => undefined));
      return name === "sequence" ? count(value) : value;
    },
    async raiseSequence(least) {
      count(least);
      await does((db) => writeSequence(db, least));
    },
    /** Forget whom the station let in before this moment. */
    prune: (before_ms) => does((db) => writePruned(db, before_ms)),
  };
}
