/** The arrival curve: who is inside minute by minute, who came in each, and the quorum's line. */

import uPlot from "uplot";
import { hourMinute } from "../../server/static/clockface.js";
import { fillList, role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { withRoom } from "./arrivals_axis.js";

const MINUTE_MS = 60_000;
const TWIN_MINUTES = 5;
const LEAST_MINUTES = 15;
const HEIGHT = 250;
/** Below this the bars are too narrow for an outline. */
const NARROW = 600;

/** @typedef {{ms: number, came: number, inside: number, base: number}} Minute */

/** @type {uPlot | null} */
let chart = null;
/** Which lines are drawn; another set needs another chart. */
let drawn = "";

/**
 * Fill the minutes in which nothing moved, up to now.
 *
 * @param {[number, number, number, number][]} curve
 * @param {number} nowMs
 * @returns {Minute[]}
 */
export function everyMinute(curve, nowMs) {
  if (curve.length === 0) return [];
  const known = new Map(curve.map(([ms, ...rest]) => [ms, rest]));
  const first = curve[0][0];
  const last = curve[curve.length - 1][0];
  // A day later nobody wants the empty hours.
  const end = Math.min(Math.max(last + 2 * MINUTE_MS, nowMs), last + 60 * MINUTE_MS);
  const minutes = [];
  let inside = 0;
  let base = 0;
  for (let ms = first; ms <= Math.max(end, first + LEAST_MINUTES * MINUTE_MS); ms += MINUTE_MS) {
    const [came, in_hall, of_base] = known.get(ms) ?? [0, inside, base];
    inside = in_hall;
    base = of_base;
    minutes.push({ ms, came, inside, base });
  }
  return minutes;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axis(scale, side, grid) {
  const soft = colour("--stone-2");
  return {
    scale,
    side,
    stroke: colour("--stone-6"),
    font: `13px ${colour("--family")}`,
    grid: { show: grid, stroke: soft, width: 1 },
    ticks: { show: false },
    size: 44,
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
  };
}

function seriesOf({ needed, base }, width) {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  return [
    {},
    { label: say("series_came"), scale: "came", stroke: colour("--gold-deep"), fill: colour("--gold"), width: width < NARROW ? 0 : 1, paths: bars, points: { show: false } },
    { label: say("series_inside"), scale: "n", stroke: colour("--admitted"), width: 3, paths: stepped, points: { show: false } },
    { label: say("series_base"), show: base, scale: "n", stroke: colour("--undecided"), width: 2, dash: [2, 4], paths: stepped, points: { show: false } },
    { label: say("series_needed"), show: needed, scale: "n", stroke: colour("--lacquer"), width: 2, dash: [10, 6], points: { show: false } },
  ];
}

function sizeOf(box) {
  return { width: Math.max(box.clientWidth, 240), height: HEIGHT };
}

function newChart(box, data, lines) {
  chart?.destroy();
  chart = new uPlot(
    {
      ...sizeOf(box),
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: true, range: (_, first, last) => withRoom(first, last) },
        n: { range: (_, __, most) => [0, Math.max(most * 1.08, 5)] },
        // The bars keep to the lower part, so that no line is hidden behind them.
        came: { range: (_, __, most) => [0, Math.max(most * 2.2, 4)] },
      },
      axes: [
        {
          ...axis("x", 2, false),
          space: 64,
          size: 32,
          incrs: [60, 300, 600, 900, 1800, 3600, 7200],
          values: (_, moments) => moments.map((s) => hourMinute(s * 1000)),
        },
        axis("n", 3, true),
        axis("came", 1, false),
      ],
      series: seriesOf(lines, box.clientWidth),
    },
    data,
    box,
  );
}

/** The same in words and as a table: a drawing says nothing to a screen reader. */
function tellTwin(minutes) {
  const came = minutes.reduce((sum, minute) => sum + minute.came, 0);
  if (minutes.length === 0) {
    role("chart-words").textContent = say("chart_empty");
  } else {
    const peak = minutes.reduce((most, minute) => (minute.came > most.came ? minute : most));
    const last = minutes.filter(({ came: some }) => some > 0).at(-1) ?? peak;
    role("chart-words").textContent = say("chart_words", {
      from: hourMinute(minutes[0].ms), to: hourMinute(last.ms), n: came, peak: hourMinute(peak.ms), most: peak.came,
    });
  }
  const starts = minutes.filter((_, nth) => nth % TWIN_MINUTES === 0);
  fillList("twin", "twin-row", starts, (row, start, nth) => {
    const some = minutes.slice(nth * TWIN_MINUTES, (nth + 1) * TWIN_MINUTES);
    write("twin-at", hourMinute(start.ms), row);
    write("twin-came", String(some.reduce((sum, minute) => sum + minute.came, 0)), row);
    write("twin-inside", String(some[some.length - 1].inside), row);
  });
}

/**
 * Draw the curve.
 *
 * @param {[number, number, number, number][]} curve minute in ms, came, inside, of the quorum
 * @param {{needed: number, base: string} | null} quorum
 * @param {number} nowMs
 */
export function drawCurve(curve, quorum, nowMs) {
  const box = role("chart");
  const minutes = everyMinute(curve, nowMs);
  const column = (pick) => minutes.map(pick);
  box.hidden = minutes.length === 0;
  role("legend").hidden = box.hidden;
  // Where everybody counts, the two are one line.
  const lines = { needed: quorum !== null, base: quorum !== null && minutes.some(({ base, inside }) => base !== inside) };
  role("legend-needed").hidden = !lines.needed;
  role("legend-base").hidden = !lines.base;
  // The axis goes on a little; nobody knows who is inside then.
  const until = (pick) => column((minute) => (minute.ms <= nowMs ? pick(minute) : null));
  tellTwin(minutes.filter(({ ms }) => ms <= nowMs));
  if (box.hidden) return;
  const data = [
    column(({ ms }) => ms / 1000),
    column(({ came }) => came || null),
    until(({ inside }) => inside),
    until(({ base }) => (lines.base ? base : null)),
    column(() => quorum?.needed ?? null),
  ];
  const wanted = JSON.stringify(lines);
  if (chart && drawn === wanted) chart.setData(/** @type {any} */ (data));
  else newChart(box, /** @type {any} */ (data), lines);
  drawn = wanted;
}

window.addEventListener("resize", () => chart?.setSize(sizeOf(role("chart"))));
