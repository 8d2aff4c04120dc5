/**
 * Reads codes through a camera, about ten pictures a second, beside the scanner.
 *
 * A browser gives a camera only to a page it trusts (HTTPS, or this very machine); `cameraTrouble`
 * says so in a word that the page has a sentence for.
 */

const EVERY_MS = 100;
/** The longest side of a picture that is read: a code held at arm's length fills enough of it. */
const LONGEST_DOTS = 800;
/** A foreign code must be held still this long, or a poster in the background would speak. */
const FOREIGN_SIGHTINGS = 4;
/** One that stays in sight speaks once; it speaks again when it was gone for so long. */
const FOREIGN_GONE_MS = 15_000;
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** @typedef {"insecure" | "unsupported" | "denied" | "absent" | "busy" | "gone" | "unreadable"} Trouble */

/**
 * Why there can be no camera here, or "".
 *
 * @returns {Trouble | ""}
 */
export function cameraTrouble() {
  if (!window.isSecureContext) return "insecure";
  return navigator.mediaDevices?.getUserMedia && window.Worker && window.WebAssembly ? "" : "unsupported";
}

/** The cameras there are; without leave they have no names. */
export async function camerasHere() {
  if (cameraTrouble()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput");
}

const TROUBLE_OF = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
};

/** @param {string} choice "front", "back" or a device's id */
function constraintsOf(choice) {
  if (choice === "front") return { facingMode: { ideal: "user" }, ...WANTED };
  if (choice === "back") return { facingMode: { ideal: "environment" }, ...WANTED };
  return { deviceId: { exact: choice }, ...WANTED };
}

/** Makes pictures of what the camera sees, never larger than is of use. */
function createFrames(video) {
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return function take() {
    const { videoWidth, videoHeight } = video;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !videoWidth) return null;
    const scale = Math.min(1, LONGEST_DOTS / Math.max(videoWidth, videoHeight));
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    paper.drawImage(video, 0, 0, canvas.width, canvas.height);
    return paper.getImageData(0, 0, canvas.width, canvas.height);
  };
}

/**
 * Make the one who reads through a camera.
 *
 * @param {object} wanted
 * @param {string} wanted.worker address of the built camera_worker.js
 * @param {string} wanted.wasm address of the reader's wasm
 * @param {(read: {code: string, foreign: boolean, source: "camera"}) => void} wanted.onRead each
 *   sighting of a code; the same one many times
 * @param {(now: {stream: MediaStream | null, trouble: Trouble | "", lamp: boolean, mirrored: boolean}) => void} wanted.onState
 */
export function createCamera({ worker: workerAddress, wasm, onRead, onState }) {
  const eye = document.createElement("video");
  eye.muted = true;
  eye.playsInline = true;
  const take = createFrames(eye);
  let reader = null;
  let stream = null;
  let turn = 0;
  let foreign = { code: "", times: 0, at: -Infinity };

  function tell(trouble = "") {
    const [track] = stream?.getVideoTracks() ?? [];
    const lamp = Boolean(/** @type {any} */ (track?.getCapabilities?.())?.torch);
    onState({ stream, trouble, lamp, mirrored: track?.getSettings().facingMode === "user" });
  }

  /** Whether a foreign code was held still for long enough, and not only left in sight. */
  function isHeld(code) {
    const at = performance.now();
    const known = code === foreign.code && at - foreign.at < FOREIGN_GONE_MS;
    foreign = { code, times: known ? foreign.times + 1 : 1, at };
    return foreign.times === FOREIGN_SIGHTINGS;
  }

  function see(read) {
    if (read && (!read.foreign || isHeld(read.code))) onRead({ ...read, source: "camera" });
  }

  /** Ask the worker and wait for its word; null where it has failed. */
  function ask(message, transfer = []) {
    return new Promise((resolve) => {
      reader.onmessage = ({ data }) => resolve(data.trouble ? null : data);
      reader.onerror = () => resolve(null);
      reader.postMessage(message, transfer);
    });
  }

  async function watch(mine) {
    while (mine === turn) {
      const beganAt = performance.now();
      const picture = take();
      if (picture) {
        const pixels = picture.data.buffer;
        const answer = await ask({ pixels, width: picture.width, height: picture.height }, [pixels]);
        if (mine === turn) see(answer?.read);
      }
      const restMs = Math.max(EVERY_MS - (performance.now() - beganAt), 0);
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  }

  async function prepareReader() {
    if (reader) return true;
    reader = new Worker(workerAddress);
    if (await ask({ wasm: new URL(wasm, window.location.href).href })) return true;
    reader.terminate();
    reader = null;
    return false;
  }

  function release() {
    turn += 1;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    eye.srcObject = null;
  }

  async function open(choice) {
    try {
      return await navigator.mediaDevices.getUserMedia({ video: constraintsOf(choice), audio: false });
    } catch (refusal) {
      tell(TROUBLE_OF[/** @type {DOMException} */ (refusal).name] ?? "busy");
      return null;
    }
  }

  /** Begin to read; `choice` is "front", "back" or a device's id. Begins anew if it reads already. */
  async function start(choice) {
    release();
    const mine = turn;
    const trouble = cameraTrouble();
    if (trouble) return tell(trouble);
    const opened = await open(choice);
    if (!opened) return undefined;
    if (mine !== turn) return opened.getTracks().forEach((track) => track.stop());
    stream = opened;
    // Pulled out, or taken away by the system: whoever shows it must know.
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      if (mine !== turn) return;
      release();
      tell("gone");
    });
    eye.srcObject = stream;
    await eye.play().catch(() => {});
    if (!(await prepareReader())) {
      release();
      return tell("unreadable");
    }
    if (mine !== turn) return undefined;
    tell();
    return void watch(mine);
  }

  function stop() {
    release();
    tell();
  }

  /** Switch the lamp, where the camera has one. */
  async function shine(on) {
    const [track] = stream?.getVideoTracks() ?? [];
    await track?.applyConstraints({ advanced: [/** @type {any} */ ({ torch: on })] }).catch(() => {});
  }

  return { start, stop, shine };
}
