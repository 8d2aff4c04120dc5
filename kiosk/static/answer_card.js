/** The answer card: verdict as word, shape and colour; the name large; the seat very large. */

import { hourMinute } from "../../server/static/clockface.js";
import { fit, overflows } from "../../server/static/fit.js";
import { role, show, write } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";
import { hideSeatMap, showSeatMap } from "./seat_map.js";

const SMALLEST_FIT = 0.4;
/** What the stylesheet leaves out, one after the other, on a screen too small for everything. */
const TIGHTEST = 3;
/** Where even that is too much, the card scrolls: nobody's name is cut. */
const SCROLLS = 4;
/** Signs of a seat's longest word that fit at full size. */
const SEAT_SIGNS = 5;

const card = role("answer");

/** Fit everything to the screen; give how large the greeting is, 1 at most, less where words are left out. */
function fitCard() {
  for (let tight = 0; tight <= TIGHTEST; tight += 1) {
    card.dataset.tight = String(tight);
    fit(card, SMALLEST_FIT);
    if (!overflows(card)) return fitted();
  }
  card.dataset.tight = String(SCROLLS);
  card.scrollTop = 0;
  return fitted();
}

function fitted() {
  return Number(card.style.getPropertyValue("--fit")) - Number(card.dataset.tight);
}

/** Write where to sit, in large: the seat, else the area; it may break between words, never inside one. */
function writePlace({ seat, area }) {
  const words = (seat || area || "").split(" ").filter(Boolean);
  write("seat-label", words.length > 0 ? say(seat ? "seat" : "area") : "");
  write("area", seat && area ? say("area_of_seat", { area }) : "");
  const pieces = words.flatMap((word, index) => {
    const whole = document.createElement("span");
    whole.className = "together";
    whole.textContent = word;
    return index === 0 ? [whole] : [" ", whole];
  });
  const element = role("seat");
  const longest = Math.max(...words.map((word) => word.length), SEAT_SIGNS);
  const factor = (SEAT_SIGNS / longest) * (words.length > 1 ? 0.58 : 1);
  element.style.setProperty("--seat", factor.toFixed(2));
  element.replaceChildren(...pieces);
  element.hidden = pieces.length === 0;
}

function sentenceOf({ sentence }) {
  return sentence[document.body.dataset.locale] ?? sentence.vi;
}

function firstTime(first) {
  if (!first) return "";
  const t = hourMinute(first.at_ms);
  return first.station ? say("first", { t, station: first.station }) : say("first_no_station", { t });
}

/** Where the badge is: printed where, in which tray, or nothing where there is none. */
function badgeWords(badge) {
  if (!badge) return "";
  if (badge.queued && card.dataset.printer === "stands") return say("badge_at_desk");
  if (badge.queued) return badge.pool ? say("badge_printed_at", { pool: badge.pool }) : say("badge_printed");
  return badge.tray ? say("badge_in_tray", { tray: badge.tray }) : say("badge_at_desk");
}

/** The group with the colour that its members look for, as a patch and as a word. */
function writeGroup(delegate) {
  const colour = delegate?.colour ?? "";
  const word = knows(`colour_${colour}`) ? say(`colour_${colour}`) : "";
  write("group-name", delegate?.group);
  write("group-colour", word);
  role("group").dataset.colour = word ? colour : "";
  show("group", Boolean(delegate?.group));
}

/** Once the programme runs nobody at the door reads a long greeting. */
function greetingOf(answer, quiet) {
  const short = quiet && answer.delegate && answer.verdict !== "undecided";
  return short ? say("quiet_sentence") : sentenceOf(answer);
}

/** Write the sentence; a seat in it ("A-05") never breaks at its hyphen. */
function writeSentence(text, seat) {
  write("sentence", text);
  if (!seat || !text.includes(seat)) return;
  const whole = document.createElement("span");
  whole.className = "together";
  whole.textContent = seat;
  const at = text.lastIndexOf(seat);
  role("sentence").replaceChildren(text.slice(0, at), whole, text.slice(at + seat.length));
}

function writePerson(delegate) {
  write("name-words", delegate?.name);
  write("mark", delegate?.mark ? `(${delegate.mark})` : "");
  show("name", Boolean(delegate?.name));
  write("position", delegate?.position);
  write("unit", delegate?.unit);
  writeGroup(delegate);
}

function writeSeat(delegate) {
  const placed = Boolean(delegate?.seat || delegate?.area);
  show("seat-card", placed || Boolean(delegate?.card_number));
  writePlace(delegate ?? {});
  card.dataset.seat = String(placed);
  show("card", Boolean(delegate?.card_number));
  write("card-number", delegate?.card_number);
}

/**
 * Show an answer of the door.
 *
 * @param {any} answer as in docs/developers/contracts.md
 * @param {{provisional?: boolean, confirmed?: boolean, quiet?: boolean}} [how] `provisional`: the
 *   station decided by itself; `confirmed`: the server has said the same since
 */
export function showAnswer(answer, { provisional = false, confirmed = false, quiet = false } = {}) {
  const { verdict, delegate, first, badge } = answer;
  card.dataset.verdict = verdict;
  card.dataset.detailed = String(Boolean(delegate));
  card.dataset.provisional = String(provisional);
  role("shape").setAttribute("href", `#shape-${verdict}`);
  write("verdict", say(verdict));
  write("standing", provisional ? say("provisional") : confirmed ? say("confirmed") : "");
  writeSentence(greetingOf(answer, quiet), delegate?.seat);
  writePerson(delegate);
  write("first", verdict === "repeat" ? firstTime(first) : "");
  write("badge-words", badgeWords(badge));
  show("badge", badgeWords(badge) !== "");
  writeSeat(delegate);
  card.hidden = false;
  hideSeatMap();
  fitCard();
  if (delegate?.seat) void showSeatMap(delegate.seat, fitCard);
}

window.addEventListener("resize", () => void (card.hidden || fitCard()));

/**
 * Show that nobody answered yet, or that we stopped asking.
 *
 * @param {"waiting_sentence" | "given_up_sentence"} key
 */
export function showSilence(key) {
  const sentence = { [document.body.dataset.locale]: say(key) };
  showAnswer({ verdict: "undecided", sentence, delegate: null, first: null, badge: null });
}

/** Take the card away. */
export function hideAnswer() {
  card.hidden = true;
  hideSeatMap();
}
