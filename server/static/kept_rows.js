/**
 * Lists whose rows stay while they are filled anew: a finger that is down and the keyboard's focus
 * keep their row, whatever happens around it. Rows are told apart by a key, never by their place.
 */

import { stamp } from "./roles.js";

function made(template, key, wire) {
  const row = stamp(template);
  row.dataset.key = key;
  wire(row);
  return row;
}

/** Taken out and put back, an element loses the focus; one that stands right is not touched. */
function put(list, row, nth) {
  if (list.children[nth] === row) return;
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(row, list.children[nth] ?? null);
  /** @type {HTMLElement | null} */ (focused)?.focus({ preventScroll: true });
}

/**
 * Make a list show one row per item, keeping the rows that it has.
 *
 * `wire` is called once with a new row; what it wires must not hold on to the item, which changes.
 *
 * @template Item
 * @param {HTMLElement} list
 * @param {string} template role of its <template>
 * @param {Item[]} items
 * @param {{keyOf: (item: Item) => string | number, fill: (row: HTMLElement, item: Item, nth: number) => void, wire?: (row: HTMLElement) => void}} how
 */
export function keepRows(list, template, items, { keyOf, fill, wire = () => {} }) {
  const there = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.key, row]));
  const used = new Set();
  const rows = items.map((item) => {
    let key = String(keyOf(item));
    while (used.has(key)) key += "+";
    used.add(key);
    return /** @type {HTMLElement} */ (there.get(key) ?? made(template, key, wire));
  });
  for (const row of [...list.children]) if (!rows.includes(/** @type {HTMLElement} */ (row))) row.remove();
  rows.forEach((row, nth) => put(list, row, nth));
  items.forEach((item, nth) => fill(rows[nth], item, nth));
}
