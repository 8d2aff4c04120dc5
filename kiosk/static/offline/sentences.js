/** Fills the gaps in the server's sentences: the same words as conference/verdicts.py says. */

const GAPS = /ⓐ|Ⓐ|\{(name|seat|area|first)\}/g;

const hourMinute = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Asia/Ho_Chi_Minh",
});

/** An hour as sentences say it: 13h42. */
const spoken = (ms) => hourMinute.format(ms).replace(":", "h");

const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);

/**
 * Say a reason's sentence in both languages.
 *
 * @param {Record<string, {vi: string, en: string}>} patterns by which of area and seat they name
 * @param {{address?: string, name?: string, seat?: string, area?: string, first_ms?: number | null}} words
 */
export function fillSentence(patterns, words) {
  const placed = (words.area ? "a" : "") + (words.seat ? "s" : "");
  const pattern = patterns[placed] ?? patterns[""];
  const address = words.address || "đại biểu";
  const first = words.first_ms ? spoken(words.first_ms) : "";
  const said = { ...words, first };
  const fill = (text) => text.replace(GAPS, (gap, name) => {
    if (gap === "ⓐ") return address;
    return gap === "Ⓐ" ? capital(address) : said[name] ?? "";
  });
  return { vi: fill(pattern.vi), en: fill(pattern.en) };
}
