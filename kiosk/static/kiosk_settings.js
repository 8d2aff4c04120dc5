/**
 * What staff set at this station: look, volume, camera; and whether the reader reads.
 *
 * No delegate opens it by accident: it takes F2, two seconds on the station's name, or an address
 * that ends in "?station". It stays in this browser.
 */

import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { camerasHere } from "./camera.js";
import { CODE_LENGTH } from "./scanner.js";

const KEPT = "hoinghi.station_settings";
const HELD_MS = 2000;
/** While the panel is open nobody is checked in: one that was forgotten closes by itself. */
const LEFT_ALONE_MS = 45_000;
const KINDS = { 1: "kind_invitation", 2: "kind_badge", 3: "kind_slip" };
/** Codes of a rehearsal begin five higher. */
const REHEARSAL_OFFSET = 5;

/** @typedef {{look: "auto" | "dark" | "light", volume: number, camera: string}} Settings */

const panel = /** @type {HTMLDialogElement} */ (role("settings"));
const volumeInput = /** @type {HTMLInputElement} */ (role("set-volume"));
const cameraInput = /** @type {HTMLSelectElement} */ (role("set-camera"));

/** @returns {Settings} */
function read() {
  const usual = { look: "auto", volume: Number(document.body.dataset.volume), camera: "auto" };
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") };
  } catch {
    return /** @type {Settings} */ (usual);
  }
}

let settings = read();

/** What is set at this station. */
export const stationSettings = () => settings;

/** Whether the panel is open: then a code is a test of the reader and nobody's arrival. */
export const settingsOpen = () => panel.open;

/** What kind of code it is, in words; of a foreign one nothing is shown. */
function kindOf({ code, foreign }) {
  if (foreign || code.length !== CODE_LENGTH) return say("kind_foreign");
  const first = Number(code[0]);
  const kind = KINDS[first] ?? KINDS[first - REHEARSAL_OFFSET];
  return say(kind ?? "kind_foreign");
}

/**
 * Show what the reader has read.
 *
 * @param {import("./scanner.js").Read} scan
 */
export function showTest(scan) {
  const by = say(scan.source === "camera" ? "by_camera" : "by_scanner");
  write("test-result", say("test_read", { by, kind: kindOf(scan), count: scan.code.length }));
}

/**
 * Say how the camera is.
 *
 * @param {{stream: MediaStream | null, trouble: string, lamp: boolean}} camera
 */
export function showCameraState({ stream, trouble, lamp }) {
  const word = trouble ? `camera_${trouble}` : stream ? "camera_on" : "camera_off";
  write("camera-state", say(word));
  show("set-lamp", lamp);
}

async function listCameras() {
  const cameras = await camerasHere().catch(() => []);
  roles("camera-option").forEach((option) => option.remove());
  const named = cameras.filter(({ deviceId, label }) => deviceId && label);
  cameraInput.append(...named.map(({ deviceId, label }) => {
    const option = new Option(label, deviceId);
    option.dataset.role = "camera-option";
    return option;
  }));
  cameraInput.value = settings.camera;
  if (!cameraInput.value) cameraInput.value = "auto";
}

function showSettings() {
  volumeInput.value = String(Math.round(settings.volume * 100));
  roles("set-look").forEach((input) => {
    input.checked = input.value === settings.look;
  });
  write("test-result", say("test_none"));
}

let leftAlone = 0;

/** Staff are at it; what the reader reads is none of their touches, or a queue would keep it open. */
function stayOpen() {
  clearTimeout(leftAlone);
  leftAlone = setTimeout(closeSettings, LEFT_ALONE_MS);
}

export function openSettings() {
  if (panel.open) return;
  stayOpen();
  showSettings();
  void listCameras();
  if (panel.showModal) panel.showModal();
  else panel.setAttribute("open", "");
}

function closeSettings() {
  clearTimeout(leftAlone);
  if (panel.close) panel.close();
  else panel.removeAttribute("open");
}

function openWhenHeld() {
  const name = role("station");
  let held = 0;
  name.addEventListener("pointerdown", () => {
    held = setTimeout(openSettings, HELD_MS);
  });
  ["pointerup", "pointerleave", "pointercancel"].forEach((end) =>
    name.addEventListener(end, () => clearTimeout(held)),
  );
}

/**
 * Let staff set this station.
 *
 * @param {object} wanted
 * @param {(changed: string) => void} wanted.onChange "look", "volume" or "camera"
 * @param {() => void} wanted.onTone plays one to hear how loud it is
 * @param {(on: boolean) => void} wanted.onLamp
 * @param {() => void} wanted.onFullScreen
 */
export function offerSettings({ onChange, onTone, onLamp, onFullScreen }) {
  function change(name, value) {
    settings = { ...settings, [name]: value };
    localStorage.setItem(KEPT, JSON.stringify(settings));
    onChange(name);
  }
  roles("set-look").forEach((input) => input.addEventListener("change", () => change("look", input.value)));
  volumeInput.addEventListener("input", () => change("volume", Number(volumeInput.value) / 100));
  cameraInput.addEventListener("change", () => change("camera", cameraInput.value));
  role("set-tone").addEventListener("click", onTone);
  role("set-full-screen").addEventListener("click", onFullScreen);
  const lamp = role("set-lamp");
  lamp.addEventListener("click", () => {
    const on = lamp.getAttribute("aria-pressed") !== "true";
    lamp.setAttribute("aria-pressed", String(on));
    onLamp(on);
  });
  ["pointerdown", "input"].forEach((touch) => panel.addEventListener(touch, stayOpen));
  role("close-settings").addEventListener("click", closeSettings);
  window.addEventListener("keydown", ({ key }) => key === "F2" && openSettings());
  openWhenHeld();
  if (new URLSearchParams(window.location.search).has("station")) openSettings();
}
