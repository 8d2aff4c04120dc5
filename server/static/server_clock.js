/**
 * The server's clock, seen from here.
 *
 * Everything hangs on performance.now(), so that setting the device's own clock moves nothing. The
 * offset is that of the quickest of five round trips.
 */

const ROUND_TRIPS = 5;
const ANSWER_WITHIN_MS = 2000;
const MEASURE_EVERY_MS = 60_000;

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
  let measuring = false;

  async function measure() {
    if (measuring || !socket.connected) return;
    measuring = true;
    const trips = [];
    for (let count = 0; count < ROUND_TRIPS; count += 1) trips.push(await roundTrip(socket));
    measuring = false;
    const best = trips.filter(Boolean).sort((one, other) => one.tookMs - other.tookMs)[0];
    if (!best) return;
    offsetMs = best.offsetMs;
    known = true;
  }

  /** A first guess from a message, until a round trip was measured; one way only, so a bit late. */
  function guess(serverMs) {
    if (!known) offsetMs = serverMs - performance.now();
  }

  setInterval(measure, MEASURE_EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void measure();
  });

  return { measure, guess, now: () => performance.now() + offsetMs };
}
