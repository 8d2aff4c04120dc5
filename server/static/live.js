/**
 * Follows a room of screens: whole snapshots with a revision, a heartbeat, the server's clock.
 *
 * What is on the screen stays there whatever happens to the connection; only
 * `<html data-connection="lost">` tells (docs/developers/contracts.md, "Screens").
 */

import { io } from "socket.io-client";
import { followTheControl, introduction } from "./named_screen.js";
import { createServerClock } from "./server_clock.js";

const DEAF_AFTER_MS = 5000;
const LOOK_EVERY_MS = 500;
const RETRY_MS = 1000;
const REFUSED_RETRY_MS = 5000;
const RELOAD_AT_MOST_EVERY_MS = 10_000;
const RELOAD_SPREAD_MS = 800;
const LAST_RELOAD = "hoinghi.last_reload_ms";

let reloading = false;

/**
 * Load the page anew, but only once the server gives it: a last picture beats an error page.
 *
 * What a screen concludes by itself is put off until ten seconds after the last time, so that no
 * misunderstanding makes it flicker; what the server asks for is done at once.
 *
 * @param {{asked?: boolean}} [wish]
 */
async function reloadSoon({ asked = false } = {}) {
  if (reloading) return;
  reloading = true;
  const sinceLastMs = Date.now() - Number(sessionStorage.getItem(LAST_RELOAD) ?? 0);
  const stillMs = asked || sinceLastMs < 0 ? 0 : Math.max(RELOAD_AT_MOST_EVERY_MS - sinceLastMs, 0);
  await new Promise((done) => setTimeout(done, stillMs + Math.random() * RELOAD_SPREAD_MS));
  const there = await fetch(window.location.href, { method: "HEAD", cache: "no-store" }).then(
    (answer) => answer.ok,
    () => false,
  );
  reloading = false;
  if (!there) {
    setTimeout(() => void reloadSoon({ asked }), RETRY_MS);
    return;
  }
  sessionStorage.setItem(LAST_RELOAD, String(Date.now()));
  window.location.reload();
}

/** Whether a snapshot is of another conference, or of a rehearsal, than this page was made for. */
function isAnother(snapshot, first) {
  if (String(snapshot.rehearsal) !== (document.body.dataset.rehearsal ?? "false")) return true;
  const made = document.body.dataset.conference;
  if (made && snapshot.conference?.number !== made) return true;
  const lines = (shown) => JSON.stringify(shown.conference?.title_lines ?? []);
  return first !== null && lines(snapshot) !== lines(first);
}

/** Fetch the faces now: a weight first needed when the server is gone would never come. */
function loadFonts() {
  document.fonts?.forEach((face) => void face.load().catch(() => {}));
}

/**
 * Follow a room for as long as the page is open.
 *
 * @param {object} wanted
 * @param {string} wanted.namespace such as "/stage"
 * @param {string} wanted.room such as "mc"
 * @param {(snapshot: any) => void} wanted.onSnapshot
 * @returns {{now: () => number, refresh: () => void}} now() is the server's clock in ms
 */
export function follow({ namespace, room, onSnapshot }) {
  const socket = io(namespace, {
    auth: { room, ...introduction() },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MS,
    randomizationFactor: 0.2,
    timeout: 4000,
  });
  const clock = createServerClock(socket);
  const named = followTheControl(socket);
  let shown = null;
  let fresh = true;
  let build = null;
  let heardAt = performance.now();

  function hear() {
    heardAt = performance.now();
    document.documentElement.dataset.connection = "live";
  }

  // The manager's word that a connection stands; the room's own answer has its time from here.
  socket.io.on("open", () => {
    heardAt = performance.now();
  });

  socket.on("connect", () => {
    heardAt = performance.now();
    void clock.measure();
  });

  socket.on("snapshot", (snapshot) => {
    hear();
    clock.guess(snapshot.server_ms, snapshot.clock_turn);
    if (!fresh && snapshot.revision <= shown.revision) return;
    if (isAnother(snapshot, shown)) {
      // Not to the page: its buttons would act on a conference that it was not made for.
      void reloadSoon({ asked: true });
      return;
    }
    fresh = false;
    shown = snapshot;
    onSnapshot(snapshot);
  });

  socket.on("heartbeat", (beat) => {
    hear();
    named.beat();
    clock.guess(beat.server_ms, beat.clock_turn);
    if (Math.abs(beat.server_ms - clock.now()) > 1000) void clock.measure();
    build ??= beat.build;
    if (beat.build !== build) void reloadSoon();
    else if (shown === null || beat.revision > shown.revision) socket.emit("refresh");
  });

  socket.on("reload", () => void reloadSoon({ asked: true }));

  // A room that refused us is not tried again by the library; sign-in may have come back since.
  socket.on("connect_error", (fault) => {
    named.refused(fault);
    if (socket.active) return;
    // "not_now" is the server's own trouble, which is over in a moment.
    setTimeout(() => socket.connect(), fault.message === "room" ? REFUSED_RETRY_MS : RETRY_MS);
  });
  socket.on("disconnect", (reason) => {
    named.lost();
    // The next one is taken whatever its number; it comes ahead of "connect".
    fresh = true;
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), RETRY_MS);
  });

  /** Another sitting's door has opened: what is shown has ended, and no fact will say so. */
  function lookForTheEnd() {
    if (!shown?.until_ms || clock.now() < shown.until_ms || !socket.connected) return;
    // Its revision is the same. Asked again at the next look, should the server's clock be behind.
    fresh = true;
    socket.emit("refresh");
  }

  function lookForSilence() {
    if (performance.now() - heardAt < DEAF_AFTER_MS) return;
    document.documentElement.dataset.connection = "lost";
    // A half-open Wi-Fi socket looks connected for minutes, and a room that never answers leaves a
    // connection without a room: drop it, the library comes back. One that opens has its own limit.
    if (socket.io.engine?.readyState === "open") socket.io.engine.close();
  }

  setInterval(lookForSilence, LOOK_EVERY_MS);
  setInterval(lookForTheEnd, LOOK_EVERY_MS);
  loadFonts();
  return { now: clock.now, refresh: () => void socket.emit("refresh") };
}
