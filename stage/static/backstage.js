/** /stage/backstage: who goes on next, who of them is here, which batch gathers, what is carried in. */

import { hourMinute, paintEachSecond, writeDigits } from "../../server/static/clockface.js";
import { fitOrGiveWay } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, roles, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { paintGathering } from "./backstage_award.js";
import { paintMessages } from "./messages.js";
import { longWaitDigits } from "./waits.js";
import { isOver, itemWords, paintProgress, startOf } from "./wings_times.js";

const SETTING_SIGNS = { planned: "○", standby: "◐", running: "▶", done: "✓" };
const SETTING_WORDS = {
  planned: "setting_waits", standby: "setting_ready", running: "setting_running", done: "setting_done",
};

/** Longer ones would fill the page if they were set as large as the others. */
const LONG_TITLE = 44;
/** Nobody scrolls a television: what can wait gives way to who stands in line. */
const GIVES_WAY = ["units", "later"];

let snapshot = null;

const { now } = follow({ namespace: "/stage", room: "backstage", onSnapshot: take });
const paintClock = paintEachSecond(now, paintTimes);

function take(given) {
  snapshot = given;
  paintMessages(snapshot.messages);
  paint();
  paintClock();
  makeRoom();
}

function makeRoom() {
  if (snapshot) fitOrGiveWay(document.documentElement, 1, role("screen"), GIVES_WAY);
}

const item = (id) => snapshot.items.find((one) => one.id === id);

function nothingWords({ items, phase, soon }) {
  if (items.length === 0) return say("no_programme");
  return phase === "finished" && soon.length === 0 ? say("finished") : "";
}

function paint() {
  const nothing = nothingWords(snapshot);
  write("nothing", nothing);
  show("wings", nothing === "");
  role("screen").dataset.view = nothing ? "nothing" : "wings";
  paintMissing(snapshot.missing_performers);
  role("items").replaceChildren(...snapshot.soon.map(card));
  paintGathering(snapshot.award);
  paintSettings();
}

function labelOf(id, nth) {
  if (id === snapshot.now_id) return say(snapshot.phase === "held" ? "held" : "now");
  if (id !== snapshot.next_id) return say("after");
  return say(nth === 0 && snapshot.phase !== "between" ? "first" : "next");
}

function card(id, nth) {
  const element = stamp("item");
  const one = item(id);
  element.dataset.item = String(id);
  element.dataset.place = id === snapshot.now_id ? "now" : id === snapshot.next_id ? "next" : "after";
  write("item-label", labelOf(id, nth), element);
  const title = [one.number, one.title].filter(Boolean).join(". ");
  write("item-title", title, element);
  role("item-title", element).dataset.long = String(title.length > LONG_TITLE);
  const people = peopleOf(id);
  write("item-performer", one.performer, element);
  fillList("people", "person", people, paintPerson, element);
  const parts = [...one.entries, ...one.steps];
  fillList("parts", "part", id === snapshot.now_id || id === snapshot.next_id ? parts : [], paintPart, element);
  return element;
}

/** Each person once, however many parts are theirs. */
function peopleOf(id) {
  const all = snapshot.performers[String(id)] ?? [];
  return [...new Map(all.map((one) => [one.delegate_id, one])).values()];
}

function presenceOf({ present, substitute }) {
  if (present) return say("here");
  return substitute?.present ? say("stands_in", { name: substitute.name }) : say("not_here");
}

function paintPerson(element, person) {
  const here = person.present || Boolean(person.substitute?.present);
  element.dataset.here = String(here);
  write("person-mark", here ? "✓" : "✗", element);
  write("person-name", person.name, element);
  write("person-office", [person.position, person.unit].filter(Boolean).join(", "), element);
  write("person-presence", presenceOf(person), element);
}

const PART_STATES = { live: "part_live", held: "part_live", done: "part_done", skipped: "part_skipped" };

function paintPart(element, part) {
  const next = snapshot.next_part;
  const comes = part.state === "planned" && next && next.kind === part.kind && next.id === part.id;
  element.dataset.state = comes ? "next" : part.state;
  write("part-title", [part.label, part.title].filter(Boolean).join(") "), element);
  write("part-performer", part.performer, element);
  const key = comes ? "part_next" : PART_STATES[part.state];
  write("part-state", key ? say(key) : "", element);
}

function paintMissing(missing) {
  const words = missing.map(({ name, items }) => {
    const where = items.map((one) => (one.number ? say("item_number", { n: one.number }) : `“${one.title}”`));
    return say("missing_one", { name, items: where.join(", ") });
  });
  show("missing", words.length > 0);
  write("missing-words", words.join("; "));
}

function paintSettings() {
  const all = snapshot.settings.flatMap(({ item_id: id, rows }) => rows.map((row) => ({ row, of: item(id) })));
  show("settings", all.length > 0);
  fillList("setting-list", "setting", all, (element, { row, of }) => {
    element.dataset.state = row.state;
    write("setting-mark", SETTING_SIGNS[row.state], element);
    write("setting-words", row.words, element);
    write("setting-item", of.number ? say("item_number", { n: of.number }) : of.title, element);
    write("setting-state", say(SETTING_WORDS[row.state]), element);
  });
}

window.addEventListener("resize", makeRoom);
void document.fonts?.ready.then(makeRoom);

function paintTimes(nowMs) {
  writeDigits(role("clock"), hourMinute(nowMs));
  if (!snapshot?.items.length) return;
  paintProgress(snapshot, nowMs);
  for (const element of roles("item-card")) paintItemTime(element, nowMs);
}

function paintItemTime(element, nowMs) {
  const id = Number(element.dataset.item);
  write("item-time", itemWords(snapshot, id, nowMs), element);
  element.dataset.late = String(isOver(snapshot, id, nowMs));
  const start = id === snapshot.next_id ? startOf(snapshot, id, nowMs) : null;
  show("walk-on", start !== null, element);
  if (start === null) return;
  write("item-time", start.at, element);
  const hours = longWaitDigits(start.minutes * 60_000);
  write("walk-on-number", hours ?? String(start.minutes), element);
  role("walk-on", element).dataset.long = String(hours !== null);
  write("walk-on-words", say(hours ? "hours" : "minutes"), element);
}
