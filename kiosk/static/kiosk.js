/** The self-service kiosk: what happens goes to the machine of states, what follows to the page. */

import { dayOf } from "../../server/static/clockface.js";
import { follow } from "../../server/static/live.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { hideAnswer, showAnswer, showSilence } from "./answer_card.js";
import { createArrivals } from "./arrivals.js";
import { wear } from "./kiosk_look.js";
import { paintProgramme, takeProgramme } from "./kiosk_programme.js";
import { createReaders } from "./kiosk_readers.js";
import {
  offerSettings, settingsOpen, showCameraState, showTest, stationSettings,
} from "./kiosk_settings.js";
import { after, atFirst, faultOf, shownForMs, viewOf } from "./kiosk_states.js";
import { ageOf } from "./pack_age.js";
import { playTone, unlockSound } from "./tones.js";

const STARTED = "hoinghi.kiosk_started";
/** After so long without another refusal to record, the next delegate may try. */
const RECORDING_AGAIN_MS = 30_000;

const screen = role("screen");
let state = atFirst({ started: Boolean(sessionStorage.getItem(STARTED)) });
/** What the room last said: how the door is run, and whether the programme has begun. */
let door = { silent: false, silent_until_ms: null, preprinted: false, printing: true, support_desk: "" };
/** What the station itself knows of its connection, once it has said so. */
let offline = null;
let backToIdle = 0;
let recordingAgain = 0;

function paint() {
  const view = viewOf(state);
  screen.dataset.state = view;
  screen.dataset.verdict = state.shown?.verdict ?? "";
  show("view-start", view === "start");
  show("view-idle", view === "idle");
  show("view-out-of-order", view === "out_of_order");
  show("view-checking", view === "checking");
  if (view === "out_of_order") write("out-of-order-why", say(`fault_${faultOf(state)}`));
  if (view === "idle") paintProgramme();
  if (view !== "answer") hideAnswer();
  paintFoot();
}

/** What is to be said of working without the server; nothing while all is well. */
function aloneWords() {
  if (offline?.pack_age_s == null) return "";
  const age = ageWords(offline.pack_age_s);
  if (isLost()) return say("alone", { waiting: offline.waiting, age });
  if (offline.waiting > 0) return say("sending", { waiting: offline.waiting });
  return ageOf(offline.pack_age_s) === "fresh" ? "" : say("stale", { age });
}

/** A station whose disk takes nothing must not be closed: its scans are in the page. */
const heldWords = () => (offline?.durable === false ? say("not_durable") : "");

function paintFoot() {
  const [alone, held] = [aloneWords(), heldWords()];
  show("foot-lost", isLost() && alone === "");
  write("foot-alone", [alone, held].filter(Boolean).join(" · "));
  role("foot-alone").dataset.age = held ? "red" : ageOf(offline?.pack_age_s);
}

function ageWords(seconds) {
  return seconds < 60 ? say("age_s", { n: Math.round(seconds) }) : say("age_min", { n: Math.round(seconds / 60) });
}

const isLost = () => document.documentElement.dataset.connection === "lost" || offline?.online === false;

/** Whether the programme of this sitting has begun; the next one's door greets again. */
const isSilent = () => door.silent && !(door.silent_until_ms && server.now() >= door.silent_until_ms);

/** Tell the machine; give whether a card has come to the screen that was not there. */
function happen(kind, more = {}) {
  const before = state;
  state = after(state, { kind, ...more });
  return state !== before && state.turn !== before.turn;
}

function noteFault(fault, present) {
  happen("fault", { fault, present });
  paint();
}

/** Show the machine's card; `fill` writes it. The door falls silent when the programme begins. */
function present(fill) {
  const { shown } = state;
  fill({ provisional: shown.provisional, confirmed: shown.confirmed, quiet: isSilent() });
  paint();
  if (!shown.confirmed && !isSilent()) playTone(shown.verdict, stationSettings().volume);
  clearTimeout(backToIdle);
  backToIdle = setTimeout(() => {
    happen("time_up");
    paint();
  }, shownForMs(shown, isSilent()));
}

function watchRecording() {
  clearTimeout(recordingAgain);
  if (!state.faults.includes("recording")) return;
  recordingAgain = setTimeout(() => noteFault("recording", false), RECORDING_AGAIN_MS);
}

const arrivals = createArrivals({
  onAnswer(scan, answer) {
    const { verdict, provisional } = answer;
    const isNew = happen("answered", { scan: scan.scan_id, verdict, provisional: Boolean(provisional) });
    watchRecording();
    if (isNew) present((how) => showAnswer(answer, how));
    else paint();
  },
  onSilence(scan) {
    if (happen("silent", { scan: scan.scan_id })) present(() => showSilence("waiting_sentence"));
  },
  onGivenUp(scan) {
    if (happen("given_up", { scan: scan.scan_id })) present(() => showSilence("given_up_sentence"));
  },
});

function take(read) {
  if (settingsOpen()) {
    showTest(read);
    return;
  }
  // What hangs in the background may not speak over a delegate.
  if (read.foreign && read.source === "camera" && viewOf(state) !== "idle") return;
  sessionStorage.setItem(STARTED, "yes");
  clearTimeout(backToIdle);
  happen("scanned", { scan: arrivals.arrive(read).scan_id });
  paint();
}

const readers = createReaders({
  onRead: take,
  onBlind: (present) => noteFault("reader", present),
  onCamera(camera) {
    showCameraState(camera);
    paint();
  },
  choice: () => stationSettings().camera,
});

async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Over plain HTTP there is no wake lock; the kiosk guide sets the tablet's own sleep off.
  }
}

const fillScreen = () => void document.documentElement.requestFullscreen?.().catch(() => {});

/** One tap unlocks what browsers give only in answer to one. */
function start() {
  sessionStorage.setItem(STARTED, "yes");
  unlockSound();
  void keepAwake();
  fillScreen();
  readers.startCamera();
  happen("started");
  paint();
}

function learnOfConnection() {
  const alone = offline?.pack_age_s != null;
  noteFault("lost", isLost() && !alone);
}

function takeDoor(snapshot) {
  door = { ...door, ...snapshot };
  arrivals.refresh();
  write("desk", door.support_desk);
  // A conference of two days has its sittings; only one that is not now at all is pointed out.
  show("other-day", !snapshot.days.includes(dayOf(snapshot.server_ms)));
  takeProgramme(snapshot.items ?? []);
  const prints = document.body.dataset.prints === "true" && !door.preprinted;
  // Nobody waits for a printer: the door goes on, and the badge follows at the desk.
  role("answer").dataset.printer = prints && !door.printing ? "stands" : "";
}

wear(stationSettings().look);
offerSettings({
  onChange(name) {
    if (name === "look") wear(stationSettings().look);
    if (name === "camera") readers.startCamera();
  },
  onTone() {
    unlockSound();
    playTone("admitted", stationSettings().volume);
  },
  onLamp: (on) => void readers.shine(on),
  onFullScreen: fillScreen,
});
role("start").addEventListener("click", start);
window.addEventListener("keydown", unlockSound, { capture: true });
window.addEventListener("pointerdown", unlockSound);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void keepAwake();
});
window.addEventListener("contextmenu", (press) => press.preventDefault());
window.addEventListener("hoinghi:offline", (told) => {
  offline = /** @type {CustomEvent} */ (told).detail;
  write("alone-state", say(`stands_${offline.why}`));
  learnOfConnection();
});
new MutationObserver(learnOfConnection).observe(document.documentElement, {
  attributeFilter: ["data-connection"],
});
const server = follow({ namespace: "/kiosk", room: "door", onSnapshot: takeDoor });
paint();
if (state.started) void readers.resumeCamera();
