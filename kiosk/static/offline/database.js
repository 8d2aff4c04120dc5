/**
 * The station's disk (IndexedDB). A connection that was lost is opened anew; a disk that does not
 * answer is done without for a while, because somebody stands at the door.
 */

import { openDB } from "idb";

const NAME = "hoinghi-door";
const WITHIN_MS = 2000;
const REST_MS = 30_000;
/** What browsers call a connection that went away under us (Safari: UnknownError). */
const LOST = ["InvalidStateError", "UnknownError", "AbortError"];

function upgrade(fresh) {
  fresh.createObjectStore("scans", { keyPath: "scan_id" });
  fresh.createObjectStore("own", { keyPath: "person" });
  fresh.createObjectStore("kept");
}

function withinTime(promise) {
  let timer = 0;
  const silence = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new DOMException("the disk is silent", "TimeoutError")), WITHIN_MS);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}

/** Make the one who asks the disk. */
export function createDisk() {
  /** @type {Promise<any> | null} */
  let opening = null;
  let restsUntil = 0;

  /** The connection; the one who finds it lost gets a new one, and so does everybody after. */
  function connection(lost = null) {
    if (lost !== null && opening === lost) {
      void opening.then((db) => db.close()).catch(() => {});
      opening = null;
    }
    opening ??= connect();
    return opening;
  }

  function connect() {
    const asked = openDB(NAME, 1, {
      upgrade,
      // A page of a newer build waits: this one lets go, and is loaded anew soon.
      blocking: () => letGo(asked),
      terminated: () => letGo(asked),
    });
    asked.catch(() => letGo(asked));
    return asked;
  }

  function letGo(asked) {
    if (opening === asked) opening = null;
    void asked.then((db) => db.close()).catch(() => {});
  }

  async function attempt(work) {
    const first = connection();
    const db = await first;
    try {
      return await work(db);
    } catch (fault) {
      if (!LOST.includes(fault?.name)) throw fault;
      return work(await connection(first));
    }
  }

  /**
   * Do something with the database; `work` may be called twice.
   *
   * @template T
   * @param {(db: any) => Promise<T>} work
   * @returns {Promise<T>} rejected within 2 s where the disk cannot do it
   */
  async function run(work) {
    if (performance.now() < restsUntil) throw new DOMException("the disk rests", "TimeoutError");
    try {
      return await withinTime(attempt(work));
    } catch (fault) {
      if (fault?.name === "TimeoutError" || opening === null) restsUntil = performance.now() + REST_MS;
      throw fault;
    }
  }

  return { run };
}
