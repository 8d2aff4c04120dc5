/**
 * The readers of this station, scanner and camera, as one: a code that both read is one read.
 *
 * It also knows when a station can read nothing any more: its camera worked and went away, and no
 * scanner was ever heard here.
 */

import { role, show } from "../../server/static/roles.js";
import { createCamera } from "./camera.js";
import { createSameRead, listenForScans } from "./scanner.js";

const TRY_CAMERA_AGAIN_MS = 5000;

const picture = /** @type {HTMLVideoElement} */ (role("viewfinder-picture"));

/** Whether the browser would give the camera without asking. */
async function alreadyAllowed() {
  try {
    const asked = await navigator.permissions.query({ name: /** @type {any} */ ("camera") });
    return asked.state === "granted";
  } catch {
    return false;
  }
}

/** Show what the camera sees, as in a mirror where it looks at whoever holds the code. */
function showViewfinder({ stream, mirrored }) {
  if (picture.srcObject !== stream) picture.srcObject = stream;
  picture.dataset.mirrored = String(mirrored);
  if (stream) void picture.play().catch(() => {});
  show("viewfinder", stream !== null);
  show("how-camera", stream !== null);
  ["drawing", "how-scanner"].forEach((name) => show(name, stream === null));
}

/**
 * Begin to listen; the camera begins with `startCamera`.
 *
 * @param {object} wanted
 * @param {(read: import("./scanner.js").Read) => void} wanted.onRead
 * @param {(present: boolean) => void} wanted.onBlind nothing here can read a code
 * @param {(state: any) => void} wanted.onCamera how the camera is
 * @param {() => string} wanted.choice "off", "auto", "front", "back" or a device's id
 */
export function createReaders({ onRead, onBlind, onCamera, choice }) {
  const sameRead = createSameRead();
  let scannerHeard = false;
  let cameraWorked = false;
  let again = 0;

  const camera = createCamera({
    worker: document.body.dataset.cameraWorker,
    wasm: document.body.dataset.cameraWasm,
    onRead: (read) => sameRead(read) || onRead(read),
    onState(state) {
      cameraWorked ||= state.stream !== null;
      showViewfinder(state);
      onCamera(state);
      const lost = cameraWorked && state.trouble !== "" && choice() !== "off";
      onBlind(lost && !scannerHeard);
      clearTimeout(again);
      if (lost) again = setTimeout(startCamera, TRY_CAMERA_AGAIN_MS);
    },
  });

  listenForScans({
    sameRead,
    onScan(read) {
      scannerHeard = true;
      onBlind(false);
      onRead(read);
    },
  });

  function startCamera() {
    const wanted = choice();
    if (wanted === "off") camera.stop();
    else void camera.start(wanted === "auto" ? "front" : wanted);
  }

  /** Begin again after a reload, where the browser need not ask anybody. */
  async function resumeCamera() {
    if (choice() !== "off" && (await alreadyAllowed())) startCamera();
  }

  navigator.mediaDevices?.addEventListener?.("devicechange", () => cameraWorked && startCamera());
  return { startCamera, resumeCamera, shine: camera.shine };
}
