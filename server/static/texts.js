/** The sentences of a page. They are written in its template and come in <body data-texts>. */

/** @type {Record<string, string>} */
const texts = JSON.parse(document.body.dataset.texts || "{}");

/**
 * Give a sentence of this page with its {places} filled in.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const sentence = texts[key];
  if (sentence === undefined) throw new Error(`The template gives no text "${key}".`);
  return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * Whether this page has a text; for codes that may also be somebody's own words.
 *
 * @param {string} key
 * @returns {boolean}
 */
export function knows(key) {
  return key in texts;
}
