/** The card of whoever stands at the desk: verdict, reason and what to do, seat, badge, what to hand out. */

import { hourMinute } from "../../server/static/clockface.js";
import { setIcon } from "../../server/static/icons.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";
import { standingOfAnswer } from "./desk_decided.js";
import { paintHistory } from "./desk_history.js";

const card = role("card");

/** The four faces of a card that nobody has judged yet. */
const FACE_OF_STANDING = { inside: "repeat", left: "undecided", waiting: "undecided", care: "refused" };

/** How a delegate is found to stand, before any verdict. */
export function standingOf(delegate) {
  if (delegate.state !== "approved") return "care";
  if (delegate.inside) return "inside";
  return delegate.left_ms ? "left" : "waiting";
}

const WORD_OF_STANDING = {
  inside: "verdict_inside",
  left: "verdict_left",
  waiting: "verdict_not_come",
  care: "verdict_refused",
};

/** Whether a supervisor has been asked and has not answered; whoever is inside waits no more. */
function waitsForLeave({ answer, asked, about }) {
  return (!answer || answer.verdict === "refused") && Boolean(asked || about?.leave_waits);
}

/** Whether somebody is in the hall, as far as is known. */
function isInside({ answer, delegate }) {
  return Boolean(delegate && (delegate.inside || ["admitted", "repeat"].includes(answer?.verdict)));
}

/** The number of a card that was typed without the network: nothing counts before somebody has looked. */
const isNumber = ({ answer, number, silent }) => Boolean(number) && !answer && !silent;

function wordOf(shown) {
  const { answer, delegate, silent } = shown;
  if (isNumber(shown)) return say("verdict_number");
  if (waitsForLeave(shown)) return say("verdict_waiting");
  if (silent) return say(silent === "asking" ? "verdict_asking" : "verdict_undecided");
  if (!answer && !delegate) return say("verdict_refused");
  if (!answer) return say(WORD_OF_STANDING[standingOf(delegate)]);
  return say(answer.reason === "returned" ? "verdict_returned" : `verdict_${answer.verdict}`);
}

/** The rule that keeps somebody out, if one does; `now` says what the door would answer. */
export function ruleOf({ answer, delegate, reason }) {
  if (answer?.verdict === "refused") return answer.reason;
  if (answer) return "";
  if (reason) return reason;
  if (delegate?.now) return delegate.now.verdict === "refused" ? delegate.now.reason : "";
  return { proposed: "not_approved", withdrawn: "withdrawn" }[delegate?.state] ?? "";
}

/** When and where somebody came in last, after having left. */
function backWords(answer, delegate) {
  const backMs = answer ? answer.back?.at_ms : delegate?.back_ms;
  const station = answer ? answer.back?.station : delegate?.back_station;
  return backMs ? [hourMinute(backMs), station].filter(Boolean).join(", ") : "";
}

function firstWords({ answer, delegate }) {
  const first = answer?.verdict === "repeat" ? answer.first : null;
  const atMs = first?.at_ms ?? (answer ? null : delegate?.first_ms);
  if (!atMs) return "";
  const t = hourMinute(atMs);
  const back = backWords(answer, delegate);
  if (back) return say("first_back", { t, back });
  return first?.station ? say("first", { t, station: first.station }) : say("first_no_station", { t });
}

function faceOf(shown) {
  const { answer, delegate, silent } = shown;
  if (isNumber(shown) || waitsForLeave(shown) || silent) return "undecided";
  if (answer) return answer.verdict;
  return delegate ? FACE_OF_STANDING[standingOf(delegate)] : "refused";
}

function paintVerdict(shown) {
  const { answer } = shown;
  const face = faceOf(shown);
  card.dataset.verdict = face;
  card.dataset.judged = String(Boolean(answer));
  role("shape").setAttribute("href", `#shape-${face}`);
  write("verdict-word", wordOf(shown));
  write("verdict-first", firstWords(shown));
  paintStanding(standingOfAnswer(answer, shown.before));
}

/** Whose answer it is, where the station gave one of its own. */
function paintStanding({ kind, words }) {
  show("provisional", words !== "");
  role("provisional").dataset.kind = kind;
  write("provisional-words", words);
}

function todoOf(shown, rule) {
  if (shown.silent === "given_up") return say("todo_lost");
  if (rule && waitsForLeave(shown)) return say("todo_waiting");
  return rule ? say(`todo_${rule}`) : "";
}

function paintMatter(shown) {
  if (isNumber(shown)) {
    paintNumber(shown);
    return;
  }
  const rule = shown.silent ? "" : ruleOf(shown);
  const known = rule && knows(`matter_${rule}`);
  show("matter-part", Boolean(known || shown.silent));
  write("matter", shown.silent ? say(shown.silent) : known ? say(`matter_${rule}`) : "");
  const todo = todoOf(shown, known ? rule : "");
  write("todo", todo);
  role("todo").parentElement.hidden = todo === "";
}

/** A sealed pack gives no name to a number: a person compares it with the list on paper. */
function paintNumber({ number }) {
  show("matter-part", true);
  write("matter", say("matter_number"));
  write("todo", say("todo_number", { number }));
  role("todo").parentElement.hidden = false;
}

/** A number that was typed without the network stands where a name would. */
function nameOf(delegate) {
  if (delegate && !delegate.id && !delegate.name && delegate.card_number) return say("recent_card", { number: delegate.card_number });
  return delegate?.name;
}

function paintReplaced(replaced) {
  show("replaced-part", Boolean(replaced));
  write("replaced-name", replaced ? [replaced.name, replaced.mark].filter(Boolean).join(" ") : "");
  role("open-replaced").dataset.delegate = String(replaced?.id ?? "");
}

function paintWords(delegate, about) {
  write("name", nameOf(delegate));
  paintReplaced(about?.replaced_by);
  write("mark", delegate?.mark);
  write("position", delegate?.position);
  write("unit", delegate?.unit);
  write("stands-in", about?.stands_in_for ? say("stands_in_for", { name: about.stands_in_for }) : "");
  write("group", delegate?.group);
  role("group").dataset.colour = delegate?.colour ?? "";
  write("born", delegate?.birth_year ? say("born", { year: delegate.birth_year }) : "");
  // Where no name is known the number stands in its place.
  show("card-number-part", Boolean(delegate?.card_number && delegate.name));
  write("card-number", delegate?.card_number);
  const attention = about?.named === false ? say("unnamed") : delegate?.attention;
  show("attention-part", Boolean(attention));
  write("attention", attention);
}

function paintPlace(delegate, about) {
  const numbered = about?.seats_numbered !== false;
  const without = say(numbered ? "no_seat" : "free_seating");
  write("seat", delegate?.seat ? say("seat", { seat: delegate.seat }) : without);
  role("seat").dataset.none = String(!delegate?.seat);
  write("area", delegate?.area);
  show("open-seat", numbered);
}

function badgeWords(delegate, about) {
  if (about.preprinted && !about.badge) return delegate.tray ? say("tray", { tray: delegate.tray }) : say("no_tray");
  if (about.badge) return about.badge.pool ? say("badge_at", { pool: about.badge.pool }) : say("badge_here");
  return say(document.body.dataset.printing === "off" ? "badge_off" : "badge_none");
}

function badgeState({ badge }) {
  if (!badge) return "";
  const words = [say(`badge_${badge.state}`)];
  if (badge.issue > 1) words.push(say("badge_issue", { n: badge.issue }));
  return words.join(", ");
}

/** A badge is for whoever is inside and stands on the list: nobody else needs one yet. */
const mayPrint = (shown) => isInside(shown) && !ruleOf(shown) && !waitsForLeave(shown);

function paintBadge(shown) {
  const { delegate } = shown;
  const about = delegate ? shown.about : null;
  show("badge-part", Boolean(about));
  if (!about) return;
  write("badge-words", badgeWords(delegate, about));
  write("badge-state", badgeState(about));
  role("badge-part").dataset.tray = String(about.preprinted && !about.badge);
  role("badge-part").dataset.state = about.badge?.state ?? "";
  show("tray-missing", mayPrint(shown) && about.preprinted && !about.badge);
  write("print-label", say(about.badge ? "print_again" : "print_first"));
  show("open-print", mayPrint(shown) && (!about.preprinted || Boolean(about.badge)));
}

/** The badge of a tray is ticked where the eye looks for it: first of all that is handed out. */
function paintKit(items, { preprinted = false }, onHand) {
  const first = (one) => (one.kind === "badge" ? 0 : 1);
  const due = items.filter((one) => one.due !== false || one.handed_ms);
  const sorted = due.sort((one, other) => first(one) - first(other));
  fillList("kit", "kit-row", sorted, (row, item) => {
    const button = /** @type {HTMLElement} */ (row.querySelector("button"));
    const handed = Boolean(item.handed_ms);
    button.id = `kit-${item.id}`;
    button.setAttribute("aria-pressed", String(handed));
    setIcon(button, handed ? "check" : "square");
    write("kit-name", preprinted && item.kind === "badge" ? say("tray_given") : item.name, row);
    write("kit-state", handed ? hourMinute(item.handed_ms) : "", row);
    button.addEventListener("click", () => onHand(item, !handed, button));
  });
}

/** What Enter does now; the page's script knows how. */
export function primaryOf(shown) {
  const { delegate, answer, about } = shown;
  if (isNumber(shown)) return "by_number";
  if (!delegate || waitsForLeave(shown) || shown.silent) return "next";
  if (about?.named === false) return "name";
  if (ruleOf(shown)) {
    const may = (document.body.dataset.leaveRules ?? "").split(" ").includes(ruleOf(shown));
    if (!may) return "next";
    return document.body.dataset.decides === "true" ? "let_in" : "ask";
  }
  if (answer && answer.verdict !== "undecided") return "next";
  return { inside: "next", left: "return", waiting: "check_in", care: "next" }[standingOf(delegate)];
}

function paintDoings(shown) {
  const { delegate, about } = shown;
  const inside = isInside(shown);
  show("open-undo", inside);
  show("open-leave", inside);
  for (const name of ["open-unit", "places-link", "record-link"]) show(name, Boolean(delegate));
  // Whoever sits in the hall is sent away by nobody's coming.
  show("open-substitute", Boolean(delegate) && !inside);
  show("open-holder", about?.named === false);
  if (delegate) {
    role("places-link").setAttribute("href", `/kiosk/places/${delegate.id}`);
    role("record-link").setAttribute("href", `/admin/delegates/${delegate.id}`);
  }
  const doing = primaryOf(shown);
  role("primary").dataset.doing = doing;
  write("primary-words", say(`do_${doing}`));
  const waiting = about?.delegation_waiting ?? 0;
  const calls = Boolean(delegate?.heads_delegation && waiting > 0 && !ruleOf(shown));
  show("delegation-call", calls);
  if (calls) write("delegation-words", say("delegation_call", { unit: delegate.unit, n: waiting }));
}

/**
 * Show who stands here.
 *
 * @param {object} shown
 * @param {any} shown.delegate null where nobody was found
 * @param {any} [shown.answer] of the door; none for somebody who was only looked up
 * @param {string} [shown.before] the verdict that the station had given by itself
 * @param {string} [shown.reason] why a code opened nothing, where the door was not asked
 * @param {any} [shown.about] what only the desk knows
 * @param {boolean} [shown.asked] a supervisor's leave is awaited
 * @param {string} [shown.number] of a card, typed without the network and not yet compared
 * @param {"" | "silence" | "given_up" | "asking"} [shown.silent]
 * @param {(item: any, give: boolean, button: HTMLElement) => void} onHand
 */
export function paintCard(shown, onHand) {
  const { delegate, about } = shown;
  paintVerdict(shown);
  paintMatter(shown);
  paintWords(delegate, about);
  card.dataset.known = String(Boolean(delegate));
  // A station alone knows of a card's number no name: nothing else can be done about it here.
  card.dataset.nameless = String(Boolean(delegate) && !delegate.id);
  if (delegate) {
    paintPlace(delegate, about);
    paintKit(delegate.items ?? [], about ?? {}, onHand);
  }
  paintBadge(shown);
  paintHistory(delegate);
  paintDoings(shown);
  card.hidden = false;
  show("empty", false);
}

/** Take the card away. */
export function hideCard() {
  card.hidden = true;
  show("empty", true);
}
