/** Times as the hall reads them, painted on one second for all screens. */

import { say } from "./texts.js";

const HALL = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function parts(ms) {
  return Object.fromEntries(HALL.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/**
 * A moment as written here: 14h05.
 *
 * @param {number} ms
 * @returns {string}
 */
export function hourMinute(ms) {
  const { hour, minute } = parts(ms);
  return say("hour_minute", { h: hour, m: minute });
}

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" });

/**
 * The hall's day of a moment: 2026-11-20.
 *
 * @param {number} ms
 * @returns {string}
 */
export function dayOf(ms) {
  return DAY.format(ms);
}

/**
 * A length as minutes and seconds: 3:07.
 *
 * @param {number} ms
 * @returns {string}
 */
export function minutesSeconds(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Write a text whose digits keep their place, so that a clock does not dance.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function writeDigits(element, text) {
  if (element.textContent === text) return;
  const pieces = [...text].map((sign) => {
    if (!/\d/.test(sign)) return sign;
    const digit = document.createElement("span");
    digit.className = "digit";
    digit.textContent = sign;
    return digit;
  });
  element.replaceChildren(...pieces);
}

/**
 * Let each painter paint its part: one that fails spoils only its own, and the console is told.
 *
 * @param {Array<() => void>} painters
 */
export function paintAll(painters) {
  for (const paint of painters) {
    try {
      paint();
    } catch (fault) {
      setTimeout(() => {
        throw fault;
      });
    }
  }
}

/**
 * Paint at each full second of the server's clock; the same instant on every screen. A picture that
 * cannot be painted stops no clock: the next second comes all the same.
 *
 * @param {() => number} now
 * @param {(nowMs: number) => void} paint
 * @returns {() => void} paints at once
 */
export function paintEachSecond(now, paint) {
  let timer = 0;
  function tick() {
    clearTimeout(timer);
    const nowMs = now();
    timer = setTimeout(tick, 1000 - (nowMs % 1000) + 2);
    paint(nowMs);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tick();
  });
  return tick;
}
