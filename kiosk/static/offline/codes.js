/** What a scan is, without the server: the twin of conference/codes.py, tested on the same cases. */

const CODE = /^\d{27}$/;
const CITIZEN_CARD = /^\d{12}\|/;
const REHEARSAL_OFFSET = 5;
const LONGEST_SCAN = 512;
const KINDS = { 1: "invitation", 2: "badge", 3: "award_slip" };

/**
 * Zero the number of a citizen card: nobody's is kept or sent. What is left reads as such a card.
 *
 * @param {string} scanned
 */
export const withoutCitizenNumber = (scanned) => scanned.replace(/^[\r\n\t ]*\d{12}(?!\d)/, "0".repeat(12));

/** The remainder by 97 of a number too long for a Number. */
function remainder97(digits) {
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

/**
 * Take a scan apart.
 *
 * @param {string} scanned
 * @param {boolean} foreign a key other than a digit was pressed
 * @returns {{digits: string, kind: string, number: string, rehearsal: boolean} | {unreadable: string}}
 */
export function readCode(scanned, foreign) {
  const text = scanned.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, "");
  if (CITIZEN_CARD.test(text)) return { unreadable: "citizen_card" };
  if (foreign || text.length > LONGEST_SCAN || !/^\d+$/.test(text)) return { unreadable: "foreign" };
  const first = Number(text[0]);
  const rehearsal = first - REHEARSAL_OFFSET in KINDS;
  if (!CODE.test(text) || remainder97(text) !== 1 || !(first in KINDS || rehearsal)) return { unreadable: "damaged" };
  const kind = KINDS[rehearsal ? first - REHEARSAL_OFFSET : first];
  return { digits: text, kind, number: text.slice(1, 4), rehearsal };
}
