/** How late the programme was, item by item: a line over the hours, from the rows of the table beside it. */

import uPlot from "uplot";
import { hourMinute } from "../../server/static/clockface.js";
import { roles } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const HEIGHT = 220;
const ROOM_S = 60;
const LEAST_MINUTES = 5;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axis(more) {
  return {
    stroke: colour("--stone-6"),
    font: `13px ${colour("--family")}`,
    grid: { show: true, stroke: colour("--stone-2"), width: 1 },
    ticks: { show: false },
    ...more,
  };
}

/** The moments in seconds and the minutes, in order; of two at one moment the later row counts. */
function points() {
  const seen = new Map(roles("drift").map(({ dataset }) => [Number(dataset.ms) / 1000, Number(dataset.late)]));
  return [...seen.entries()].sort(([one], [other]) => one - other);
}

/**
 * Draw the line.
 *
 * @param {HTMLElement} box
 */
export function drawDrift(box) {
  const found = points();
  const size = () => ({ width: Math.max(box.clientWidth, 240), height: HEIGHT });
  const chart = new uPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: true, range: (_, first, last) => [first - ROOM_S, last + ROOM_S] },
        late: { range: (_, least, most) => [Math.min(least - 1, 0), Math.max(most + 1, LEAST_MINUTES)] },
      },
      axes: [
        axis({ space: 64, size: 32, incrs: [60, 300, 600, 900, 1800, 3600, 7200], values: (_, moments) => moments.map((s) => hourMinute(s * 1000)) }),
        axis({ scale: "late", size: 44, labelSize: 20, labelFont: `13px ${colour("--family")}`, label: say("late_axis"), incrs: [1, 2, 5, 10, 15, 30, 60, 120] }),
      ],
      series: [
        {},
        { scale: "late", stroke: colour("--lacquer"), width: 3, points: { show: true, size: 8 } },
        { scale: "late", stroke: colour("--admitted"), width: 2, dash: [8, 6], points: { show: false } },
      ],
    },
    [found.map(([s]) => s), found.map(([, late]) => late), found.map(() => 0)],
    box,
  );
  window.addEventListener("resize", () => chart.setSize(size()));
}
