/** Makes a box's text smaller, in proportion, until it fits; never below a floor. */

const STEPS = 7;

/**
 * Whether a box holds more than it can show.
 *
 * @param {HTMLElement} box
 * @returns {boolean}
 */
export function overflows(box) {
  return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
}

/**
 * Set `--fit` on the box to the largest factor between floor and 1 at which nothing overflows.
 * The stylesheet multiplies its sizes by it.
 *
 * @param {HTMLElement} box
 * @param {number} floor
 */
export function fit(box, floor) {
  const set = (factor) => box.style.setProperty("--fit", factor.toFixed(3));
  set(1);
  if (box.hidden || !overflows(box)) return;
  set(floor);
  if (overflows(box)) return;
  let low = floor;
  let high = 1;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    set(middle);
    if (overflows(box)) high = middle;
    else low = middle;
  }
  set(low);
}

/**
 * Fit a box; where that does not suffice, let things give way one after the other. The stylesheet
 * says what each word in `data-crowded` means.
 *
 * @param {HTMLElement} box
 * @param {number} floor
 * @param {HTMLElement} holder gets `data-crowded`
 * @param {string[]} ways
 * @returns {boolean} whether all of it is to be seen
 */
export function fitOrGiveWay(box, floor, holder, ways) {
  delete holder.dataset.crowded;
  fit(box, floor);
  for (const way of ways) {
    if (!overflows(box)) return true;
    holder.dataset.crowded = way;
    fit(box, floor);
  }
  return !overflows(box);
}

/**
 * Fit boxes whenever the room they have changes, and once the faces are there.
 *
 * @param {Array<[HTMLElement, number]>} boxes each with its floor
 * @param {() => void} [before] what has to be done to the text first
 * @returns {() => void} fits them again, after the text changed
 */
export function keepFitted(boxes, before = () => {}) {
  const again = () => {
    boxes.forEach(([box]) => box.style.setProperty("--fit", "1"));
    before();
    boxes.forEach(([box, floor]) => fit(box, floor));
  };
  // A mark that comes and goes changes the room that is left, not only the window.
  if (window.ResizeObserver) {
    const watch = new ResizeObserver(again);
    boxes.forEach(([box]) => watch.observe(box));
  } else window.addEventListener("resize", again);
  void document.fonts?.ready.then(again);
  document.fonts?.addEventListener?.("loadingdone", again);
  return again;
}
