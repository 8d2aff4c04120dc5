/** The hooks between templates and scripts: `data-role`, never a class. */

/**
 * Find the one element that plays a role.
 *
 * @param {string} name
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function role(name, within = document) {
  const found = within.querySelector(`[data-role="${name}"]`);
  if (!found) throw new Error(`The template has no data-role="${name}".`);
  return /** @type {HTMLElement} */ (found);
}

/**
 * Find all elements that play a role.
 *
 * @param {string} name
 * @param {ParentNode} [within]
 * @returns {any[]}
 */
export function roles(name, within = document) {
  return [...within.querySelectorAll(`[data-role="${name}"]`)];
}

const RANGE = /(\d+ ?[-–] ?\d+)/;

/** The text with its ranges of numbers (2020-2025, 2025 - 2030) held together where a line breaks. */
function unbroken(text) {
  return text.split(RANGE).filter(Boolean).map((piece, index, all) => {
    if (all.length === 1 || !RANGE.test(piece)) return piece;
    const range = document.createElement("span");
    range.className = "together";
    range.textContent = piece;
    return range;
  });
}

/**
 * Write a text, touching the page only when it differs; an empty one hides its element.
 *
 * @param {string} name
 * @param {string | null | undefined} text
 * @param {ParentNode} [within]
 */
export function write(name, text, within = document) {
  const element = role(name, within);
  const wanted = text ?? "";
  if (element.textContent !== wanted) element.replaceChildren(...unbroken(wanted));
  element.hidden = wanted === "";
}

/**
 * Show or hide the element that plays a role.
 *
 * @param {string} name
 * @param {boolean} visible
 * @param {ParentNode} [within]
 */
export function show(name, visible, within = document) {
  role(name, within).hidden = !visible;
}

/**
 * Clone the one element inside a <template data-role>.
 *
 * @param {string} name
 * @returns {HTMLElement}
 */
export function stamp(name) {
  const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (role(name)));
  return /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
}

/**
 * Make a list show one stamped element per item.
 *
 * @template Item
 * @param {string} list role of the list
 * @param {string} template role of its <template>
 * @param {Item[]} items
 * @param {(element: HTMLElement, item: Item, index: number) => void} fill
 * @param {ParentNode} [within]
 */
export function fillList(list, template, items, fill, within = document) {
  const rows = items.map((item, index) => {
    const element = stamp(template);
    fill(element, item, index);
    return element;
  });
  role(list, within).replaceChildren(...rows);
}
