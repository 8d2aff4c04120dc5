/** Seats of the drawing under hand and keyboard: one is in the tab order, arrows go to the next. */

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SIDEWAYS_COSTS = 3;

let current = "";

function allSeats(drawing) {
  return [...drawing.querySelectorAll("[data-seat]")];
}

function placeOf(seat) {
  const [, x, y] = seat.getAttribute("transform").match(/translate\((-?\d+) (-?\d+)\)/);
  return [Number(x), Number(y)];
}

/** The nearest seat that way; straight ahead counts for more than near. */
function nextSeat(drawing, from, [wayX, wayY]) {
  const [x, y] = placeOf(from);
  let best = null;
  let bestCost = Infinity;
  for (const seat of allSeats(drawing)) {
    const [otherX, otherY] = placeOf(seat);
    const ahead = (otherX - x) * wayX + (otherY - y) * wayY;
    const aside = Math.abs((otherX - x) * wayY) + Math.abs((otherY - y) * wayX);
    const cost = ahead + aside * SIDEWAYS_COSTS;
    if (ahead > 0 && cost < bestCost) [best, bestCost] = [seat, cost];
  }
  return best;
}

/** Put one seat in the tab order. */
function enter(seat) {
  seat.ownerSVGElement?.querySelector('[data-seat][tabindex="0"]')?.setAttribute("tabindex", "-1");
  seat.setAttribute("tabindex", "0");
  current = seat.getAttribute("data-seat") ?? "";
}

/**
 * Make a fresh drawing reachable by keyboard, at the seat where the eye was before.
 *
 * @param {HTMLElement} drawing
 */
export function arrange(drawing) {
  const seat = drawing.querySelector(`[data-seat="${CSS.escape(current)}"]`) ?? drawing.querySelector('[data-seat][role="button"]');
  if (seat) enter(seat);
}

/**
 * Act on clicks and keys of whichever drawing the page has.
 *
 * @param {{choose: (label: string) => void, block: (label: string) => void}} acts
 */
export function listen({ choose, block }) {
  document.addEventListener("click", ({ target }) => {
    const seat = /** @type {Element} */ (target).closest('[data-seat][role="button"]');
    if (!seat) return;
    enter(seat);
    /** @type {SVGElement} */ (seat).focus({ preventScroll: true });
    choose(seat.getAttribute("data-seat") ?? "");
  });
  document.addEventListener("keydown", (press) => {
    const seat = press.target instanceof Element ? press.target.closest('[data-seat][role="button"]') : null;
    if (!seat || press.ctrlKey || press.metaKey || press.altKey) return;
    const way = WAYS[press.key];
    if (!way && press.key !== " " && press.key !== "Enter") return;
    press.preventDefault();
    const label = seat.getAttribute("data-seat") ?? "";
    if (press.key === " ") block(label);
    if (press.key === "Enter") choose(label);
    const next = way && nextSeat(seat.ownerSVGElement, seat, way);
    if (!next) return;
    enter(next);
    next.focus();
  });
}
