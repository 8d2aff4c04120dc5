/**
 * The lobby's welcome: who has just come, large; those before, small. From the first programme item
 * on title lines and the present item only. When the server is gone the last picture stays.
 */

import { keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { fitTitleLines } from "../../server/static/title_lines.js";
import { showTitleBlock, shownTitles } from "./title_block.js";

const GREETED_FOR_MS = 4 * 60_000;
const LOOK_EVERY_MS = 5000;
const A_NAME_STAYS_MS = 2500;

let snapshot = null;
let greeted = 0;
let greetedAt = -A_NAME_STAYS_MS;
let later = 0;

const screen = role("screen");
const boxes = /** @type {Array<[HTMLElement, number]>} */ ([[role("opening"), 0.4], [role("greeting"), 0.4]]);
const fitAgain = keepFitted(boxes, () => fitTitleLines(shownTitles(), 0.8));
const { now } = follow({ namespace: "/stage", room: "welcome", onSnapshot: take });

/** Names go by themselves after a while, but never because the server is gone. */
function recent() {
  if (document.documentElement.dataset.connection === "lost") return null;
  const sinceMs = now() - GREETED_FOR_MS;
  return snapshot.greetings.filter((one) => one.at_ms > sinceMs);
}

/** At the peak five come in a second: a name stays long enough to be read. */
function take(given) {
  snapshot = given;
  clearTimeout(later);
  const another = !snapshot.silent && (recent()?.[0]?.id ?? greeted) !== greeted;
  const stillMs = another ? greetedAt + A_NAME_STAYS_MS - performance.now() : 0;
  if (stillMs > 0) later = setTimeout(paint, stillMs);
  else paint();
}

function paint() {
  const shown = snapshot && recent();
  if (!shown) return;
  const greets = shown.length > 0;
  screen.dataset.view = greets ? "greets" : snapshot.silent ? "silent" : "quiet";
  show("greeting", greets);
  show("welcome-word", !snapshot.silent);
  write("now", snapshot.now?.title);
  showTitleBlock(snapshot.title_block);
  if (greets) paintGreetings(shown);
  fitAgain();
}

function paintGreetings([newest, ...before]) {
  write("greet", say("greet", { address: newest.address }));
  write("greet-name", newest.name);
  write("greet-position", newest.position);
  write("greet-unit", newest.unit);
  fillList("before", "one-before", before, (row, one) => {
    write("before-name", one.name, row);
    write("before-office", [one.position, one.unit].filter(Boolean).join(", "), row);
  });
  if (newest.id === greeted) return;
  greeted = newest.id;
  greetedAt = performance.now();
  arriveGently();
}

/** A quiet fade, so that a change is seen from the corner of the eye and disturbs nobody. */
function arriveGently() {
  role("newest").classList.remove("arrives");
  void role("newest").offsetWidth;
  role("newest").classList.add("arrives");
}

setInterval(() => {
  const shown = snapshot && recent();
  const rows = snapshot && role("greeting").hidden ? 0 : role("before").children.length + 1;
  if (shown && shown.length !== rows) paint();
}, LOOK_EVERY_MS);
