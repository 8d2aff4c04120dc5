/**
 * Follows a room of screens: whole snapshots with a revision, a heartbeat, the server's clock.
 *
 * What is on the screen stays there whatever happens to the connection; only
 * `<html data-connection="lost">` tells (docs/developers/contracts.md, "Screens").
 */

import { io } from "socket.io-client";
import { followTheControl, introduction } from "./named_screen.js";
import { reloadSoon } from "./reload.js";
import { createServerClock } from "./server_clock.js";

const DEAF_AFTER_MS = 5000;
const LOOK_EVERY_MS = 500;
const RETRY_MS = 1000;
const REFUSED_RETRY_MS = 5000;
/** Until when a picture holds is the same for all: they do not all ask at once, nor all the time. */
const END_SPREAD_MS = 1000 * Math.random();
const END_AGAIN_MS = 2000;
const TITLES = ".title-line, .print-head";

/** Whether a snapshot is of another conference, or of a rehearsal, than this page was made for. */
function isAnother(snapshot) {
  if (String(snapshot.rehearsal) !== (document.body.dataset.rehearsal ?? "false")) return true;
  const made = document.body.dataset.conference;
  return Boolean(made) && snapshot.conference?.number !== made;
}

/** Whether the page shows title lines that were put right since: the server sets them. */
function hasOldTitles(snapshot, shown) {
  const lines = (of) => JSON.stringify(of.conference?.title_lines ?? []);
  return shown !== null && lines(snapshot) !== lines(shown) && document.querySelector(TITLES) !== null;
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
  let end = { untilMs: 0, askAt: 0 };

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
    if (isAnother(snapshot)) {
      // Not to the page: its buttons would act on a conference that it was not made for.
      void reloadSoon({ asked: true });
      return;
    }
    if (hasOldTitles(snapshot, shown)) void reloadSoon({ asked: true, sparing: true });
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
    if (beat.build !== build) void reloadSoon({ sparing: true });
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
    const untilMs = shown?.until_ms;
    if (!untilMs || !socket.connected || clock.now() < untilMs + END_SPREAD_MS) return;
    if (end.untilMs === untilMs && performance.now() < end.askAt) return;
    // Its revision is the same. Asked again after a while, should the server's clock be behind.
    end = { untilMs, askAt: performance.now() + END_AGAIN_MS };
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
