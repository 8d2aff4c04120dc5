/** The hall's plan as plain values: what the editor's fields and buttons make of it. Pure. */

const MOST_ROWS = 300;

/**
 * Read the numbers in a text; "9×12" or "9x12" stands for nine times 12 where `times` is wanted.
 *
 * @param {string} text
 * @param {boolean} times
 * @returns {number[]}
 */
export function numbersIn(text, times = false) {
  return [...text.matchAll(/(\d+)(?:\s*[x×*]\s*(\d+))?/gi)].flatMap(([, first, second]) => {
    if (second === undefined) return [Number(first)];
    if (!times) return [Number(first), Number(second)];
    return Array.from({ length: Math.min(Number(first), MOST_ROWS) }, () => Number(second));
  });
}

/** What a field says, in the plan's own units. */
export function fieldValue(kind, text) {
  if (kind === "words") return text;
  if (kind === "letters") return text.toUpperCase().replace(/[^A-Z]/g, "");
  if (kind === "rows") return numbersIn(text, true);
  if (kind === "numbers") return numbersIn(text);
  if (kind === "metres") return Math.round(Number(text) * 1000);
  return Math.round(Number(text));
}

/**
 * Give a copy of the plan with one value changed.
 *
 * A block that is renamed keeps its reserved rows.
 *
 * @param {any} plan
 * @param {string} at such as "blocks.0.rows"
 * @param {any} value
 */
export function changed(plan, at, value) {
  const copy = structuredCopy(plan);
  const path = at.split(".");
  const last = /** @type {string} */ (path.pop());
  const place = path.reduce((inside, key) => inside[key], copy);
  if (path[0] === "blocks" && last === "name") {
    copy.reserves.filter((one) => one.block === place.name).forEach((one) => { one.block = value; });
  }
  place[last] = value;
  return copy;
}

/** Give a copy without one block, reserve, area or door; a block takes its reserved rows along. */
export function without(plan, at) {
  const copy = structuredCopy(plan);
  const [list, nth] = at.split(".");
  const [gone] = copy[list].splice(Number(nth), 1);
  if (list === "blocks") copy.reserves = copy.reserves.filter((one) => one.block !== gone.name);
  return copy;
}

/** Give a copy in which nobody may sit on this seat, or, if that was so, in which one may. */
export function toggled(plan, label, reason) {
  const copy = structuredCopy(plan);
  if (label in copy.blocked) delete copy.blocked[label];
  else copy.blocked[label] = reason;
  return copy;
}

/** Give a copy with one more block, reserve, area or door, set where nothing stands yet. */
export function added(plan, list, word) {
  const copy = structuredCopy(plan);
  const name = freeName(copy[list].map((one) => one.name), word);
  copy[list].push({ name, ...MAKERS[list](copy) });
  return copy;
}

const MAKERS = {
  blocks: (plan) => {
    const right = Math.max(0, ...plan.blocks.map((one) => one.x_mm + (Math.max(...one.rows) * one.seat_mm) / 2));
    const prefix = plan.blocks.length ? String(plan.blocks.length + 1) : "";
    return { rows: Array(8).fill(8), x_mm: Math.round(right + 3600), y_mm: 1800, prefix };
  },
  reserves: (plan) => ({ block: plan.blocks[0].name, first_row: 1, last_row: 1 }),
  areas: (plan) => ({ capacity: 50, x_mm: 0, y_mm: below(plan), width_mm: 7000, depth_mm: 5000 }),
  doors: (plan) => ({ x_mm: 0, y_mm: below(plan) }),
};

function below(plan) {
  const blocks = plan.blocks.map((one) => one.y_mm + one.rows.length * one.row_mm);
  const areas = plan.areas.map((one) => one.y_mm + one.depth_mm);
  return Math.max(1000, ...blocks, ...areas) + 1000;
}

function freeName(taken, word) {
  let nth = taken.length + 1;
  while (taken.includes(`${word} ${nth}`)) nth += 1;
  return `${word} ${nth}`;
}

/** `structuredClone` is younger than the tablets of 2020. */
function structuredCopy(plan) {
  return JSON.parse(JSON.stringify(plan));
}
