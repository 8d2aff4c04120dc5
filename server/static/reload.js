/**
 * Loads the page anew: only once the server gives it, since a last picture beats an error page, and
 * not over what somebody writes on it.
 */

import { whatIsThere } from "./page_there.js";
import { say } from "./texts.js";
import { isWritten, watchWriting } from "./unsaved.js";

const AGAIN_MS = 1000;
const AT_MOST_EVERY_MS = 10_000;
const SPREAD_MS = 800;
const LAST_RELOAD = "hoinghi.last_reload_ms";

/** Whether the load that is under way spares what is written; null while none is. */
let spares = null;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The page's words and buttons still do what they say; only newer ones wait. */
function offerReload(wanted) {
  const there = document.querySelector('[data-role="new-page"]');
  if (!wanted) there?.remove();
  if (!wanted || there) return;
  const line = document.createElement("p");
  line.className = "new-page";
  line.dataset.role = "new-page";
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say("load_anew");
  button.addEventListener("click", () => window.location.reload());
  line.append(say("new_page"), button);
  document.body.prepend(line);
}

async function mayLoad() {
  const waits = spares && isWritten();
  offerReload(waits);
  if (waits) return false;
  const there = await whatIsThere(window.location.href);
  // A page that would become the sign-in keeps its picture, unless that is of another conference.
  return there === "there" || (there === "sign_in" && !spares);
}

/**
 * Load the page anew.
 *
 * What a screen concludes by itself is put off until ten seconds after the last time, so that no
 * misunderstanding makes it flicker; what the server asks for is done at once.
 *
 * @param {{asked?: boolean, sparing?: boolean}} [wish] `asked`: by the server; `sparing`: not while
 *   somebody writes, which ends as soon as one is wished that does not spare it
 */
export async function reloadSoon({ asked = false, sparing = false } = {}) {
  const underWay = spares !== null;
  spares = sparing && spares !== false;
  if (underWay) return;
  const sinceLastMs = Date.now() - Number(sessionStorage.getItem(LAST_RELOAD) ?? 0);
  const stillMs = asked || sinceLastMs < 0 ? 0 : Math.max(AT_MOST_EVERY_MS - sinceLastMs, 0);
  await pause(stillMs + Math.random() * SPREAD_MS);
  while (!(await mayLoad())) await pause(AGAIN_MS);
  spares = null;
  sessionStorage.setItem(LAST_RELOAD, String(Date.now()));
  window.location.reload();
}

watchWriting();
