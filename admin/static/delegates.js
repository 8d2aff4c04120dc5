/** /admin/delegates: filters while one types; the address always says what is shown. */

import { onKey, offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellNothing } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";

const TYPING_PAUSE_MS = 180;
const RETRY_MS = 3000;

const finder = /** @type {HTMLFormElement} */ (role("finder"));
const query = /** @type {HTMLInputElement} */ (role("query"));
const group = /** @type {HTMLSelectElement} */ (role("group"));

let running = new AbortController();
let pause = 0;

function address() {
  const wanted = new URLSearchParams();
  if (query.value.trim()) wanted.set("q", query.value.trim());
  if (group.value) wanted.set("group", group.value);
  const asked = wanted.toString();
  return asked ? `${finder.action}?${asked}` : finder.action;
}

/** Take the list of what is asked for now; an older answer never overtakes a newer one. */
async function renew() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const part = await swapPart(address(), "results", signal);
    tellNothing();
    return part;
  } catch (fault) {
    if (signal.aborted) return null;
    tell("bad", say("search_failed"));
    setTimeout(soon, RETRY_MS);
    return null;
  }
}

const soon = sparingly(renew);

async function search() {
  clearTimeout(pause);
  window.history.replaceState(null, "", address());
  const part = await renew();
  if (part) role("announce").textContent = say("found", { n: part.dataset.total ?? 0 });
}

function searchAfterPause() {
  clearTimeout(pause);
  pause = setTimeout(search, TYPING_PAUSE_MS);
}

function clear() {
  query.value = "";
  group.value = "";
  query.focus();
  void search();
}

role("finder-go").hidden = true;
query.addEventListener("input", searchAfterPause);
group.addEventListener("change", search);
query.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && query.value) clear();
});
finder.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void search();
});
document.addEventListener("click", (press) => {
  if (!(press.target instanceof Element) || !press.target.closest('[data-role="clear"]')) return;
  press.preventDefault();
  clear();
});
onKey("/", () => {
  query.focus();
  query.select();
});
offerHelp();

// Who has arrived since: the office's room changes with each arrival.
follow({ namespace: "/admin", room: "office", onSnapshot: soon });
