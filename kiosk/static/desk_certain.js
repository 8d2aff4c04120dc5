/** Whom Enter may take before anybody has chosen: one that cannot be confused with another. */

const spoken = (words) => words.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/** Without marks, as many type. */
const bare = (words) => spoken(words).normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

function only(found, test) {
  const fits = found.map((one, index) => (test(one) ? index : -1)).filter((index) => index >= 0);
  return fits.length === 1 ? fits[0] : -1;
}

/**
 * Give the place of the only one found, of the card's own number, or of the only one with this full
 * name; -1 where somebody has to choose. Marks that were typed count: Văn is not Vân.
 *
 * @param {string} words
 * @param {{name: string, card_number: string}[]} found
 */
export function certainOf(words, found) {
  const number = only(found, (one) => one.card_number === words);
  if (number >= 0) return number;
  if (found.length === 1) return 0;
  const named = only(found, (one) => spoken(one.name) === spoken(words));
  return named >= 0 ? named : only(found, (one) => bare(one.name) === spoken(words));
}
