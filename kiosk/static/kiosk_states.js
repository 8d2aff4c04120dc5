/**
 * What the kiosk shows and why: a machine without a page, a clock or a network.
 *
 * start → idle → checking → answer → idle; out of order wherever the door cannot help just now, and
 * back by itself. Every state takes the next scan at once. An answer belongs to its own scan: it
 * never appears on somebody else's card.
 */

/** Causes of "out of order"; of several the first is told. */
export const FAULTS = ["lost", "recording", "reader"];

const ADMITTED_SHOWN_MS = 5000;
const OTHERS_SHOWN_MS = 8000;
/** Once the programme runs the greeting is short. */
const QUIET_SHOWN_MS = 3500;
const UNANSWERED_AT_MOST = 20;

/**
 * @typedef {object} Shown
 * @property {"admitted" | "repeat" | "refused" | "undecided"} verdict
 * @property {boolean} provisional the station's own, the server's is awaited
 * @property {boolean} confirmed the server said the same after all
 *
 * @typedef {object} State
 * @property {boolean} started
 * @property {string | null} scan whose turn it is
 * @property {Shown | null} shown the card on the screen
 * @property {number} turn counts the cards, so that a new one is known from the same one
 * @property {string[]} unanswered scans that still wait for any verdict
 * @property {string[]} faults
 */

/**
 * The state of a kiosk that has just been opened.
 *
 * @param {{started: boolean}} wanted
 * @returns {State}
 */
export function atFirst({ started }) {
  return { started, scan: null, shown: null, turn: 0, unanswered: [], faults: [] };
}

/**
 * What the screen shows.
 *
 * @param {State} state
 * @returns {"start" | "idle" | "checking" | "answer" | "out_of_order"}
 */
export function viewOf({ started, scan, shown, faults }) {
  if (shown !== null) return "answer";
  if (scan !== null) return "checking";
  if (!started) return "start";
  return faults.length > 0 ? "out_of_order" : "idle";
}

/**
 * The cause that an out-of-order page tells, or "".
 *
 * @param {State} state
 */
export function faultOf({ faults }) {
  return FAULTS.find((fault) => faults.includes(fault)) ?? "";
}

/**
 * How long a card stays, in ms.
 *
 * @param {Shown} shown
 * @param {boolean} quiet the programme has begun
 */
export function shownForMs({ verdict }, quiet) {
  if (verdict !== "admitted" && verdict !== "repeat") return OTHERS_SHOWN_MS;
  if (quiet) return QUIET_SHOWN_MS;
  return verdict === "admitted" ? ADMITTED_SHOWN_MS : OTHERS_SHOWN_MS;
}

const without = (list, one) => list.filter((other) => other !== one);

function withFault(state, fault, present) {
  if (state.faults.includes(fault) === present) return state;
  return { ...state, faults: present ? [...state.faults, fault] : without(state.faults, fault) };
}

function show(state, scan, shown) {
  return { ...state, scan, shown, turn: state.turn + 1 };
}

/** Who said that it cannot record is believed until it records something. */
function learnOfRecording(state, { verdict, provisional }) {
  return provisional ? state : withFault(state, "recording", verdict === "undecided");
}

function answered(before, { scan, verdict, provisional = false }) {
  const state = learnOfRecording(before, { verdict, provisional });
  const waited = state.unanswered.includes(scan);
  const rest = verdict === "undecided" ? state.unanswered : without(state.unanswered, scan);
  const known = { ...state, unanswered: rest };
  if (state.scan === scan) return answeredOwn(known, { scan, verdict, provisional });
  // A late answer may take an idle screen, nobody else's.
  if (state.scan !== null || !waited || verdict === "undecided") return known;
  return show(known, scan, { verdict, provisional, confirmed: false });
}

function answeredOwn(state, { scan, verdict, provisional }) {
  const { shown } = state;
  if (shown !== null && verdict === "undecided") return state;
  if (shown !== null && !shown.provisional && provisional && shown.verdict !== "undecided") return state;
  const confirmed = Boolean(shown?.provisional) && !provisional && shown.verdict === verdict;
  return show(state, scan, { verdict, provisional, confirmed });
}

const HAPPENINGS = {
  started: (state) => ({ ...state, started: true }),
  scanned: (state, { scan }) => ({
    ...state,
    started: true,
    scan,
    shown: null,
    unanswered: [...state.unanswered, scan].slice(-UNANSWERED_AT_MOST),
  }),
  answered,
  /** No verdict so far; it is being asked again. */
  silent(state, { scan }) {
    if (state.scan !== scan || state.shown !== null) return state;
    return show(state, scan, { verdict: "undecided", provisional: false, confirmed: false });
  },
  /** Nobody asks any more. */
  given_up(state, { scan }) {
    const waited = state.unanswered.includes(scan);
    const known = { ...state, unanswered: without(state.unanswered, scan) };
    if (!waited || (state.scan !== null && state.scan !== scan)) return known;
    return show(known, scan, { verdict: "undecided", provisional: false, confirmed: false });
  },
  time_up: (state) => ({ ...state, scan: null, shown: null }),
  fault: (state, { fault, present }) => withFault(state, fault, present),
};

/**
 * What follows when something happens.
 *
 * @param {State} state
 * @param {{kind: string, [more: string]: any}} happening
 * @returns {State} the same object where nothing changes
 */
export function after(state, happening) {
  return HAPPENINGS[happening.kind](state, happening);
}
