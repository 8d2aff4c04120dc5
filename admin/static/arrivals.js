/** /admin/arrivals: figures live over the room; the list of people is asked for by the address. */

import { hourMinute } from "../../server/static/clockface.js";
import { offerHelp, onKey } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { offerDoorPapers } from "../../server/static/paper_buttons.js";
import { tell, tellNothing } from "../../server/static/result_line.js";
import { fillList, role, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { drawCurve } from "./arrivals_chart.js";
import { drawLanes } from "./arrivals_lanes.js";
import { sparingly, swapPart } from "./fresh_part.js";

const NUMBERS = ["listed", "present", "left", "excused"];
const TOTALS = [...NUMBERS, "absent"];
const TYPING_PAUSE_MS = 180;
const RETRY_MS = 3000;
const PACE_EVERY_MS = 15_000;

const finder = /** @type {HTMLFormElement} */ (role("finder"));
const standing = /** @type {HTMLInputElement} */ (role("standing"));
const onlyMissing = /** @type {HTMLInputElement} */ (role("only-missing"));
/** @type {any} */
let shown = null;
let running = new AbortController();
let pause = 0;
let failed = false;

/** Tenths of a percent, as numbers are written here. */
function share(count, whole) {
  const tenths = whole ? Math.round((1000 * count) / whole) / 10 : 0;
  return say("percent", { share: tenths.toFixed(1).replace(".", say("decimal")) });
}

function quorumWords(quorum) {
  const since = quorum.since_ms && hourMinute(quorum.since_ms);
  const first = quorum.first_ms && hourMinute(quorum.first_ms);
  const n = quorum.needed - quorum.present;
  if (quorum.whole === 0) return say("quorum_nobody");
  if (!quorum.reached) return first ? say("quorum_lost", { n, first }) : say("quorum_short", { n });
  return since === first ? say("quorum_reached", { since }) : say("quorum_again", { since, first });
}

function tellQuorum(quorum) {
  const line = role("quorum");
  line.dataset.state = quorum ? (quorum.reached ? "reached" : "short") : "none";
  const words = quorum ? quorumWords(quorum) : say("quorum_none");
  const spoken = role("quorum-words");
  // Said once: who listens need not hear the same sentence with every arrival.
  if (spoken.textContent !== words) spoken.textContent = words;
  const numbers = quorum && { ...quorum, share: share(quorum.present, quorum.whole), base: say(`base_${quorum.base}`) };
  write("quorum-numbers", numbers && quorum.whole ? say("quorum_numbers", numbers) : "");
  const set = document.querySelector('[data-role="quorum-set"]');
  if (set instanceof HTMLElement) set.hidden = quorum !== null;
}

function addressOf(filter) {
  const words = Object.fromEntries(Object.entries({ standing: "not_come", ...filter }).map(([name, value]) => [name, String(value)]));
  return `/admin/arrivals?${new URLSearchParams(words)}#who`;
}

function fillCounts(row, count, filter) {
  for (const name of NUMBERS) role(name, row).textContent = String(count[name]);
  const link = /** @type {HTMLAnchorElement} */ (role("see-absent", row));
  link.textContent = String(count.absent);
  link.dataset.filter = JSON.stringify(filter);
  if (count.absent > 0) {
    link.href = addressOf(filter);
    link.setAttribute("aria-label", say("see_absent", { n: count.absent, unit: count.name }));
  } else {
    link.removeAttribute("href");
    link.removeAttribute("aria-label");
  }
}

function headOf({ name, state }) {
  const mark = stamp("head");
  mark.dataset.kind = state === "present" ? "good" : state === "left" ? "none" : "open";
  role("head-name", mark).textContent = `${name} – ${say(`head_${state}`)}`;
  return mark;
}

function fillGroup(row, group) {
  write("name", group.name, row);
  role("swatch", row).dataset.colour = group.colour;
  write("not-counted", group.counted ? "" : say("not_counted"), row);
  fillCounts(row, group, { group: group.id });
}

function fillUnit(row, unit) {
  write("name", unit.name, row);
  role("heads", row).replaceChildren(...unit.heads.map(headOf));
  fillCounts(row, unit, { unit: unit.id });
}

/** What each row of a table says now, by the table's role. */
const said = { groups: [], units: [] };

/** Paint the rows that say something else, and no other: a hand may be on its way to one. */
function paintRows(table, template, items, fill) {
  const words = items.map((item) => JSON.stringify(item));
  const before = said[table];
  const same = before.length === items.length && before.every(({ id }, nth) => id === items[nth].id);
  if (same) {
    const rows = role(table).children;
    words.forEach((word, nth) => {
      if (word !== before[nth].word) fill(rows[nth], items[nth]);
    });
  } else {
    fillList(table, template, items, fill);
  }
  said[table] = items.map(({ id }, nth) => ({ id, word: words[nth] }));
}

function paintUnits(units) {
  const wanted = onlyMissing.checked ? units.filter(({ absent }) => absent > 0) : units;
  paintRows("units", "unit-row", wanted, fillUnit);
}

function show(snapshot) {
  shown = snapshot;
  write("sitting", snapshot.sitting.name);
  const told = document.querySelector('[data-role="told-at"]');
  if (told) told.textContent = `, ${hourMinute(snapshot.server_ms)}`;
  for (const name of TOTALS) role(`total-${name}`).textContent = String(snapshot.total[name]);
  const { withdrawn } = snapshot.total;
  write("withdrawn", withdrawn ? say("withdrawn", { n: withdrawn }) : "");
  tellQuorum(snapshot.quorum);
  paintRows("groups", "group-row", snapshot.groups, fillGroup);
  paintUnits(snapshot.units);
  drawLanes(snapshot.lanes, now());
  drawCurve(snapshot.curve, snapshot.quorum, now());
  soon();
}

/** What is asked for now, without what is not asked. */
function asked() {
  const given = [...new FormData(finder).entries()].map(([name, value]) => [name, String(value).trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

function address() {
  return `${finder.action}?${new URLSearchParams(asked())}`;
}

async function renew() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    await swapPart(address(), "people", signal);
    if (failed) tellNothing();
    failed = false;
  } catch {
    if (signal.aborted) return;
    failed = true;
    tell("bad", say("search_failed"));
    setTimeout(soon, RETRY_MS);
  }
}

const soon = sparingly(renew);

function search() {
  clearTimeout(pause);
  window.history.replaceState(null, "", address());
  return renew();
}

function seeAbsent(filter) {
  standing.value = "not_come";
  for (const box of finder.querySelectorAll("select")) box.value = String(filter[box.name] ?? "");
  void search().then(() => role("people").scrollIntoView({ block: "start" }));
}

const { now } = follow({ namespace: "/admin", room: "arrivals", onSnapshot: show });

role("finder-go").hidden = true;
role("query").addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, TYPING_PAUSE_MS);
});
finder.addEventListener("change", () => void search());
finder.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void search();
});
onlyMissing.addEventListener("change", () => {
  if (shown) paintUnits(shown.units);
});
document.addEventListener("click", (press) => {
  if (!(press.target instanceof Element) || press.ctrlKey || press.metaKey || press.shiftKey) return;
  const link = press.target.closest('[data-role="standing-tab"], [data-role="see-absent"][href]');
  if (!(link instanceof HTMLElement)) return;
  press.preventDefault();
  if (link.dataset.role === "see-absent") {
    seeAbsent(JSON.parse(link.dataset.filter ?? "{}"));
    return;
  }
  standing.value = link.dataset.standing ?? "";
  void search();
});
onKey("/", () => {
  const query = /** @type {HTMLInputElement} */ (role("query"));
  query.focus();
  query.select();
});
role("print").addEventListener("click", () => window.print());
offerHelp();
offerDoorPapers(({ paper }) => {
  if (paper === "arrivals") return { by: "unit" };
  if (paper !== "absent") return {};
  const contacts = /** @type {HTMLInputElement} */ (role("contacts")).checked;
  return { filters: asked(), contacts };
});
// A lane that stands still slows down although nothing happens.
setInterval(() => {
  if (shown) drawLanes(shown.lanes, now());
}, PACE_EVERY_MS);
