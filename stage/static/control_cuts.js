/** "Có thể cắt gì": the sitting will end too late, and this is what each way out would win. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { wholeMinutes } from "../../server/static/timing_words.js";
import { placeOf } from "./control_step.js";

const PATH = "/stage/cuts";
const ASK_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

let told = null;
let askedFor = null;
let askedAt = -ASK_EVERY_MS;

/** Ask the server; silence keeps what was told last. */
async function ask() {
  try {
    const answer = await fetch(PATH, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.ok) told = await answer.json();
  } catch {
    // The mark of the lost connection says it already.
  }
}

function wordsOf(cut, snapshot) {
  const item = snapshot.items.find((one) => one.id === cut.item_id);
  const title = item ? `${placeOf(snapshot, item.id)}. ${item.title}` : "";
  if (cut.kind === "shorten") return say("cut_shorten", { n: wholeMinutes(cut.span_ms), title });
  if (cut.kind === "fewer") return say("cut_fewer", { n: cut.entry_ids.length, title });
  return say("cut_skip", { title });
}

/** What tells one way from another, whatever it wins by now. */
const keyOf = (cut) => [cut.kind, cut.item_id, ...cut.entry_ids].join(" ");

function fillCut(row, cut, snapshot) {
  row.dataset.asks = String(cut.asks);
  row.dataset.cut = keyOf(cut);
  write("cut-words", wordsOf(cut, snapshot), row);
  write("cut-wins", say("cut_wins", { n: wholeMinutes(cut.wins_ms) || "<1" }), row);
  show("cut-asks", cut.asks, row);
}

function paintList(snapshot) {
  const list = role("cuts-list");
  // What was told of another rundown may not be pressed; it comes anew in a moment.
  const fits = told.rundown_revision === snapshot.rundown_revision;
  list.dataset.fits = String(fits);
  if (!fits) return;
  while (list.children.length > told.cuts.length) list.lastElementChild.remove();
  while (list.children.length < told.cuts.length) list.append(stamp("cut"));
  told.cuts.forEach((cut, nth) => fillCut(list.children[nth], cut, snapshot));
  show("cuts-none", told.cuts.length === 0);
}

/** Open the list and put the hand on its first button. */
export function reachCuts() {
  if (role("cuts").hidden) return;
  /** @type {HTMLDetailsElement} */ (role("cuts")).open = true;
  /** @type {HTMLElement | null} */ (role("cuts-list").querySelector('[data-role="cut-take"]'))?.focus();
}

function paint(snapshot) {
  const late = told !== null && told.over_ms !== null && told.over_ms >= MINUTE_MS && snapshot.phase !== "finished";
  show("cuts", late);
  if (!late) return;
  write("cuts-title", say("cuts_title", { n: wholeMinutes(told.over_ms), t: hourMinute(told.ends_ms) }));
  paintList(snapshot);
}

/**
 * Show what can be cut while the sitting will end too late; asked for again each half minute, and
 * whenever the rundown has changed.
 *
 * @param {any} snapshot
 */
export function paintCuts(snapshot) {
  const due = performance.now() - askedAt >= ASK_EVERY_MS;
  if (due || askedFor !== snapshot.rundown_revision) {
    askedAt = performance.now();
    askedFor = snapshot.rundown_revision;
    void ask().then(() => paint(snapshot));
  }
  paint(snapshot);
}

/**
 * Let one press take a cut; only where custom forbids it is asked who agreed.
 *
 * @param {import("./control_send.js").Desk} desk
 * @param {(wish: object) => Promise<{reason: string, agreed_by: string} | null>} askReason
 */
export function wireCuts(desk, askReason) {
  async function take(key) {
    const snapshot = desk.snapshot();
    const cut = told?.cuts.find((one) => keyOf(one) === key);
    if (!cut || told.rundown_revision !== snapshot.rundown_revision) return;
    const { rundown_revision: revision } = told;
    const title = wordsOf(cut, snapshot);
    const reason = say("cut_reason");
    const wish = { title, kind: "skip", needed: true, asks: true, reason, submit: say("cut_do") };
    const given = cut.asks ? await askReason(wish) : { reason, agreed_by: "" };
    if (!given) return;
    const { kind, item_id, span_ms, entry_ids } = cut;
    const target = { kind, item_id, span_ms, entry_ids, ...given };
    void desk.cue(`cut ${key}`, "cut", target, { path: PATH, revision, done: say("cut_done", { what: title }) });
  }

  role("cuts-list").addEventListener("click", (press) => {
    const button = /** @type {Element} */ (press.target).closest('[data-role="cut-take"]');
    const row = /** @type {HTMLElement | null} */ (button?.closest("[data-cut]"));
    if (row) void take(row.dataset.cut);
  });
}
