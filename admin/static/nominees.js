/** /admin/nominees: filters in the address, a form above, removal with one step back. */

import { send } from "../../server/static/commands.js";
import { onKey, offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";
import { offerCriteria } from "./nominees_criteria.js";
import { offerPapers } from "./papers.js";
import { forgetUndo, listenForUndo, offerUndo } from "./take_back.js";

const NOMINEES = "/admin/nominees";
const TYPING_PAUSE_MS = 180;

const finder = /** @type {HTMLFormElement} */ (role("finder"));
const query = /** @type {HTMLInputElement} */ (role("query"));
const adder = /** @type {HTMLDetailsElement} */ (role("adder"));
const name = /** @type {HTMLInputElement} */ (role("new-name"));

let running = new AbortController();
let pause = 0;

function address() {
  const wanted = new URLSearchParams();
  for (const [key, value] of new FormData(finder)) {
    if (String(value).trim()) wanted.set(key, String(value).trim());
  }
  const asked = wanted.toString();
  return asked ? `${NOMINEES}?${asked}` : NOMINEES;
}

/** Take the list of what is asked for now; an older answer never overtakes a newer one. */
async function renew() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    return await swapPart(address(), "results", signal);
  } catch {
    if (!signal.aborted) tell("bad", say("search_failed"));
    return null;
  }
}

async function search() {
  clearTimeout(pause);
  window.history.replaceState(null, "", address());
  const part = await renew();
  if (part) role("announce").textContent = say("found", { n: part.dataset.shown ?? 0 });
}

function field(key) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (role(key));
}

async function add() {
  const body = {
    kind: field("new-kind").value,
    name: name.value.trim(),
    unit: field("new-unit").value.trim(),
    card_number: field("new-card").value.trim(),
  };
  forgetUndo();
  const answer = await send(NOMINEES, body);
  if (!tellAnswer(answer, say("added", { name: body.name }))) {
    name.focus();
    return;
  }
  name.value = "";
  field("new-card").value = "";
  name.focus();
  await renew();
}

async function bringBack(words) {
  const answer = await send(NOMINEES, words);
  if (tellAnswer(answer, say("taken_back", { name: words.name }))) await renew();
}

async function remove(button) {
  const { nominee, name: who } = button.dataset;
  const answer = await send(`${NOMINEES}/${nominee}/remove`, {});
  if (!tellAnswer(answer, say("removed", { name: who }))) return;
  offerUndo(() => bringBack(answer.body.removed));
  await renew();
}

finder.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void search();
});
query.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, TYPING_PAUSE_MS);
});
for (const filter of document.querySelectorAll('[data-role="filter"]')) filter.addEventListener("change", search);
role("finder-go").hidden = true;
role("nominee-form").addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("nominee-add"), add);
});
document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest('[data-role="remove"]');
  if (button) void whileBusy(/** @type {HTMLElement} */ (button), () => remove(button));
});
onKey("/", () => {
  query.focus();
  query.select();
});
onKey("n", () => {
  adder.open = true;
  name.focus();
});
listenForUndo();
offerCriteria();
offerPapers(() => ({ filters: Object.fromEntries(new URLSearchParams(address().split("?")[1])) }));
offerHelp();
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
