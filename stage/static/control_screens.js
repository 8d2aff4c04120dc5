/**
 * The panel of the hall's picture, the messages and the screens on the stage manager's page.
 *
 * Screens are asked for each three seconds: what is heard of them is nowhere recorded.
 */

import { hourMinute } from "../../server/static/clockface.js";
import { role } from "../../server/static/roles.js";
import { isWriting, tellKeysAct, wireKeys } from "./control_keys.js";
import { paintHall, pressTitle } from "./control_hall.js";
import { focusMessage, paintMessages } from "./control_messages.js";
import { ask, say, words } from "./control_panel.js";
import { fillRows, paintCode, spanWords, wireScreens } from "./control_screen_rows.js";

const LOOK_EVERY_MS = 3000;
const LOOK_WITHIN_MS = 4000;

let seen = null;
let failed = false;
/** The list that is on its way, and the one that will be asked for after it. */
let asking = null;
let askNext = null;
/** Commands that wait for their answer, and how many were answered. */
let underWay = 0;
let answered = 0;
let revision = 0;
let nowMs = 0;

/** One drawer at a time: the rundown keeps its room. */
function open(name, wanted) {
  for (const each of ["messages", "screens"]) {
    const shown = each === name && wanted;
    role(`drawer-${each}`).hidden = !shown;
    role(`open-${each}`).setAttribute("aria-expanded", String(shown));
  }
}

function toggle(name) {
  open(name, role(`drawer-${name}`).hidden);
}

async function fetchList() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LOOK_WITHIN_MS);
  const asOf = answered;
  try {
    const answer = await fetch("/stage/screens", { headers: { Accept: "application/json" }, signal: stop.signal });
    const list = answer.ok ? await answer.json() : null;
    failed = list === null;
    if (list && underWay === 0 && asOf === answered) seen = list;
  } catch {
    failed = true;
  }
  clearTimeout(timer);
  asking = null;
  paintList();
}

/** Ask for the list; who asks while one is on its way is given the one after it. */
function look() {
  if (asking === null) {
    asking = fetchList();
    return asking;
  }
  askNext ??= asking.then(() => {
    askNext = null;
    return look();
  });
  return askNext;
}

/** Give a command about a screen; what was asked for before its answer is not shown any more. */
async function command(path, body, done) {
  underWay += 1;
  const answer = await ask(path, body, done);
  underWay -= 1;
  answered += 1;
  return answer;
}

/** What a page is called: a screen by its name, one of the staff by what it shows. */
function nameOf(one) {
  return one.room === undefined ? one.name : say("staff_line", { name: one.name, room: roomWords(one.room) });
}

function paintSummary() {
  const pages = [...seen.screens, ...seen.staff.filter((one) => one.room !== "control")];
  const fallen = pages.filter((one) => one.state === "lost").map(nameOf);
  const old = pages.filter((one) => one.old_build).map(nameOf);
  const live = seen.screens.filter((one) => one.state === "live").length;
  const parts = [
    fallen.length > 0 && say("fallen", { names: fallen.join(", ") }),
    old.length > 0 && say("old", { names: old.join(", ") }),
    fallen.length + old.length === 0 && live > 0 && say("count", { n: live }),
    seen.screens.length === 0 && say("none"),
    failed && say("list_failed"),
  ];
  const text = parts.filter(Boolean).join(" · ");
  // A screen reader hears what has changed, not each second.
  if (role("screens-summary").textContent !== text) role("screens-summary").textContent = text;
  role("open-screens").dataset.state = fallen.length > 0 || old.length > 0 || failed ? "lost" : "live";
}

function roomWords(room) {
  return words.rooms[room] ?? words.views[room] ?? room;
}

function staffWords(one) {
  const where = say("staff_line", { name: one.name, room: roomWords(one.room) });
  const state = one.state === "lost" ? say("lost") : say("since", { t: hourMinute(one.since_ms) });
  const silent = one.state === "lost" ? say("silent", { span: spanWords(nowMs - one.last_ms) }) : "";
  return [where, state, silent, one.old_build && say("build_old", { build: one.build })].filter(Boolean).join(" · ");
}

function paintList() {
  if (seen === null) return;
  paintSummary();
  fillRows(seen.screens, nowMs);
  paintCode(seen.screens, nowMs);
  const list = role("staff");
  while (list.children.length > seen.staff.length) list.lastElementChild.remove();
  seen.staff.forEach((one, at) => {
    const row = list.children[at] ?? list.appendChild(stampOf("staff-row"));
    row.dataset.state = one.state;
    role("staff-words", row).textContent = staffWords(one);
  });
  const watching = Object.entries(seen.viewers).filter(([, count]) => count > 0);
  const viewers = watching.map(([room, count]) => `${roomWords(room)} ${count}`).join(", ");
  role("viewers").hidden = viewers === "";
  role("viewers").textContent = say("viewers", { list: viewers });
}

function stampOf(name) {
  const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (role(name)));
  return template.content.firstElementChild.cloneNode(true);
}

/**
 * Paint the panel; each second and after each change.
 *
 * @param {any} snapshot
 * @param {number} atMs the server's clock
 */
export function paintScreens(snapshot, atMs) {
  nowMs = atMs;
  paintHall(snapshot);
  paintMessages(snapshot);
  paintList();
  if (snapshot.revision !== revision) void look();
  revision = snapshot.revision;
}

role("open-messages").addEventListener("click", () => toggle("messages"));
role("open-screens").addEventListener("click", () => toggle("screens"));
role("rooms").addEventListener("click", ({ target, detail }) => {
  // A mouse leaves nothing typed behind: the keys of the programme go on.
  if (detail > 0 && target instanceof Element) target.closest("button")?.blur();
});
role("rooms").addEventListener("focusout", ({ relatedTarget }) => {
  if (!isWriting(relatedTarget)) tellKeysAct();
});
role("rooms").addEventListener("keydown", (press) => {
  if (press.key !== "Escape") return;
  press.preventDefault();
  const at = role("drawer-messages").hidden ? "open-screens" : "open-messages";
  open("", false);
  role(at).focus();
  tellKeysAct();
});

const KEYS = {
  KeyT: () => void pressTitle(),
  KeyL: () => {
    open("messages", true);
    focusMessage();
  },
  KeyV: () => {
    toggle("screens");
    role("open-screens").focus();
  },
};
wireKeys(KEYS, { whileWriting: ["KeyL", "KeyV"] });
wireScreens(look, command);
setInterval(() => void (asking ?? look()), LOOK_EVERY_MS);
void look();
