/**
 * Whether the server is there: a server that was asked and has been silent for two seconds is not.
 * It is asked only when nothing else was heard of it, and goes on being asked until it answers.
 */

const ASK_AFTER_MS = 1000;
const SILENT_MS = 2000;
const LOOK_EVERY_MS = 200;

/**
 * Begin to watch.
 *
 * @param {(online: boolean) => void} onChange
 */
export function watchServer(onChange) {
  // A page that was just opened believes the device, and asks at once.
  let online = navigator.onLine !== false;
  let heardAt = -Infinity;
  /** When the first question went out that nobody answered. */
  let askedAt = 0;
  let asking = false;

  function become(now) {
    if (online === now) return;
    online = now;
    onChange(online);
  }

  function heard() {
    heardAt = performance.now();
    askedAt = 0;
    become(true);
  }

  /** A request went out; until something is heard, its silence counts. */
  function asked() {
    askedAt ||= performance.now();
  }

  async function ask() {
    asking = true;
    asked();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), SILENT_MS);
    try {
      const answer = await fetch("/api/health", { cache: "no-store", signal: stop.signal });
      await answer.json();
      heard();
    } catch {
      // Silence, or something between us that is not the server.
    } finally {
      clearTimeout(timer);
      asking = false;
    }
  }

  function look() {
    const now = performance.now();
    if (askedAt && now - askedAt >= SILENT_MS) become(false);
    if (!asking && now - heardAt >= ASK_AFTER_MS) void ask();
  }

  setInterval(look, LOOK_EVERY_MS);
  // The device itself knows that it has no network.
  window.addEventListener("offline", () => become(false));
  window.addEventListener("online", () => asking || void ask());
  return { heard, asked, isOnline: () => online };
}
