/** /admin/delegates: filters while one types; the address always says what is shown. */

import { onKey, offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellNothing } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { offerAdding } from "./delegates_add.js";
import { keepPicked, offerPicking } from "./delegates_pick.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";

const TYPING_PAUSE_MS = 180;
const RETRY_MS = 3000;

const finder = /** @type {HTMLFormElement} */ (role("finder"));
const query = /** @type {HTMLInputElement} */ (role("query"));
const page = /** @type {HTMLInputElement} */ (role("page"));
const state = /** @type {HTMLInputElement} */ (role("state"));
const filters = /** @type {HTMLSelectElement[]} */ ([...finder.querySelectorAll('[data-role="filter"]')]);
const picks = document.querySelector('[data-role="selection"]') !== null;

let running = new AbortController();
let pause = 0;
let failed = false;

/** What is asked for now, without what is not asked. */
function asked() {
  const given = [...new FormData(finder).entries()].map(([name, value]) => [name, String(value).trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

function address() {
  const wanted = new URLSearchParams(asked()).toString();
  return wanted ? `${finder.action}?${wanted}` : finder.action;
}

/** Take the list of what is asked for now; an older answer never overtakes a newer one. */
async function renew() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const part = await swapPart(address(), "results", signal);
    if (failed) tellNothing();
    failed = false;
    if (picks) keepPicked();
    return part;
  } catch (fault) {
    if (signal.aborted) return null;
    failed = true;
    tell("bad", say("search_failed"));
    setTimeout(soon, RETRY_MS);
    return null;
  }
}

const soon = sparingly(renew);

async function search() {
  clearTimeout(pause);
  // Another question is answered from its first page.
  page.value = "";
  window.history.replaceState(null, "", address());
  const part = await renew();
  if (part) role("announce").textContent = say("found", { n: part.dataset.total ?? 0 });
}

function searchAfterPause() {
  clearTimeout(pause);
  pause = setTimeout(search, TYPING_PAUSE_MS);
}

function clear() {
  for (const box of [query, state, ...filters]) box.value = "";
  query.focus();
  void search();
}

role("finder-go").hidden = true;
query.addEventListener("input", searchAfterPause);
for (const filter of filters) filter.addEventListener("change", search);
query.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && query.value) clear();
});
finder.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void search();
});
document.addEventListener("click", (press) => {
  if (!(press.target instanceof Element)) return;
  const link = /** @type {HTMLElement | null} */ (press.target.closest('[data-role="clear"], [data-role="state-tab"]'));
  // With a modifier the link leads where links lead: into a new tab.
  if (!link || press.ctrlKey || press.metaKey || press.shiftKey) return;
  press.preventDefault();
  if (link.dataset.role === "clear") {
    clear();
    return;
  }
  state.value = link.dataset.state ?? "";
  void search();
});
onKey("/", () => {
  query.focus();
  query.select();
});
offerHelp();
offerPapers(() => {
  const { page: _shown, ...filters } = asked();
  return { filters };
});
if (picks) offerPicking(renew);
if (document.querySelector('[data-role="open-add"]')) offerAdding(renew);

// Who has arrived since: the office's room changes with each arrival, and with the list.
follow({ namespace: "/admin", room: "office", onSnapshot: soon });
