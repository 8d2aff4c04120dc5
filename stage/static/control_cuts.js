/** "Có thể cắt gì": the sitting will end too late, and this is what each way out would win. */

import { hourMinute } from "../../server/static/clockface.js";
import { keepRows } from "../../server/static/kept_rows.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { wholeMinutes } from "../../server/static/timing_words.js";
import { giveWithReason } from "./control_reason.js";
import { placeOf } from "./control_step.js";

const PATH = "/stage/cuts";
const ASK_EVERY_MS = 30_000;
const AGAIN_AFTER_MS = 2000;
const ANSWER_WITHIN_MS = 4000;
const MINUTE_MS = 60_000;

let told = null;
let shown = null;
let askedFor = null;
let askAt = 0;
/** Of two answers on their way only that to the newest question counts. */
let asked = 0;

async function fetchCuts() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(PATH, { headers: { Accept: "application/json" }, cache: "no-store", signal: stop.signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    // The mark of the lost connection says it already.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Ask the server; silence keeps what was told last, and is asked again soon. */
async function ask(revision) {
  asked += 1;
  const mine = asked;
  askedFor = revision;
  askAt = performance.now() + ASK_EVERY_MS;
  const given = await fetchCuts();
  if (mine !== asked) return;
  if (given) told = given;
  if (given?.rundown_revision !== shown.rundown_revision) askAt = performance.now() + AGAIN_AFTER_MS;
  paint(shown);
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

/** What was told of this very rundown; of another one nothing may be pressed. */
const fits = (snapshot) => told !== null && told.rundown_revision === snapshot.rundown_revision;

function paintList(snapshot) {
  const list = role("cuts-list");
  list.dataset.fits = String(fits(snapshot));
  if (!fits(snapshot)) return;
  keepRows(list, "cut", told.cuts, { keyOf, fill: (row, cut) => fillCut(row, cut, snapshot) });
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
  shown = snapshot;
  if (performance.now() >= askAt || askedFor !== snapshot.rundown_revision) void ask(snapshot.rundown_revision);
  paint(snapshot);
}

/**
 * Let one press take a cut; only where custom forbids it is asked who agreed.
 *
 * @param {import("./control_send.js").Desk} desk
 */
export function wireCuts(desk) {
  const cutOf = (key) => (fits(desk.snapshot()) ? told.cuts.find((one) => keyOf(one) === key) : undefined);

  function give(cut, given, revision) {
    const { kind, item_id, span_ms, entry_ids } = cut;
    const what = wordsOf(cut, desk.snapshot());
    const target = { kind, item_id, span_ms, entry_ids, ...given };
    return desk.cue(`cut ${keyOf(cut)}`, "cut", target, { path: PATH, revision, done: say("cut_done", { what }) });
  }

  function tellChanged() {
    askAt = 0;
    desk.tell(say("cuts_changed"), "refused");
  }

  /** After a refusal the cut is what the newest list says of it: it may take other minutes by now. */
  function takeAgreed(key) {
    let cut = cutOf(key);
    const wish = (lost) => {
      if (!lost) cut = cutOf(key);
      if (!cut) {
        tellChanged();
        return null;
      }
      const title = wordsOf(cut, desk.snapshot());
      return { title, kind: "skip", needed: true, asks: true, reason: say("cut_reason"), submit: say("cut_do") };
    };
    void giveWithReason(desk, wish, (given, { revision }) => give(cut, given, revision));
  }

  function take(key) {
    const cut = cutOf(key);
    if (!cut) tellChanged();
    else if (cut.asks) takeAgreed(key);
    else void give(cut, { reason: say("cut_reason"), agreed_by: "" }, told.rundown_revision);
  }

  role("cuts-list").addEventListener("click", (press) => {
    const button = /** @type {Element} */ (press.target).closest('[data-role="cut-take"]');
    const row = /** @type {HTMLElement | null} */ (button?.closest("[data-cut]"));
    if (row) take(row.dataset.cut);
  });
}
