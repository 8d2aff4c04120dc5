/** Buttons that have a file made: the work runs beside the server, the file is offered at the end. */

import { runJob, saveFile } from "../../server/static/job.js";
import { tell, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

function tellShare({ done = 0, total = 0 } = {}) {
  tell("open", total ? say("making_share", { done, total }) : say("making"));
}

function offerFile(address) {
  const link = /** @type {HTMLAnchorElement} */ (role("made-link"));
  link.href = address;
  link.textContent = say("made_link");
  show("made", true);
  // The answer of a press is the file itself; the link stays for whoever needs it again.
  saveFile(address);
}

async function make(wish) {
  show("made", false);
  tellShare();
  const { ok, fault, fileUrl } = await runJob("/admin/papers", wish, { onProgress: tellShare });
  if (!ok) {
    tell("bad", fault || say("refused"));
    return;
  }
  tellNothing();
  tell("good", say("made"));
  offerFile(fileUrl);
}

/**
 * Let every `data-role="paper"` have its file made.
 *
 * @param {(button: DOMStringMap) => object} more what is asked for besides paper and format
 */
export function offerPapers(more) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-role="paper"]') : null;
    if (!(button instanceof HTMLElement)) return;
    const { paper, format } = button.dataset;
    void whileBusy(button, () => make({ paper, format, ...more(button.dataset) }));
  });
}
