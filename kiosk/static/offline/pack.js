/**
 * Opens the pack that a paired station carries (its layout: kiosk/pack.py).
 *
 * A record opens only with its own code of 27 digits in hand; nothing here can list anybody.
 */

const MAGIC = "HNP1";
const KEY_WORDS = "hoinghi pack 1";
const NUMBER_WORDS = "hoinghi card number 1";
const INDEX = 16;
const KEY = 32;
const NONCE = 12;
const RECORD_ROW = INDEX + 8;
const SHORT = 9;
const NUMBER_ROW = SHORT * 2 + 1;

const utf8 = new TextEncoder();

/** Whether this browser can open a pack here: over plain HTTP it may not. */
export const canUnseal = () => Boolean(globalThis.crypto?.subtle);

const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));

function compare(bytes, at, wanted) {
  for (let nth = 0; nth < wanted.length; nth += 1) {
    const difference = bytes[at + nth] - wanted[nth];
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Where in a table of sorted rows the one with this index begins; -1 if there is none. */
function seek(bytes, { from, rows, width }, wanted) {
  let low = 0;
  let high = rows - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = from + middle * width;
    const difference = compare(bytes, at, wanted);
    if (difference === 0) return at;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

async function unsealing(digits, salt) {
  const secret = await crypto.subtle.importKey("raw", utf8.encode(digits), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8.encode(KEY_WORDS) };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, secret, (INDEX + KEY + NONCE) * 8));
  return { index: bits.slice(0, INDEX), key: bits.slice(INDEX, INDEX + KEY), nonce: bits.slice(INDEX + KEY) };
}

/**
 * Look into a pack as it came over the wire.
 *
 * @param {ArrayBuffer} buffer
 */
export function openPack(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  if (String.fromCharCode(...bytes.slice(0, 4)) !== MAGIC) throw new TypeError("not a pack");
  const top = 8 + view.getUint32(4, true);
  const heading = JSON.parse(new TextDecoder().decode(bytes.slice(8, top)));
  const salt = bytesOf(heading.salt);
  const records = { from: top, rows: heading.records, width: RECORD_ROW };
  const numbers = { from: top + records.rows * RECORD_ROW, rows: heading.numbers, width: NUMBER_ROW };
  const sealedFrom = numbers.from + numbers.rows * NUMBER_ROW;

  /**
   * Open the record of a code; null if the pack has none.
   *
   * @param {string} digits
   */
  async function recordOf(digits) {
    const { index, key, nonce } = await unsealing(digits, salt);
    const row = seek(bytes, records, index);
    if (row < 0) return null;
    const from = sealedFrom + view.getUint32(row + INDEX, true);
    const sealed = bytes.slice(from, from + view.getUint32(row + INDEX + 4, true));
    const opener = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, opener, sealed);
    const [reason, person, address, words, tray] = JSON.parse(new TextDecoder().decode(opened));
    const delegate = words ? Object.fromEntries(heading.words.map((name, nth) => [name, words[nth]])) : null;
    return { reason, person, address, delegate, tray };
  }

  /**
   * What is known of the short number of a card: no name; null if the pack does not have it.
   *
   * @param {string} number
   */
  async function numberOf(number) {
    const secret = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const signed = await crypto.subtle.sign("HMAC", secret, utf8.encode(NUMBER_WORDS + number));
    const row = seek(bytes, numbers, new Uint8Array(signed).slice(0, SHORT));
    if (row < 0) return null;
    const person = base64Of(bytes.slice(row + SHORT, row + 2 * SHORT));
    return { reason: heading.reasons[bytes[row + 2 * SHORT]], person };
  }

  return { heading, recordOf, numberOf };
}
