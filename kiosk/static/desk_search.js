/**
 * The search: a main road into the hall. Enter checks in who cannot be confused with another; of
 * several one is chosen with the arrows first.
 */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { certainOf } from "./desk_certain.js";
import { createResults } from "./desk_results.js";

const PAUSE_MS = 90;
const SHOWN = 12;
const CARD_DIGITS = /^\d{1,8}$/;
const MOVES = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Where a search stands.
 *
 * @typedef {object} Search
 * @property {HTMLInputElement} input
 * @property {Wanted} wanted
 * @property {ReturnType<typeof createResults>} results
 * @property {any[]} found
 * @property {string | null} foundFor the words that they were found for
 * @property {boolean} enterWaits Enter was pressed before anything was found
 * @property {number} timer
 * @property {number} number of questions asked
 *
 * @typedef {object} Wanted
 * @property {(person: any, source: string) => void} onCheckIn
 * @property {(person: any, source: string) => void} onOpen show somebody without checking in
 * @property {() => void} onNothing Enter in an empty field
 * @property {() => boolean} isOffline
 * @property {(cardNumber: string) => void} onCardOffline Enter on a card number while the server is silent
 */

const words = ({ input }) => input.value.trim();
const isCard = (search) => CARD_DIGITS.test(words(search));
const source = (search) => (isCard(search) ? "card_number" : "name_search");
const namesakes = ({ found }) => found.filter((one) => one.name === found[0]?.name).length;

function note(sentence, kind = "") {
  write("search-note", sentence);
  role("search-note").dataset.kind = kind;
}

function paint(search) {
  const empty = words(search) === "";
  search.results.show(search.found, certainOf(words(search), search.found));
  show("recent-part", empty);
  if (empty) note("");
  else if (search.found.length === 0) note(say("nobody_found"));
  else if (namesakes(search) > 1) note(say("namesakes", { n: namesakes(search) }), "care");
  else note("");
}

/** Begin anew with an empty field. */
function settle(search) {
  clearTimeout(search.timer);
  search.input.value = "";
  Object.assign(search, { found: [], foundFor: null, enterWaits: false });
  search.number += 1;
  paint(search);
}

/** Without the network nobody can be found by name: it says so, and where to look. */
function beOffline(search) {
  Object.assign(search, { enterWaits: false, found: [] });
  paint(search);
  note(isCard(search) ? "" : say("no_search_offline"), "care");
}

async function look(search) {
  const asked = words(search);
  const mine = (search.number += 1);
  if (asked === "") settle(search);
  else if (search.wanted.isOffline()) beOffline(search);
  else {
    const answer = await ask(`/api/search?limit=${SHOWN}&q=${encodeURIComponent(asked)}`);
    if (mine === search.number) takeFound(search, asked, answer);
  }
}

function takeFound(search, asked, answer) {
  if (!answer.ok) {
    search.enterWaits = false;
    note(say(answer.unknown ? "search_lost" : "search_refused"), "care");
    return;
  }
  Object.assign(search, { found: answer.body.results, foundFor: asked });
  paint(search);
  if (search.enterWaits) takeChosen(search);
}

function take(search, person) {
  const from = source(search);
  settle(search);
  search.wanted.onCheckIn(person, from);
}

function open(search, index) {
  const person = search.found[index];
  const from = source(search);
  settle(search);
  search.wanted.onOpen(person, from);
}

function takeCardOffline(search) {
  const number = words(search);
  settle(search);
  search.wanted.onCardOffline(number);
}

/** Of several nobody is taken whom nobody has chosen. */
function takeChosen(search) {
  search.enterWaits = false;
  const chosen = search.found[search.results.chosen()];
  if (chosen) take(search, chosen);
  else if (search.found.length > 0) note(say(namesakes(search) > 1 ? "choose_namesake" : "choose"), "care");
}

function onEnter(search) {
  if (words(search) === "") search.wanted.onNothing();
  else if (search.wanted.isOffline() && isCard(search)) takeCardOffline(search);
  else if (search.foundFor === words(search)) takeChosen(search);
  else {
    search.enterWaits = true;
    clearTimeout(search.timer);
    void look(search);
  }
}

function onKey(search, press) {
  if (press.isComposing) return;
  const { found, foundFor, results } = search;
  if (press.key in MOVES && found.length > 0) {
    press.preventDefault();
    results.move(MOVES[press.key]);
  } else if (press.key === "Enter") {
    press.preventDefault();
    if (press.repeat) return;
    if (press.shiftKey && foundFor === words(search) && found.length > 0) open(search, Math.max(0, results.chosen()));
    else onEnter(search);
  } else if (press.key === "/" && words(search) === "") press.preventDefault();
}

function onInput(search) {
  clearTimeout(search.timer);
  search.enterWaits = false;
  if (words(search) === "") settle(search);
  else search.timer = setTimeout(() => void look(search), PAUSE_MS);
}

/**
 * Make the search live.
 *
 * @param {Wanted} wanted
 */
export function createSearch(wanted) {
  const input = /** @type {HTMLInputElement} */ (role("search"));
  const results = createResults({ input, onPress: (index) => open(search, index) });
  /** @type {Search} */
  const search = {
    input, wanted, results, found: [], foundFor: null, enterWaits: false, timer: 0, number: 0,
  };
  input.addEventListener("keydown", (press) => onKey(search, press));
  input.addEventListener("input", () => onInput(search));

  return {
    /** Empty the field; give whether there was something in it. */
    clear() {
      const had = words(search) !== "";
      settle(search);
      return had;
    },
    /** Whether somebody is looking for somebody. */
    isUsed: () => words(search) !== "",
    /** What stands in the field. */
    words: () => words(search),
    /** Look for these words as if they had been typed. */
    lookFor(sought) {
      input.value = sought;
      void look(search);
    },
    focus: () => input.focus({ preventScroll: true }),
    /** Take the cursor back after a dialog: Chromium gives the field the focus and no caret. */
    focusAnew() {
      input.blur();
      input.focus({ preventScroll: true });
    },
    say: note,
  };
}
