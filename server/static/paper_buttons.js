/** Buttons that have a file made: the work runs beside the server, the file is offered at the end. */

import { runJob, saveFile } from "./job.js";
import { tell, tellNothing, whileBusy } from "./result_line.js";
import { role, show } from "./roles.js";
import { say } from "./texts.js";

function tellShare({ state = "", done = 0, total = 0 } = {}) {
  if (state === "waiting") tell("open", say("job_waiting"));
  else tell("open", total ? say("making_share", { done, total }) : say("making"));
}

function offerFile(address) {
  const link = /** @type {HTMLAnchorElement} */ (role("made-link"));
  link.href = address;
  link.textContent = say("made_link");
  show("made", true);
  // The answer of a press is the file itself; the link stays for whoever needs it again.
  saveFile(address);
}

/**
 * Have a file made, saved and offered; the page's line says how it goes.
 *
 * @param {object} wish
 * @param {{path: string, jobs?: string}} where it is asked for, and where its job is asked after
 */
export async function makeFile(wish, { path, jobs }) {
  show("made", false);
  tellShare();
  const { ok, fault, fileUrl } = await runJob(path, wish, { onProgress: tellShare, jobs });
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
 * @param {{path: string, jobs?: string}} where papers are asked for, and where their jobs are asked after
 * @param {(button: DOMStringMap) => object} [more] what is asked for besides paper and format
 */
export function offerPaperButtons(where, more = () => ({})) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-role="paper"]') : null;
    if (!(button instanceof HTMLElement)) return;
    const { paper, format } = button.dataset;
    void whileBusy(button, () => makeFile({ paper, format, ...more(button.dataset) }, where));
  });
}

const OF_THE_DOOR = "/admin/door/papers";

/** The papers of whoever runs the door. */
export const offerDoorPapers = (more) => offerPaperButtons({ path: OF_THE_DOOR, jobs: OF_THE_DOOR }, more);
