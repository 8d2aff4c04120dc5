/** /kiosk/places: each place of somebody who does not come is decided by itself. */

import { send } from "../../server/static/commands.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { renew } from "./fresh_list.js";
import { askWords, offerSheet } from "./own_words.js";
import { offerSeeking } from "./places_seek.js";

const LOOK_EVERY_MS = 10_000;

function decide({ place, fate, substitute }, words) {
  const id = role("held").dataset.delegate;
  const comes = substitute ? { substitute_id: Number(substitute) } : {};
  return send(`/kiosk/places/${id}/decide`, { place, fate, words, ...comes });
}

function done(what, { body }) {
  tell("good", say(body.to_tell ? "decided_tell" : "decided", { what }));
  void renew("held");
}

async function choose(button) {
  const chosen = { ...button.dataset };
  if (chosen.fate === "someone_else") {
    askWords(say("someone", { what: chosen.what }), (words) => decide(chosen, words), (answer) => done(chosen.what, answer));
    return;
  }
  const answer = await decide(chosen, "");
  if (tellAnswer(answer, "")) done(chosen.what, answer);
}

async function passOn(button) {
  const answer = await send(`/kiosk/places/told/${button.dataset.id}`, {});
  if (tellAnswer(answer, say("told"))) void renew("held");
}

const ACTS = { fate: choose, told: passOn };

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button[data-role]"));
  const act = ACTS[button?.dataset.role ?? ""];
  if (act) void whileBusy(/** @type {HTMLElement} */ (button), () => act(button));
});

offerSheet();
offerSeeking();
setInterval(() => {
  if (!document.hidden && !document.querySelector("dialog[open]")) void renew("held");
}, LOOK_EVERY_MS);
