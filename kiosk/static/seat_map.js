/**
 * Where the seat is: the hall's drawing, and its row and block in words below the seat's number. It
 * comes after the greeting and never holds it up; without it the card says all that matters.
 */

import { role, show, write } from "../../server/static/roles.js";

const STILL_LARGE = 0.9;
/** Drawn narrower than this nobody finds a seat in the hall. */
const READABLE_PX = 210;

const picture = /** @type {HTMLImageElement} */ (role("seat-map"));
const card = role("answer");
/** Ends with its card: a drawing that comes late is not shown on somebody else's. */
let asking = new AbortController();

/** The drawing describes itself as "Ghế A-01, Hàng A, Khối trái"; the seat stands above already. */
function rowAndBlock(drawing) {
  const spoken = drawing.querySelector("desc")?.textContent ?? "";
  return spoken.split(", ").slice(1).join(" · ");
}

/** Make the text of a drawing the picture, without asking for it a second time. */
async function draw(text) {
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await picture.decode();
}

/** Take drawing and words away. */
export function hideSeatMap() {
  asking.abort();
  show("seat-map", false);
  write("seat-row", "");
  card.dataset.map = "false";
}

/** How wide the drawing itself is, within the box that is left to it. */
function drawnWidth() {
  const { width, height } = picture.getBoundingClientRect();
  return Math.min(width, (height * picture.naturalWidth) / Math.max(picture.naturalHeight, 1));
}

/** The name stays as large as it was: where there is no room for both, the drawing goes again. */
function reveal(fitAgain) {
  const alone = fitAgain();
  show("seat-map", true);
  card.dataset.map = "true";
  if (fitAgain() >= alone * STILL_LARGE && drawnWidth() >= READABLE_PX) return;
  show("seat-map", false);
  card.dataset.map = "false";
  fitAgain();
}

async function ask(address, signal) {
  const answer = await fetch(address, { signal });
  return answer.status === 200 ? answer.text() : "";
}

/**
 * Show where a seat is, if the hall has a plan and the card is still the same.
 *
 * @param {string} seat
 * @param {() => number} fitAgain gives how large the greeting is then
 */
export async function showSeatMap(seat, fitAgain) {
  const { signal } = (asking = new AbortController());
  const address = `/kiosk/seat/${encodeURIComponent(seat)}.svg`;
  try {
    const text = await ask(address, signal);
    if (!text || signal.aborted) return;
    await draw(text);
    if (signal.aborted) return;
    write("seat-row", rowAndBlock(new DOMParser().parseFromString(text, "image/svg+xml")));
    reveal(fitAgain);
  } catch {
    // No connection, the next delegate, no picture: the seat's number stands there all the same.
  }
}
