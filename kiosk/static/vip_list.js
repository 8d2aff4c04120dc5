/**
 * The cards of the guests. They are changed in place: a card that another telephone's touch removed
 * would let the next touch of this hand fall on somebody else, so that a card which no longer fits
 * the filter stays, marked, until a filter is chosen again.
 */

import { hourMinute } from "../../server/static/clockface.js";
import { role, roles, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const HERE = ["arrived", "in_lounge", "in_hall"];
const KEPT = "hoinghi.vip_filter";

export const isHere = (guest) => guest.listed && HERE.includes(guest.state) && !guest.left_ms;
const isAwaited = (guest) => guest.listed && guest.state === "expected";
const FITS = { awaited: isAwaited, here: isHere, all: () => true };

/** As people type it in haste: no marks, đ as d. */
const wordsOf = (text) => (
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().split(/\s+/).filter(Boolean)
);

const holdsAll = (typed, text) => {
  const words = wordsOf(text);
  return typed.every((one) => words.some((word) => word.startsWith(one)));
};

/**
 * Who is meant by what was typed: by name or number of the order; only where nobody is, by office.
 *
 * @param {any[]} guests
 * @param {string} text
 */
export function soughtAmong(guests, text) {
  const typed = wordsOf(text);
  const named = guests.filter(({ name, ordinal }) => holdsAll(typed, name) || text.trim() === String(ordinal));
  if (named.length > 0) return named;
  return guests.filter(({ name, position, unit }) => holdsAll(typed, [name, position, unit].join(" ")));
}

/** Where a guest is, in words. */
function stateWords(guest) {
  if (!guest.listed && !guest.substitute && guest.state !== "sends_substitute") return say("not_listed");
  if (guest.left_ms) return say("left", { t: hourMinute(guest.left_ms) });
  if (guest.state === "expected") {
    return guest.expected_ms ? say("expected_at", { t: hourMinute(guest.expected_ms) }) : say("expected");
  }
  if (guest.state_ms) return say("since", { state: say(guest.state), t: hourMinute(guest.state_ms) });
  return say(guest.state);
}

function seatWords({ seat, area, arrived_ms: arrivedMs, state_ms: stateMs }) {
  const came = arrivedMs && arrivedMs !== stateMs ? say("since", { state: say("arrived"), t: hourMinute(arrivedMs) }) : "";
  return [area && say("area", { area }), seat && say("seat", { seat }), came].filter(Boolean).join(" · ");
}

function fill(card, guest) {
  card.dataset.state = guest.left_ms ? "left" : guest.state;
  write("ordinal", String(guest.ordinal), card);
  write("name", [guest.name, guest.mark && `(${guest.mark})`].filter(Boolean).join(" "), card);
  write("office", [guest.position, guest.unit].filter(Boolean).join(", "), card);
  write("state", guest.waiting ? say("state_waiting", { state: stateWords(guest) }) : stateWords(guest), card);
  card.dataset.waiting = String(Boolean(guest.waiting));
  write("seat", seatWords(guest), card);
  write("attention", guest.attention, card);
  write("guest-note", guest.note, card);
  for (const button of roles("touch", card)) {
    button.setAttribute("aria-pressed", String(button.dataset.state === guest.state && !guest.left_ms));
  }
  for (const button of roles("tick", card)) {
    button.setAttribute("aria-pressed", String(guest.ticks.includes(button.dataset.tick)));
  }
  const places = /** @type {HTMLAnchorElement} */ (role("places", card));
  places.hidden = !["sends_substitute", "not_coming"].includes(guest.state);
  places.href = `/kiosk/places/${guest.id}`;
  if (guest.substitute) write("guest-note", say("substitute", { name: guest.substitute.name }), card);
}

/**
 * @param {object} wanted
 * @param {(guest: any, button: HTMLElement) => void} wanted.onTouch
 * @param {(guest: any, button: HTMLElement) => void} wanted.onTick
 * @param {(none: "" | "here" | "sought") => void} wanted.onShown why no card is there
 */
export function createGuestList({ onTouch, onTick, onShown }) {
  /** @type {Map<number, {card: HTMLElement, guest: any}>} */
  const known = new Map();
  let guests = [];
  let filter = sessionStorage.getItem(KEPT) ?? "all";
  let kept = new Set();
  let typed = "";

  function cardOf(guest) {
    const had = known.get(guest.id);
    if (had) {
      had.guest = guest;
      return had.card;
    }
    const made = { card: stamp("guest"), guest };
    known.set(guest.id, made);
    for (const button of roles("touch", made.card)) button.addEventListener("click", () => onTouch(made.guest, button));
    for (const button of roles("tick", made.card)) button.addEventListener("click", () => onTick(made.guest, button));
    return made.card;
  }

  /** Whom the filter asks for, with those who were shown since it was chosen. */
  function fitting(fits) {
    guests.filter(fits).forEach((guest) => kept.add(guest.id));
    return guests.filter((guest) => kept.has(guest.id));
  }

  function paint(given) {
    guests = given;
    const fits = typed ? FITS.all : FITS[filter] ?? FITS.all;
    const shown = typed ? soughtAmong(guests, typed) : fitting(fits);
    const cards = shown.map((guest) => {
      const card = cardOf(guest);
      fill(card, guest);
      card.dataset.settled = String(!fits(guest));
      return card;
    });
    const list = role("guests");
    const same = cards.length === list.children.length && cards.every((card, nth) => list.children[nth] === card);
    if (!same) list.replaceChildren(...cards);
    onShown(guests.length === 0 || shown.length > 0 ? "" : typed ? "sought" : "here");
    for (const button of roles("filter")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === filter && !typed));
    }
  }

  function choose(wanted) {
    filter = wanted;
    typed = "";
    kept = new Set();
    sessionStorage.setItem(KEPT, filter);
    paint(guests);
    window.scrollTo({ top: 0 });
  }

  /** Show whom a few letters mean, among all; with none the filter stands again. */
  function seek(text) {
    if (text.trim() === "") {
      choose(filter);
      return;
    }
    typed = text;
    paint(guests);
    window.scrollTo({ top: 0 });
  }

  return { paint, choose, seek };
}
