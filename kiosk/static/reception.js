/** /kiosk/desk: scan or search, one card at a time, one primary action, always in the same place. */

import { send, uuid } from "../../server/static/commands.js";
import { follow } from "../../server/static/live.js";
import { tell, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { createArrivals } from "./arrivals.js";
import { ask } from "./desk_ask.js";
import { paintBar, offerBar, sound } from "./desk_bar.js";
import { offerCamera } from "./desk_camera.js";
import { hideCard, paintCard, primaryOf, ruleOf } from "./desk_card.js";
import { createDecided } from "./desk_decided.js";
import { closeDialogs, faultOf, isAsking } from "./desk_dialogs.js";
import { createErrands } from "./desk_errands.js";
import { listenAmidTyping } from "./desk_keys.js";
import { offlineNow, watchOffline } from "./desk_offline.js";
import { createSearch } from "./desk_search.js";
import { listenForShortcuts } from "./desk_shortcuts.js";
import { createSide } from "./desk_side.js";
import { isSameCard } from "./desk_standing.js";
import { createSameRead } from "./scanner.js";
import { unlockSound } from "./tones.js";

const CITIZEN = /^\d{12}/;
const RENEW_AT_MOST_EVERY_MS = 1500;
const oneColumn = window.matchMedia("(max-width: 700px)");
const withKeyboard = window.matchMedia("(pointer: fine)").matches;

/** Who stands at the desk: what paintCard takes, the scan it came with, and how it was found. */
let stands = null;

/** What this station answered by itself, beside what the server says of it. */
const decided = createDecided();

function paint() {
  paintCard(stands, (item, give, button) => void whileBusy(button, () => errands.hand(item, give)));
}

/** @param {any} next @param {{keepsLine?: boolean}} [how] the line says what has just become of this very person */
function present(next, { keepsLine = false } = {}) {
  stands = { answer: null, before: undefined, about: null, reason: "", asked: false, silent: "", scan: null, source: "name_search", number: "", ...next };
  document.body.dataset.standing = "true";
  if (!keepsLine) tellNothing();
  paint();
  if (withKeyboard) search.focus();
  if (!withKeyboard || oneColumn.matches) role("card").scrollIntoView({ block: "start" });
}

function goOn() {
  stands = null;
  document.body.dataset.standing = "false";
  hideCard();
  tellNothing();
  if (withKeyboard) search.focus();
}

/** Fetch everything about who stands here; a card that has changed hands meanwhile stays as it is. */
async function learnMore() {
  const id = stands?.delegate?.id;
  if (!id) return;
  const mine = stands;
  const [known, about] = await Promise.all([ask(`/api/delegates/${id}`), ask(`/kiosk/desk/delegates/${id}`)]);
  if (stands !== mine) return;
  if (known.ok) stands.delegate = known.body;
  if (about.ok) stands.about = about.body;
  paint();
}

/** A door's answer takes the card; a refused one names nobody, so that the desk asks whom it is about. */
async function showAnswer(answer, { scan = null, delegate = null, source = "name_search" }) {
  // What was known of the entry is from before the answer.
  const known = delegate && { ...delegate, entry_id: null };
  const before = scan && decided.of(scan.scan_id)?.verdict;
  present({ answer, before, scan, source, delegate: answer.delegate ? { ...known, ...answer.delegate } : known });
  sound(answer.verdict);
  if (stands.delegate?.id) await learnMore();
  else if (scan && answer.verdict === "refused") await findWhose(scan);
  void side.renewRecent();
}

async function findWhose(scan) {
  const mine = stands;
  const answer = await send("/api/delegates/by-code", { code: scan.code, foreign: scan.foreign });
  if (stands !== mine || !answer.ok || !answer.body.delegate) return;
  stands.delegate = answer.body.delegate;
  paint();
  await learnMore();
}

/** A citizen card is asked about and not recorded: nothing of it is kept. */
async function lookUpCitizen(read) {
  present({ delegate: null, silent: "asking", source: "citizen_card" });
  const mine = stands;
  const answer = await send("/api/delegates/by-code", { code: read.code, foreign: true });
  if (stands !== mine) return;
  if (!answer.ok) {
    // Nothing of it was kept: there is nothing that could be sent again.
    present({ delegate: null, reason: answer.unknown ? "citizen_lost" : "" });
    if (!answer.unknown) tell("bad", faultOf(answer));
  } else if (answer.body.delegate) {
    present({ delegate: answer.body.delegate, source: "citizen_card" });
    await learnMore();
  } else present({ delegate: null, reason: "citizen_unknown" });
}

const arrivals = createArrivals({
  onAnswer(scan, answer) {
    if (answer.provisional) decided.note(scan, answer);
    if (stands?.scan?.scan_id === scan.scan_id) void showAnswer(answer, { scan, source: "scanner" });
    else void side.renewRecent();
  },
  onSilence(scan) {
    if (stands?.scan?.scan_id !== scan.scan_id) return;
    stands.silent = "silence";
    paint();
  },
  onGivenUp(scan) {
    decided.note(scan, { verdict: "undecided", reason: "undecided", delegate: null });
    void side.renewRecent();
    if (stands?.scan?.scan_id !== scan.scan_id) return;
    stands.silent = "given_up";
    paint();
  },
});

const justRead = createSameRead();

/**
 * What a camera sees was perhaps not shown to it: a sheet is finished first, and what hangs in the
 * background speaks to nobody who is busy.
 */
function isOnlyInSight({ source, foreign, code }) {
  if (source !== "camera") return false;
  const busy = stands !== null || search.isUsed();
  return isAsking() || (foreign && !CITIZEN.test(code) && busy);
}

function onScan(read) {
  const waits = isOnlyInSight(read);
  if (justRead(read, { waits }) || waits) return;
  closeDialogs();
  search.clear();
  if (read.foreign && CITIZEN.test(read.code)) {
    void lookUpCitizen(read);
    return;
  }
  const scan = arrivals.arrive(read);
  present({ delegate: null, scan, silent: "asking", source: "scanner" });
}

/** Check somebody in who was found by hand; the same id until an answer is known. */
async function checkIn(person, source) {
  const mine = stands?.delegate?.id === person.id && stands.handId ? stands.handId : uuid();
  present({ delegate: person, source, silent: "asking", handId: mine });
  const scan = { scan_id: mine, delegate_id: person.id, source, reason: "", device_ms: Date.now() };
  const answer = await send("/api/check-in/by-hand", scan);
  if (stands?.handId !== mine) {
    tellOfAnother(person, answer);
    return;
  }
  // What else there is to know comes by itself: the next key is for whoever comes next.
  if (answer.ok) void showAnswer(answer.body, { delegate: person, source });
  else {
    stands.silent = "";
    paint();
    tell(answer.unknown ? "open" : "bad", faultOf(answer));
  }
}

/** What became of somebody whose place at the desk the next one has taken. */
function tellOfAnother(person, answer) {
  const { verdict } = answer.ok ? answer.body : { verdict: "" };
  const inside = ["admitted", "repeat"].includes(verdict);
  tell(inside ? "good" : "bad", `${person.name}: ${answer.ok ? say(`verdict_${verdict}`) : faultOf(answer)}`);
  void side.renewRecent();
}

function open(person, source, how = {}) {
  present({ delegate: person, source }, how);
  void learnMore();
}

/** Show somebody about whom the line may have something to say: an errand that has just been done. */
async function openById(id) {
  const mine = stands;
  const answer = await ask(`/api/delegates/${id}`);
  // Whoever was scanned meanwhile keeps the desk.
  if (!isSameCard(mine, stands)) return;
  if (answer.ok) open(answer.body, "name_search", { keepsLine: true });
  else tell("bad", faultOf(answer));
}

const search = createSearch({
  onCheckIn: (person, source) => void checkIn(person, source),
  onOpen: open,
  onNothing: () => void doPrimary(),
  isOffline: offlineNow,
  onCardOffline: (number) => present({ delegate: { card_number: number }, number, source: "card_number" }),
});

/** The number was compared with the list on paper; with the network there is a name to it. */
function takeNumber({ number }) {
  if (!offlineNow()) {
    goOn();
    search.lookFor(number);
    return;
  }
  const scan = arrivals.arriveByNumber(number);
  present({ delegate: { card_number: number }, scan, silent: "asking", source: "card_number" });
}

/** The queue has brought what the card shows: the server's word takes the place of the station's. */
function catchUp(attempts) {
  const mine = attempts.find(({ scan_id }) => scan_id === stands?.scan?.scan_id);
  if (!mine || !stands.answer?.provisional) return;
  const { verdict, reason } = mine;
  const judged = { verdict, reason };
  stands.answer = { ...stands.answer, provisional: false, shown: mine.shown ?? undefined, judged };
  if (mine.delegate_id) stands.delegate = { ...stands.delegate, id: mine.delegate_id };
  paint();
  void learnMore();
}

const side = createSide({
  kept: () => arrivals.waiting(),
  decided,
  onAttempts: catchUp,
  onOpen(id) {
    tellNothing();
    void openById(id);
  },
  onDecided(leave) {
    if (stands?.delegate?.id === leave.delegate_id) void openById(leave.delegate_id);
    const words = leave.state === "granted" ? say("leave_granted") : say("leave_declined", { words: leave.decided_words });
    tell(leave.state === "granted" ? "good" : "bad", `${leave.name}: ${words}`);
  },
});

const errands = createErrands({
  standing: () => stands,
  ruleOf: () => ruleOf(stands),
  onAnswer: (answer, delegate) => void showAnswer(answer, { delegate, source: stands?.source }),
  onChanged: () => void learnMore(),
  onOpen: (id) => void openById(id),
  sought: search.words,
  onFound: (sought) => void (search.words() === sought && search.clear()),
  onAsked(gone) {
    if (!gone) {
      stands.asked = true;
      paint();
    }
    void side.renewLeaves();
  },
  onClose: () => void (withKeyboard && search.focusAnew()),
  onRecent: () => void side.renewRecent(),
});

const DOINGS = {
  check_in: () => checkIn(stands.delegate, stands.source),
  return: () => checkIn(stands.delegate, stands.source),
  next: goOn,
  by_number: () => takeNumber(stands),
  ask: () => errands.askLeave(),
  let_in: () => errands.askLeave(),
  name: () => errands.nameHolder(),
};

async function doPrimary() {
  if (!stands || isAsking() || stands.silent === "asking") return;
  await whileBusy(role("primary"), async () => DOINGS[primaryOf(stands)]());
}

let shown = { newest: "", leaves: "" };
let renewing = 0;

/** What changed for everybody is asked for once in a while, so that a busy door is not asked to death. */
function renewSoon() {
  renewing ||= setTimeout(() => {
    renewing = 0;
    if (stands?.delegate && !stands.silent && !isAsking()) void learnMore();
  }, RENEW_AT_MOST_EVERY_MS);
}

function onSnapshot(snapshot) {
  paintBar(snapshot);
  const newest = String(snapshot.newest[document.body.dataset.station || "None"] ?? "");
  const leaves = JSON.stringify(snapshot.leaves);
  if (newest !== shown.newest) void side.renewRecent();
  if (leaves !== shown.leaves) void side.renewLeaves();
  shown = { newest, leaves };
  renewSoon();
}

/** What has left the queue since, somebody else may have settled: the list tells. */
let waiting = 0;
function onOffline({ detail }) {
  if (detail.waiting < waiting) void side.renewRecent();
  ({ waiting } = detail);
}

listenAmidTyping({ onScan, home: /** @type {HTMLInputElement} */ (role("search")) });
offerCamera({ onRead: onScan, onChosen: () => void (withKeyboard && search.focusAnew()) });
window.addEventListener("keydown", unlockSound);
window.addEventListener("pointerdown", unlockSound);
listenForShortcuts({
  isStanding: () => stands !== null,
  search,
  onPrimary: () => void doPrimary(),
  onHandAll: () => void errands.handAll(),
  onGoOn: goOn,
});
role("primary").addEventListener("click", () => void doPrimary());
role("open-replaced").addEventListener("click", () => void openById(Number(role("open-replaced").dataset.delegate)));
role("clear").addEventListener("click", () => {
  search.clear();
  search.focus();
});
role("help").addEventListener("close", () => search.focusAnew());
for (const opener of roles("open-help")) opener.addEventListener("click", () => role("help").showModal());
errands.wire();
offerBar();
watchOffline();
window.addEventListener("hoinghi:offline", (told) => onOffline(/** @type {CustomEvent} */ (told)));
follow({ namespace: "/kiosk", room: "desk", onSnapshot });
void side.renewRecent();
void side.renewLeaves();
search.focus();
