/** Where the MC reads, kept by this tab over a reload: F5 of a presenter, a new build. */

const { conference, rehearsal } = document.body.dataset;
const nameOf = (what) => `hoinghi.mc_${what}.${conference}.${rehearsal}`;

/**
 * Give what was kept; a browser that keeps nothing gives the usual.
 *
 * @template Kept
 * @param {string} what
 * @param {Kept} usual
 * @returns {Kept}
 */
export function remembered(what, usual) {
  try {
    return { ...usual, ...JSON.parse(sessionStorage.getItem(nameOf(what)) ?? "{}") };
  } catch {
    return usual;
  }
}

/**
 * Keep it for as long as the tab is open.
 *
 * @param {string} what
 * @param {object} value
 */
export function remember(what, value) {
  try {
    sessionStorage.setItem(nameOf(what), JSON.stringify(value));
  } catch {
    // It is read on from the first page then.
  }
}
