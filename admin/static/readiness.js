/** /admin/readiness: ticks by hand; the rest is looked at by the server whenever something changes. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tellAnswer } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";

const soon = sparingly(() => swapPart(window.location.href, "gates"));

async function tick(box) {
  const answer = await send(`/admin/tasks/${box.dataset.task}/tick`, { done: box.checked });
  if (!tellAnswer(answer, say(box.checked ? "ticked" : "unticked"))) box.checked = !box.checked;
  soon();
}

document.addEventListener("change", ({ target }) => {
  const box = /** @type {Element} */ (target).closest('[data-role="tick"]');
  if (box) void tick(/** @type {HTMLInputElement} */ (box));
});
role("print").addEventListener("click", () => window.print());
follow({ namespace: "/admin", room: "readiness", onSnapshot: soon });
offerPapers(() => ({}));
offerHelp();
