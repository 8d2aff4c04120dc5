/** The announcement that is to be read now, in big type, until it was read; before the first item. */

import { refusal, send } from "../../server/static/commands.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { dueOf } from "./opening_states.js";

const PATH = "/stage/announcements";

const card = role("opening-card");
const words = JSON.parse(card.dataset.words ?? "{}");

let opening = null;
let due = null;

function note(text) {
  role("opening-card-note", card).textContent = text;
}

/**
 * Paint the card; each second and after each change. Tells whether there is one.
 *
 * @param {any} snapshot
 * @param {number} nowMs the server's clock
 * @returns {boolean}
 */
export function paintOpening(snapshot, nowMs) {
  opening = snapshot.opening ?? null;
  const before = due?.minutes_before;
  due = dueOf(opening, nowMs);
  card.hidden = due === null;
  if (due === null) return false;
  if (due.minutes_before !== before) note("");
  role("opening-card-mark", card).textContent = words.minutes.replace("{n}", String(due.minutes_before));
  role("opening-card-words", card).textContent = due.words;
  return true;
}

/** Say that it was read; the next picture takes the card away. */
export async function announceDue() {
  if (due === null) return;
  const body = { sitting_id: opening.sitting_id, minutes_before: due.minutes_before, made: true };
  const answer = await whileBusy(role("opening-card-made", card), () => send(PATH, body));
  if (answer === null) return;
  note(answer.ok ? "" : answer.unknown ? words.unknown : refusal(answer) || words.refused);
}

role("opening-card-made", card).addEventListener("click", () => void announceDue());
