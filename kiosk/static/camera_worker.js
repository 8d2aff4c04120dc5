/**
 * Reads QR codes out of pictures, off the page's thread. A picture lives for one reading and leaves
 * the device nowhere; of a foreign code only the first signs are given on, as of a scanner's.
 */

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { CODE_LENGTH, FOREIGN_KEPT } from "./scanner.js";

const OURS = new RegExp(`^\\d{${CODE_LENGTH}}$`);
const SEEN_AT_MOST = 4;
/** Chosen by measurement: reads dark, noisy and slanted pictures that the quick options miss. */
const OPTIONS = /** @type {const} */ ({
  formats: ["QRCode"],
  tryHarder: true,
  maxNumberOfSymbols: SEEN_AT_MOST,
});

/** What may be known of the codes in a picture: ours if there is one, else that a foreign one is. */
function told(texts) {
  const ours = texts.find((text) => OURS.test(text));
  if (ours) return { code: ours, foreign: false };
  return texts.length > 0 ? { code: texts[0].slice(0, FOREIGN_KEPT), foreign: true } : null;
}

async function read({ pixels, width, height }) {
  const picture = new ImageData(new Uint8ClampedArray(pixels), width, height);
  const found = await readBarcodes(picture, OPTIONS);
  return told(found.filter((one) => one.isValid).map((one) => one.text));
}

async function prepare({ wasm }) {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return { ready: true };
}

self.addEventListener("message", async ({ data }) => {
  try {
    const answer = data.wasm ? await prepare(data) : { read: await read(data) };
    self.postMessage(answer);
  } catch (trouble) {
    self.postMessage({ trouble: String(trouble) });
  }
});
