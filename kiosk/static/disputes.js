/** /kiosk/disputes: a supervisor writes what was found out; both scans stay. */

import { send } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { offerDoorPapers } from "../../server/static/paper_buttons.js";
import { tell } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { renew } from "./fresh_list.js";
import { askWords, offerSheet } from "./own_words.js";
import { showCounts } from "./supervisor_counts.js";

let seen = null;

function done() {
  tell("good", say("settled"));
  void renew("disputes");
}

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-role="settle"]'));
  if (!button) return;
  const { id, name } = button.dataset;
  askWords(say("settling", { name }), (words) => send(`/kiosk/disputes/${id}/settle`, { words }), done);
});

offerSheet();
offerDoorPapers();
follow({
  namespace: "/kiosk",
  room: "leave",
  onSnapshot: (snapshot) => {
    showCounts(snapshot);
    if (seen !== null && seen !== snapshot.revision) void renew("disputes");
    seen = snapshot.revision;
  },
});
