/** The self-service kiosk: start, idle, checking, the four answers; every state takes the next scan. */

import { follow } from "../../server/static/live.js";
import { role, show } from "../../server/static/roles.js";
import { hideAnswer, showAnswer, showSilence } from "./answer_card.js";
import { createArrivals } from "./arrivals.js";
import { listenForScans } from "./scanner.js";
import { playTone, unlockSound } from "./tones.js";

const ADMITTED_SHOWN_MS = 5000;
const OTHERS_SHOWN_MS = 8000;
const STARTED = "hoinghi.kiosk_started";

const screen = role("screen");
const volume = Number(document.body.dataset.volume);
let current = null;
let backToIdle = 0;

/** @param {"start" | "idle" | "checking" | "answer"} state */
function enter(state) {
  clearTimeout(backToIdle);
  screen.dataset.state = state;
  const lost = document.documentElement.dataset.connection === "lost";
  show("view-start", state === "start");
  show("view-idle", state === "idle" && !lost);
  show("view-lost", state === "idle" && lost);
  show("view-checking", state === "checking");
  show("foot-lost", lost && state !== "idle");
  if (state !== "answer") hideAnswer();
}

function goIdle() {
  current = null;
  enter("idle");
}

function present(verdict) {
  enter("answer");
  screen.dataset.verdict = verdict;
  playTone(verdict, volume);
  backToIdle = setTimeout(goIdle, verdict === "admitted" ? ADMITTED_SHOWN_MS : OTHERS_SHOWN_MS);
}

/** A late answer may take the screen from its own card or from an idle screen, from nobody else. */
function mayShow(scan) {
  return current === null || current === scan.scan_id;
}

const arrivals = createArrivals({
  onAnswer(scan, answer) {
    if (!mayShow(scan)) return;
    const repeated = current === scan.scan_id && screen.dataset.state === "answer";
    if (answer.verdict === "undecided" && (repeated || current === null)) return;
    current = scan.scan_id;
    showAnswer(answer);
    present(answer.verdict);
  },
  onSilence(scan) {
    if (current !== scan.scan_id || screen.dataset.state === "answer") return;
    showSilence("waiting_sentence");
    present("undecided");
  },
  onGivenUp(scan) {
    if (!mayShow(scan)) return;
    current = scan.scan_id;
    showSilence("given_up_sentence");
    present("undecided");
  },
});

async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Over plain HTTP there is no wake lock; the kiosk guide sets the tablet's own sleep off.
  }
}

function start() {
  sessionStorage.setItem(STARTED, "yes");
  unlockSound();
  void keepAwake();
  void document.documentElement.requestFullscreen?.().catch(() => {});
  goIdle();
}

function watchConnection() {
  const look = () => {
    const { state } = screen.dataset;
    if (state === "idle") enter("idle");
    else show("foot-lost", document.documentElement.dataset.connection === "lost");
  };
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-connection"] });
}

role("start").addEventListener("click", start);
window.addEventListener("keydown", unlockSound, { capture: true });
window.addEventListener("pointerdown", unlockSound);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void keepAwake();
});
window.addEventListener("contextmenu", (press) => press.preventDefault());

listenForScans({
  onScan(read) {
    sessionStorage.setItem(STARTED, "yes");
    enter("checking");
    current = arrivals.arrive(read).scan_id;
  },
});
watchConnection();
follow({ namespace: "/kiosk", room: "door", onSnapshot: () => {} });
enter(sessionStorage.getItem(STARTED) ? "idle" : "start");
