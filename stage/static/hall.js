/**
 * The hall's screen: title lines, the item that runs, the names that are honoured. Never a timer,
 * an absence, a message, an error: when the server is gone the last picture stays.
 */

import { fitOrGiveWay, keepFitted } from "../../server/static/fit.js";
import { follow } from "../../server/static/live.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { fitTitleLines } from "../../server/static/title_lines.js";
import { FLOOR as HONOURS_FLOOR, fitHonours, paintHonours, stopTurning } from "./hall_honours.js";
import { mannerOf } from "./manner.js";
import { showTitleBlock, shownTitles } from "./title_block.js";

const CURSOR_GONE_AFTER_MS = 3000;
const FLOORS = { opening: 0.4, item: 0.55, still: 0.4, honours: HONOURS_FLOOR };
/** What gives way to an item that is long: the title lines, its name to its part's, then the floor. */
const GIVES_WAY = { item: ["yes", "very"], part: ["yes", "part", "very"] };
/** Which boxes a view shows. */
const SHOWS = { black: [], title: ["opening"], still: ["still"], honours: ["honours"], item: ["opening", "item"] };

const screen = role("screen");
const picture = /** @type {HTMLImageElement} */ (role("picture"));
const boxes = Object.keys(FLOORS).map((name) => /** @type {[HTMLElement, number]} */ ([role(name), FLOORS[name]]));
const fitAll = keepFitted(boxes, () => fitTitleLines(shownTitles(), 0.7));

let view = "title";

/** The title lines and black win over whatever runs: that key works from any state. */
function viewOf({ showing, award, now }) {
  if (showing === "black" || showing === "title") return showing;
  if (award) return "honours";
  if (!now) return "title";
  return mannerOf(now) ? "still" : "item";
}

function take(snapshot) {
  view = viewOf(snapshot);
  screen.dataset.view = view;
  for (const name of Object.keys(FLOORS)) show(name, SHOWS[view].includes(name));
  showTitleBlock(snapshot.title_block);
  if (snapshot.now) paintItem(snapshot.now);
  if (view === "still") write("still-words", say(mannerOf(snapshot.now)));
  if (view === "honours") paintHonours(snapshot.award);
  paintPicture(snapshot.backdrop_url);
  fitView();
}

function paintItem({ title, performer, part }) {
  write("now", title);
  write("performer", part ? "" : performer);
  show("part", Boolean(part));
  write("part-title", part?.title);
  write("part-performer", part && (part.performer || performer));
}

/** Fetched before it is wanted; one that cannot be shown leaves the red ground. */
function paintPicture(url) {
  const wanted = url ?? "";
  if (picture.dataset.url !== wanted) {
    picture.dataset.url = wanted;
    picture.dataset.there = "false";
    if (wanted) picture.src = wanted;
    else picture.removeAttribute("src");
  }
  const stands = view === "title" && picture.dataset.there === "true";
  picture.hidden = !stands;
  screen.dataset.picture = String(stands);
}

function fitView() {
  stopTurning();
  delete screen.dataset.crowded;
  fitAll();
  if (view === "honours") fitHonours(now);
  if (view !== "item") return;
  fitOrGiveWay(role("item"), FLOORS.item, screen, GIVES_WAY[role("part").hidden ? "item" : "part"]);
}

function hideCursorWhenStill() {
  let timer = 0;
  document.documentElement.dataset.cursor = "gone";
  window.addEventListener("pointermove", () => {
    document.documentElement.dataset.cursor = "shown";
    clearTimeout(timer);
    timer = setTimeout(() => {
      document.documentElement.dataset.cursor = "gone";
    }, CURSOR_GONE_AFTER_MS);
  });
}

picture.addEventListener("load", () => {
  // Taken away while it was on its way.
  if (picture.dataset.url === "") return;
  picture.dataset.there = "true";
  paintPicture(picture.dataset.url);
  fitView();
});
window.addEventListener("resize", fitView);
void document.fonts?.ready.then(fitView);
hideCursorWhenStill();
const { now } = follow({ namespace: "/stage", room: "hall", onSnapshot: take });
