/** How large the MC reads: A+ and A−, kept on this screen. */

import { role } from "../../server/static/roles.js";

const KEPT = "hoinghi.mc_size";
const SIZES = [0.7, 0.85, 1, 1.2, 1.4, 1.7];
const USUAL = SIZES.indexOf(1);

/** A browser that keeps nothing still shows the usual size. */
function kept() {
  try {
    const nth = Number(localStorage.getItem(KEPT) ?? USUAL);
    return SIZES[nth] === undefined ? USUAL : nth;
  } catch {
    return USUAL;
  }
}

let nth = kept();

function show() {
  role("screen").style.setProperty("--size", String(SIZES[nth]));
  role("smaller").setAttribute("aria-disabled", String(nth === 0));
  role("larger").setAttribute("aria-disabled", String(nth === SIZES.length - 1));
}

/**
 * Read larger or smaller from now on, and after the page is opened again.
 *
 * @param {1 | -1} by
 */
export function resize(by) {
  nth = Math.min(Math.max(nth + by, 0), SIZES.length - 1);
  try {
    localStorage.setItem(KEPT, String(nth));
  } catch {
    // For this time it is as large as was asked for.
  }
  show();
}

show();
