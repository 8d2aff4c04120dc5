/**
 * A page that follows the control as a named screen: shows the view that it is given, its name when
 * asked which one it is, and says with each heartbeat that it is there.
 *
 * Only a page opened through /stage/screen follows (`?screen`): a view that somebody opens by hand
 * on the same machine stays what it is. Pages of signed-in staff say that they are there, too;
 * public viewers are never asked.
 */

import { whatIsThere } from "./page_there.js";

/** Whether this page came as a named screen. */
export const FOLLOWS = new URLSearchParams(window.location.search ?? "").has("screen");
const PAIRING = "/stage/screen";
const RETRY_MS = 1000;
const REFUSED_AT_MOST_EVERY_MS = 10_000;
const NAME_SHOWN_MS = 5000;
const LAST_REFUSED = "hoinghi.screen_refused_ms";

let goal = "";
let nameTimer = 0;

/** What a page says of itself as it connects. */
export function introduction() {
  const office = (window.location.pathname ?? "").startsWith("/admin/");
  return { screen: FOLLOWS, office, build: document.body.dataset.build ?? "" };
}

/** Go there, but only once the server gives it: a last picture beats an error page. */
async function moveTo(path) {
  if (goal === path) return;
  goal = path;
  for (;;) {
    const there = (await whatIsThere(path)) === "there";
    // Switched once more meanwhile: that one goes.
    if (goal !== path) return;
    if (there) break;
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
  window.location.replace(path === PAIRING ? path : `${path}?screen`);
}

/** The room is this screen's no more: the server says what is, or asks for the digits. */
function lookWhatToShow() {
  const sinceMs = Date.now() - Number(sessionStorage.getItem(LAST_REFUSED) ?? 0);
  if (sinceMs >= 0 && sinceMs < REFUSED_AT_MOST_EVERY_MS) return;
  sessionStorage.setItem(LAST_REFUSED, String(Date.now()));
  void moveTo(PAIRING);
}

function showName(name) {
  document.querySelector('[data-role="screen-name"]')?.remove();
  const sheet = document.createElement("p");
  sheet.className = "screen-name";
  sheet.dataset.role = "screen-name";
  sheet.textContent = name;
  document.body.append(sheet);
  clearTimeout(nameTimer);
  nameTimer = setTimeout(() => sheet.remove(), NAME_SHOWN_MS);
}

/**
 * Do as the control says; give what `follow` is to tell of the socket's own messages.
 *
 * @param {import("socket.io-client").Socket} socket
 * @returns {{beat: () => void, lost: () => void, refused: (fault: Error) => void}}
 */
export function followTheControl(socket) {
  let answers = false;
  socket.on("you", ({ screen }) => {
    answers = true;
    if (!FOLLOWS || !screen) return;
    const path = `/stage/${screen.view}`;
    if (path !== window.location.pathname) void moveTo(path);
    else goal = "";
  });
  socket.on("forgotten", () => {
    if (FOLLOWS) void moveTo(PAIRING);
  });
  // A page that somebody closes is not one that fell.
  window.addEventListener("pagehide", () => {
    if (answers) socket.emit("leaving");
  });
  socket.on("flash", ({ name }) => showName(name));
  return {
    beat() {
      if (answers) socket.emit("here");
    },
    lost() {
      answers = false;
    },
    refused(fault) {
      if (FOLLOWS && fault.message === "room") lookWhatToShow();
    },
  };
}
