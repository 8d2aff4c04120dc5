/** /admin/hall-slides: has the slides made in another process, then saves the file. */

import { runJob } from "../../server/static/job.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const FILES = "/admin/hall-slides/files";

follow({ namespace: "/stage", room: "cues", onSnapshot: () => {} });

/** @param {HTMLElement} button */
async function make({ dataset }) {
  show("made", false);
  tell("open", say("making"));
  const wish = { format: dataset.format, shape: dataset.shape };
  const { ok, fault, fileUrl, job } = await runJob(FILES, wish, { jobs: FILES });
  if (!ok) {
    tell("bad", fault);
    return;
  }
  tell("good", say("made"));
  const link = /** @type {HTMLAnchorElement} */ (role("made-link"));
  link.href = fileUrl;
  link.textContent = say("made_link", { name: job?.file_name ?? "" });
  show("made", true);
  link.click();
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-role="make"]')) : null;
  if (button) void whileBusy(button, () => make(button));
});
offerHelp();
