/** How fast each lane goes: scans a minute over the last ten, with a small drawing of them. */

import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const MINUTE_MS = 60_000;
const MINUTES = 10;
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 100;
const HEIGHT = 24;

/** The counts of the last ten minutes, the present one last; a lane may have been still. */
function counts(minutes, nowMs) {
  const known = new Map(minutes);
  const present = nowMs - (nowMs % MINUTE_MS);
  return Array.from({ length: MINUTES }, (_, nth) => known.get(present - (MINUTES - 1 - nth) * MINUTE_MS) ?? 0);
}

function bars(drawing, numbers, most) {
  const width = WIDTH / MINUTES;
  const rects = numbers.map((number, nth) => {
    const height = most ? (number / most) * HEIGHT : 0;
    const rect = document.createElementNS(SVG, "rect");
    const places = { x: nth * width + 1, y: HEIGHT - Math.max(height, 1), width: width - 2, height: Math.max(height, 1) };
    for (const [name, value] of Object.entries(places)) rect.setAttribute(name, value.toFixed(2));
    return rect;
  });
  drawing.replaceChildren(...rects);
}

function oneDecimal(number) {
  return number.toFixed(1).replace(".", say("decimal"));
}

/**
 * Show every lane.
 *
 * @param {{id: number, name: string, came: number, minutes: [number, number][]}[]} lanes
 * @param {number} nowMs
 */
export function drawLanes(lanes, nowMs) {
  const known = lanes.map((lane) => ({ ...lane, numbers: counts(lane.minutes, nowMs) }));
  const most = Math.max(1, ...known.flatMap(({ numbers }) => numbers));
  show("no-lanes", lanes.length === 0);
  role("lanes").hidden = lanes.length === 0;
  fillList("lanes", "lane", known, (row, { id, name, came, numbers }) => {
    const called = id === 0 ? say("lane_by_hand") : name;
    const sum = numbers.reduce((all, number) => all + number, 0);
    write("lane-name", called, row);
    write("lane-rate", say("rate", { n: oneDecimal(sum / MINUTES) }), row);
    write("lane-came", String(came), row);
    const drawing = role("lane-bars", row);
    drawing.setAttribute("aria-label", say("lane_bars", { name: called, n: sum }));
    bars(drawing, numbers, most);
  });
}
