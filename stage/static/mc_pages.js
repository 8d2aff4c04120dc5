/** Cuts a page of the script where it does not fit the screen: never inside a word, nothing is lost. */

import { overflows } from "../../server/static/fit.js";

/** A page that fits when it is set this much smaller is not cut. */
const SMALLER = [1, 0.92, 0.84];
const SENTENCE_END = /[.!?…:;]["”)]?\s*$/;

/**
 * What the screen shows at once: the letters from `start` to `end` of one page.
 *
 * @typedef {{page: number, start: number, end: number, words: string, fit: number}} Shown
 */

/** Words with the blanks behind them, so that joined they are the text again. */
const wordsOf = (text) => text.match(/\S+\s*/g) ?? [];

/** The most words that fit, at least one; back to where a sentence ends if that is not far. */
function cutAt(pieces, fits) {
  let low = 1;
  let high = pieces.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(pieces.slice(0, middle).join("").trimEnd())) low = middle;
    else high = middle - 1;
  }
  if (low === pieces.length) return low;
  for (let end = low; end > low / 2; end -= 1) if (SENTENCE_END.test(pieces[end - 1])) return end;
  return low;
}

/**
 * Give what is shown one after the other. The box is left with the last text that was tried in it.
 *
 * @param {string[]} pages
 * @param {HTMLElement} box whose room is measured
 * @param {HTMLElement} text within the box
 * @returns {Shown[]}
 */
export function shownOf(pages, box, text) {
  const fitsAt = (factor) => (words) => {
    box.style.setProperty("--fit", String(factor));
    text.textContent = words;
    return !overflows(box);
  };
  // Where not even one line has room, as for a moment while the page is laid out, nothing is cut.
  const roomy = fitsAt(1)("Ữ");
  return pages.flatMap((words, page) => {
    const whole = roomy ? SMALLER.find((factor) => fitsAt(factor)(words)) : 1;
    if (whole !== undefined) return [{ page, start: 0, end: words.length, words, fit: whole }];
    const shown = [];
    let pieces = wordsOf(words);
    let start = 0;
    while (pieces.length > 0) {
      const cut = cutAt(pieces, fitsAt(1));
      const piece = pieces.slice(0, cut).join("");
      shown.push({ page, start, end: start + piece.length, words: piece.trimEnd(), fit: 1 });
      start += piece.length;
      pieces = pieces.slice(cut);
    }
    return shown;
  });
}
