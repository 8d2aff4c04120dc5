/** Finds whose places are to be decided, from a telephone that came here by its tab. */

import { fillList, role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const SEEK_AFTER_MS = 200;
const AGAIN_AFTER_MS = 2000;

let timer = 0;

/** Ask for people; null when there is no answer. */
async function ask(q) {
  try {
    const answer = await fetch(`/kiosk/places/found?q=${encodeURIComponent(q)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).results : null;
  } catch {
    return null;
  }
}

function fillOne(row, { id, name, mark, position, unit }) {
  /** @type {HTMLAnchorElement} */ (role("sought-link", row)).href = `/kiosk/places/${id}`;
  write("sought-name", [name, mark && `(${mark})`].filter(Boolean).join(" "), row);
  write("sought-office", [position, unit].filter(Boolean).join(", "), row);
}

async function seek() {
  const box = /** @type {HTMLInputElement} */ (role("seek"));
  const q = box.value.trim();
  const found = q ? await ask(q) : [];
  // Somebody has typed on: the answer to that comes by itself.
  if (box.value.trim() !== q) return;
  if (found === null) timer = setTimeout(() => void seek(), AGAIN_AFTER_MS);
  write("seek-note", found === null ? say("seek_lost") : q && found.length === 0 ? say("seek_none") : "");
  if (found) fillList("sought", "sought-one", found, fillOne);
}

function seekSoon(ms) {
  clearTimeout(timer);
  timer = setTimeout(() => void seek(), ms);
}

/** Listen to the search of this page; the page of one delegate has none. */
export function offerSeeking() {
  const form = document.querySelector('[data-role="seek-form"]');
  if (!form) return;
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    const first = /** @type {HTMLAnchorElement | null} */ (role("sought").querySelector("a"));
    if (first && role("sought").children.length === 1) first.click();
    else seekSoon(0);
  });
  role("seek").addEventListener("input", () => seekSoon(SEEK_AFTER_MS));
}
