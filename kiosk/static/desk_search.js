/**
 * The search: a main road into the hall. The first result is checked in by Enter, unless nobody has
 * seen it yet or somebody else has the same name.
 */

import { role, show, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { hourMinute } from "../../server/static/clockface.js";
import { ask } from "./desk_ask.js";

const PAUSE_MS = 90;
const SHOWN = 12;
const CARD_DIGITS = /^\d{1,8}$/;

/** How a delegate stands, as a word of the page and its kind for the eye. */
export function standing(person) {
  if (person.state === "proposed") return { kind: "care", words: say("not_approved") };
  if (person.state === "withdrawn") return { kind: "care", words: say("withdrawn") };
  if (person.inside) return { kind: "inside", words: say("inside_since", { t: hourMinute(person.first_ms) }) };
  if (person.first_ms && person.left_ms) return { kind: "left", words: say("left_at", { t: hourMinute(person.left_ms) }) };
  return { kind: "waiting", words: say("not_come") };
}

function fillRow(row, person, index) {
  row.id = `result-${index}`;
  row.dataset.colour = person.colour ?? "";
  write("row-name", person.name, row);
  write("row-mark", person.mark, row);
  const born = person.birth_year ? say("born", { year: person.birth_year }) : "";
  write("row-detail", [born, person.unit, person.position].filter(Boolean).join(" · "), row);
  write("row-card", person.card_number, row);
  write("row-seat", person.seat || person.area || "", row);
  const { kind, words } = standing(person);
  const state = role("row-state", row);
  state.dataset.kind = kind;
  state.textContent = words;
}

/**
 * Make the search live.
 *
 * @param {object} wanted
 * @param {(person: any, source: string) => void} wanted.onCheckIn
 * @param {(person: any, source: string) => void} wanted.onOpen show somebody without checking in
 * @param {() => void} wanted.onNothing Enter in an empty field
 * @param {() => boolean} wanted.isOffline
 * @param {(cardNumber: string) => void} wanted.onCardOffline Enter on a card number while the server is silent
 */
export function createSearch({ onCheckIn, onOpen, onNothing, isOffline, onCardOffline }) {
  const input = /** @type {HTMLInputElement} */ (role("search"));
  const list = role("results");
  let found = [];
  let foundFor = null;
  let chosen = 0;
  let sure = false;
  let enterWaits = false;
  let timer = 0;
  let number = 0;

  const words = () => input.value.trim();
  const source = () => (CARD_DIGITS.test(words()) ? "card_number" : "name_search");

  function choose(nth) {
    chosen = Math.max(0, Math.min(nth, found.length - 1));
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === chosen)));
    const row = list.children[chosen];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function note(sentence, kind = "") {
    write("search-note", sentence);
    role("search-note").dataset.kind = kind;
  }

  const namesakes = () => found.filter((one) => one.name === found[0]?.name).length;

  function paint() {
    const rows = found.map((person, index) => {
      const row = stamp("result-row");
      fillRow(row, person, index);
      row.addEventListener("click", () => open(index));
      return row;
    });
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    show("recent-part", words() === "");
    choose(0);
    if (words() === "") note("");
    else if (found.length === 0) note(say("nobody_found"));
    else if (namesakes() > 1) note(say("namesakes", { n: namesakes() }), "care");
    else note("");
  }

  function settle() {
    clearTimeout(timer);
    input.value = "";
    found = [];
    foundFor = null;
    sure = false;
    enterWaits = false;
    number += 1;
    paint();
  }

  async function look() {
    const asked = words();
    const mine = (number += 1);
    if (asked === "") {
      settle();
      return;
    }
    if (isOffline()) {
      enterWaits = false;
      found = [];
      paint();
      note(CARD_DIGITS.test(asked) ? "" : say("no_search_offline"), "care");
      return;
    }
    const answer = await ask(`/api/search?limit=${SHOWN}&q=${encodeURIComponent(asked)}`);
    if (mine !== number) return;
    if (!answer.ok) {
      enterWaits = false;
      note(say(answer.unknown ? "search_lost" : "search_refused"), "care");
      return;
    }
    found = answer.body.results;
    foundFor = asked;
    sure = false;
    paint();
    if (enterWaits) actUnseen();
  }

  /** Enter was pressed before anything was on the screen: only one that cannot be another is taken. */
  function actUnseen() {
    enterWaits = false;
    const exact = found.find((one) => one.card_number === words());
    const one = exact ?? (found.length === 1 ? found[0] : null);
    if (one) take(one);
    else if (found.length > 1) note(say(namesakes() > 1 ? "choose_namesake" : "choose"), "care");
  }

  function take(person) {
    const from = source();
    settle();
    onCheckIn(person, from);
  }

  function open(index) {
    const person = found[index];
    const from = source();
    settle();
    onOpen(person, from);
  }

  function onEnter() {
    if (words() === "") {
      onNothing();
      return;
    }
    if (isOffline() && CARD_DIGITS.test(words())) {
      const number = words();
      settle();
      onCardOffline(number);
      return;
    }
    if (foundFor !== words()) {
      enterWaits = true;
      clearTimeout(timer);
      void look();
      return;
    }
    if (found.length === 0) return;
    if (namesakes() > 1 && found[chosen].name === found[0].name && !sure) {
      sure = true;
      note(say("choose_namesake"), "care");
      return;
    }
    take(found[chosen]);
  }

  const moves = { ArrowDown: 1, ArrowUp: -1 };

  input.addEventListener("keydown", (press) => {
    if (press.isComposing) return;
    if (press.key in moves && found.length > 0) {
      press.preventDefault();
      sure = true;
      choose(chosen + moves[press.key]);
    } else if (press.key === "Enter") {
      press.preventDefault();
      if (press.shiftKey && foundFor === words() && found.length > 0) open(chosen);
      else onEnter();
    } else if (press.key === "/" && words() === "") press.preventDefault();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    enterWaits = false;
    if (words() === "") settle();
    else timer = setTimeout(() => void look(), PAUSE_MS);
  });

  return {
    /** Empty the field; give whether there was something in it. */
    clear() {
      const had = words() !== "";
      settle();
      return had;
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
