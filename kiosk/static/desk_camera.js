/**
 * The camera of a desk that has no scanner, or beside one. One button opens and closes it; the next
 * time the page of this station opens, it is as it was left. It takes the cursor from nobody.
 */

import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { camerasHere, createCamera } from "./camera.js";

const KEPT = "hoinghi.desk_camera";
const TRY_AGAIN_MS = 5000;
/** What may pass by itself; a refusal is not asked again and again. */
const PASSES = ["busy", "gone"];
/** A tablet looks away from whoever holds it; one that has a single camera takes that. */
const USUAL = { open: false, choice: "back" };

const picture = /** @type {HTMLVideoElement} */ (role("camera-picture"));
const choiceInput = /** @type {HTMLSelectElement} */ (role("camera-choice"));
const lampButton = role("camera-lamp");

/** One tablet may serve as another station tomorrow: each has its own choice. */
const keptUnder = () => `${KEPT}.${document.body.dataset.station ?? ""}`;

/** @returns {{open: boolean, choice: string}} */
function readKept() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(keptUnder()) ?? "{}") };
  } catch {
    return { ...USUAL };
  }
}

/** Show what the camera sees, as in a mirror where it looks at whoever holds the code. */
function showPicture({ stream, mirrored }) {
  if (picture.srcObject !== stream) picture.srcObject = stream;
  picture.dataset.mirrored = String(mirrored);
  if (stream) void picture.play().catch(() => {});
  show("camera-picture", stream !== null);
}

function paint({ open }, { trouble, stream, lamp }) {
  show("camera-part", open);
  write("camera-words", say(open ? "camera_close" : "camera_open"));
  write("camera-state", say(trouble ? `camera_${trouble}` : stream ? "camera_on" : "camera_starting"));
  role("camera-state").dataset.kind = trouble ? "care" : "";
  show("camera-lamp", lamp);
  if (!lamp) lampButton.setAttribute("aria-pressed", "false");
}

/** Offer the cameras by name where the browser tells their names. */
async function listCameras(choice) {
  const cameras = await camerasHere().catch(() => []);
  roles("camera-option").forEach((option) => option.remove());
  for (const { deviceId, label } of cameras.filter((one) => one.deviceId && one.label)) {
    const option = new Option(label, deviceId);
    option.dataset.role = "camera-option";
    choiceInput.append(option);
  }
  choiceInput.value = choice;
  if (!choiceInput.value) choiceInput.value = USUAL.choice;
}

/** Let the buttons do their work; a finger or a mouse on them leaves the cursor where it is. */
function wire({ onToggle, onChoice, onShine, onDevices }) {
  const toggle = role("camera-toggle");
  for (const button of [toggle, lampButton]) {
    button.addEventListener("mousedown", (press) => press.preventDefault());
  }
  toggle.addEventListener("click", onToggle);
  choiceInput.addEventListener("change", () => onChoice(choiceInput.value));
  lampButton.addEventListener("click", () => {
    const on = lampButton.getAttribute("aria-pressed") !== "true";
    lampButton.setAttribute("aria-pressed", String(on));
    onShine(on);
  });
  navigator.mediaDevices?.addEventListener?.("devicechange", onDevices);
}

/**
 * Offer the camera, and open it where it was open before.
 *
 * @param {object} wanted
 * @param {(read: {code: string, foreign: boolean, source: "camera"}) => void} wanted.onRead each
 *   sighting of a code; the same one many times
 * @param {() => void} wanted.onChosen another camera was chosen from the list, which has the cursor now
 */
export function offerCamera({ onRead, onChosen }) {
  let kept = readKept();
  let seen = { stream: null, trouble: "", lamp: false, mirrored: false };
  let again = 0;

  const camera = createCamera({
    worker: document.body.dataset.cameraWorker,
    wasm: document.body.dataset.cameraWasm,
    onRead,
    onState(state) {
      seen = state;
      showPicture(state);
      paint(kept, state);
      clearTimeout(again);
      if (kept.open && PASSES.includes(state.trouble)) again = setTimeout(start, TRY_AGAIN_MS);
      // Names are told only once a camera was given.
      if (state.stream) void listCameras(kept.choice);
    },
  });

  function start() {
    paint(kept, { ...seen, trouble: "" });
    void camera.start(kept.choice);
  }

  function keep(changed) {
    kept = { ...kept, ...changed };
    localStorage.setItem(keptUnder(), JSON.stringify(kept));
    if (kept.open) start();
    else camera.stop();
  }

  wire({
    onToggle: () => keep({ open: !kept.open }),
    onChoice(choice) {
      keep({ choice });
      onChosen();
    },
    onShine: (on) => void camera.shine(on),
    onDevices: () => void (kept.open && !seen.stream && start()),
  });
  choiceInput.value = kept.choice;
  paint(kept, seen);
  if (kept.open) start();
}
