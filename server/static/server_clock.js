/**
 * The server's clock, seen from here.
 *
 * Everything hangs on performance.now(), so that setting the device's own clock moves nothing. The
 * offset is that of the quickest of five round trips, all of one connection: what is sent while there
 * is none would wait for the next one, and the wait would be taken for the way. A slow trip moves a
 * clock only by what it proves.
 */

const ROUND_TRIPS = 5;
const ANSWER_WITHIN_MS = 2000;
const MEASURE_EVERY_MS = 60_000;
const SLOW_MS = 500;
const LOOK_EVERY_MS = 1000;
const SLEPT_MS = 1500;

/** @param {import("socket.io-client").Socket} socket */
function roundTrip(socket) {
  return new Promise((resolve) => {
    const sent = performance.now();
    socket.timeout(ANSWER_WITHIN_MS).emit("clock", (fault, answer) => {
      const back = performance.now();
      if (fault || typeof answer?.server_ms !== "number") resolve(null);
      else resolve({ tookMs: back - sent, offsetMs: answer.server_ms - (sent + back) / 2 });
    });
  });
}

/**
 * Keep a clock that runs with the server's.
 *
 * @param {import("socket.io-client").Socket} socket
 */
export function createServerClock(socket) {
  let offsetMs = Date.now() - performance.now();
  let known = false;
  /** How often the server's clock was moved at once, as far as we were told. */
  let turn = 0;
  let measuring = false;

  async function measure() {
    if (measuring || !socket.connected) return;
    measuring = true;
    const trips = [];
    const since = turn;
    for (let count = 0; count < ROUND_TRIPS && socket.connected; count += 1) trips.push(await roundTrip(socket));
    measuring = false;
    // Of trips before and after the clock was moved none is right.
    if (since !== turn) return void measure();
    const best = trips.filter(Boolean).sort((one, other) => one.tookMs - other.tookMs)[0];
    if (!best || (known && best.tookMs > SLOW_MS && Math.abs(best.offsetMs - offsetMs) <= best.tookMs / 2)) return;
    offsetMs = best.offsetMs;
    known = true;
  }

  /**
   * A first guess from a message, until a round trip was measured; one way only, so a bit late.
   *
   * Taken again when the server's clock was moved: the moments of that message were moved with it.
   */
  function guess(serverMs, serverTurn = 0) {
    const moved = serverTurn !== turn;
    turn = serverTurn;
    if (!known || moved) offsetMs = serverMs - performance.now();
    if (known && moved) void measure();
  }

  let apartMs = Date.now() - performance.now();

  /**
   * A machine that wakes may have stopped performance.now() meanwhile, and says so nowhere: the
   * device's own clock has gone on. That this one was set looks the same and does no harm.
   */
  function lookForWake() {
    const nowApartMs = Date.now() - performance.now();
    if (Math.abs(nowApartMs - apartMs) > SLEPT_MS) void measure();
    apartMs = nowApartMs;
  }

  setInterval(measure, MEASURE_EVERY_MS);
  setInterval(lookForWake, LOOK_EVERY_MS);
  window.addEventListener("pageshow", () => void measure());
  window.addEventListener("online", () => void measure());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void measure();
  });

  return { measure, guess, now: () => performance.now() + offsetMs };
}
