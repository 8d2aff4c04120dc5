/** Without the network: what the desk can still do, and how old the reserve data are. */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ageOf } from "./pack_age.js";

const MINUTE_S = 60;

let heard = null;

/** Whether the server is silent now, by the station's own watch; before that has spoken, by the screen's. */
export function offlineNow() {
  return heard ? !heard.online : document.documentElement.dataset.connection === "lost";
}

function ageWords(seconds) {
  const minutes = Math.floor(seconds / MINUTE_S);
  return minutes > 0 ? say("age_min", { n: minutes }) : say("age_s", { n: Math.round(seconds) });
}

function stateWords() {
  const words = [];
  // Without a pack nobody can be judged here; the scan is kept all the same.
  if (heard && heard.pack_age_s === null) words.push(say("offline_no_pack"));
  if (heard?.waiting > 0) words.push(say("offline_waiting", { n: heard.waiting }));
  if (typeof heard?.pack_age_s === "number") words.push(say("offline_pack", { age: ageWords(heard.pack_age_s) }));
  return words.join(" ");
}

function paint() {
  const off = offlineNow();
  show("offline", off);
  document.body.dataset.offline = String(off);
  if (off) write("offline-state", stateWords());
  paintAge(off);
}

/** Old reserve data are a fault before the network goes: then it is too late to fetch them. */
function paintAge(off) {
  const seconds = heard?.pack_age_s ?? 0;
  const age = ageOf(seconds);
  const stale = off || age === "fresh" ? "" : say("stale", { age: ageWords(seconds) });
  // A disk that takes nothing: the scans are in the page, which must not be closed.
  const held = heard?.durable === false ? say("not_durable") : "";
  write("pack-age", [stale, held].filter(Boolean).join(" "));
  for (const part of ["offline", "pack-age"]) role(part).dataset.age = age;
}

/** Show the offline banner whenever it is true. */
export function watchOffline() {
  window.addEventListener("hoinghi:offline", (told) => {
    heard = /** @type {CustomEvent} */ (told).detail;
    paint();
  });
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-connection"] });
  paint();
}
