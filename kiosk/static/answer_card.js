/** The answer card: verdict as word, shape and colour; the name large; the seat very large. */

import { hourMinute } from "../../server/static/clockface.js";
import { keepFitted } from "../../server/static/fit.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const card = role("answer");
const fitAgain = keepFitted([[card, 0.4]]);

function sentenceOf({ sentence }) {
  return sentence[document.body.dataset.locale] ?? sentence.vi;
}

function firstTime(first) {
  if (!first) return "";
  const t = hourMinute(first.at_ms);
  return first.station ? say("first", { t, station: first.station }) : say("first_no_station", { t });
}

/**
 * Show an answer of the door.
 *
 * @param {any} answer as in docs/developers/contracts.md
 */
export function showAnswer(answer) {
  const { verdict, delegate, first, badge } = answer;
  card.dataset.verdict = verdict;
  card.dataset.detailed = String(Boolean(delegate));
  role("shape").setAttribute("href", `#shape-${verdict}`);
  write("verdict", say(verdict));
  write("sentence", sentenceOf(answer));
  write("name", delegate?.name);
  write("position", delegate?.position);
  write("unit", delegate?.unit);
  write("group", delegate?.group);
  write("first", verdict === "repeat" ? firstTime(first) : "");
  show("badge", Boolean(badge?.queued));
  show("seat-card", Boolean(delegate?.seat || delegate?.card_number));
  write("seat", delegate?.seat);
  card.dataset.seat = String(Boolean(delegate?.seat));
  show("card", Boolean(delegate?.card_number));
  write("card-number", delegate?.card_number);
  card.hidden = false;
  fitAgain();
}

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
}
