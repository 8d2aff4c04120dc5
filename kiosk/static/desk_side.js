/** Beside the search: who waits for leave, and the last attempts of this station. */

import { hourMinute } from "../../server/static/clockface.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { attemptsOf, reasonOf, standingOfAttempt } from "./desk_decided.js";

const LATEST_LEAVES = 6;
/** Whoever was granted is inside since; so long the desk may still have to tell them. */
const GRANTED_STAYS_MS = 120_000;
const ATTEMPTS_SHOWN = 12;

function stateWords(leave) {
  if (leave.state === "granted") return say("leave_granted");
  if (leave.state === "declined") return say("leave_declined", { words: leave.decided_words });
  return say("leave_waiting", { t: hourMinute(leave.asked_ms) });
}

function fillLeave(row, leave, onPress) {
  const button = role("waiting-open", row);
  button.id = `leave-${leave.id}`;
  button.dataset.state = leave.state;
  write("waiting-name", leave.mark ? `${leave.name} ${leave.mark}` : leave.name, row);
  write("waiting-state", stateWords(leave), row);
  button.addEventListener("click", onPress);
}

/** The shape is of what the person saw; where the server says otherwise, both stand below the name. */
function fillAttempt(row, one, onOpen) {
  const button = role("recent-open", row);
  // Whoever was taken back or has left has no tick any more.
  const seen = one.taken_back || one.going ? "" : one.shown ?? one.verdict;
  const verdict = seen ? say(`verdict_${seen}`) : "";
  const standing = standingOfAttempt(one);
  const name = [one.name, one.mark].filter(Boolean).join(" ");
  button.id = `recent-${one.scan_id}`;
  button.dataset.verdict = seen;
  button.dataset.standing = standing.kind;
  row.querySelector("use").setAttribute("href", seen ? `#shape-${seen}` : "");
  write("recent-name", name || reasonOf(one) || verdict, row);
  write("recent-standing", standing.words, row);
  write("recent-time", hourMinute(one.at_ms), row);
  button.title = [reasonOf(one) || verdict, standing.words].filter(Boolean).join(" ");
  if (one.delegate_id) button.addEventListener("click", () => onOpen(one.delegate_id));
  else button.disabled = true;
}

/**
 * Make the list of who waits for leave live.
 *
 * @param {object} wanted
 * @param {(delegateId: number) => void} wanted.onOpen
 * @param {(leave: any) => void} wanted.onDecided
 * @returns {() => Promise<void>} asks anew
 */
function followLeaves({ onOpen, onDecided }) {
  /** @type {Map<number, string>} */
  const known = new Map();
  const seen = new Set();
  /** @type {any[]} */
  let last = [];
  let first = true;
  let forgetting = 0;

  /** What was granted goes from the list by itself. */
  function forgetGranted(leaves) {
    clearTimeout(forgetting);
    if (leaves.length === 0) return;
    forgetting = setTimeout(() => {
      for (const { id } of leaves) seen.add(id);
      paint(last);
    }, GRANTED_STAYS_MS);
  }

  function paint(leaves) {
    last = leaves;
    const shown = leaves.filter((one) => one.state !== "withdrawn" && !seen.has(one.id)).slice(0, LATEST_LEAVES);
    forgetGranted(shown.filter((one) => one.state === "granted"));
    show("waiting-part", shown.length > 0);
    fillList("waiting", "waiting-row", shown, (row, leave) => fillLeave(row, leave, () => {
      if (leave.state !== "waiting") seen.add(leave.id);
      onOpen(leave.delegate_id);
    }));
  }

  function takeIn(leaves) {
    // What was decided before this page was opened is no news.
    if (first) for (const one of leaves) if (one.state !== "waiting") seen.add(one.id);
    for (const one of leaves) {
      if (known.get(one.id) === "waiting" && ["granted", "declined"].includes(one.state)) onDecided(one);
      known.set(one.id, one.state);
    }
    first = false;
    paint(leaves);
  }

  return async () => {
    const answer = await ask("/kiosk/leave/asked");
    if (answer.ok) takeIn(answer.body.leaves);
  };
}

/**
 * Make the list of the last attempts live: those of the queue first, for no server has them yet.
 *
 * @param {object} wanted
 * @param {(delegateId: number) => void} wanted.onOpen
 * @param {() => Promise<any[]>} wanted.kept what this station decided and has not brought to the server
 * @param {ReturnType<typeof import("./desk_decided.js").createDecided>} wanted.decided
 * @param {(attempts: any[]) => void} wanted.onAttempts
 * @returns {() => Promise<void>} asks anew
 */
function followAttempts({ onOpen, kept, decided, onAttempts }) {
  /** @type {any[]} */
  let attempts = [];
  /** @type {any[]} */
  let others = [];

  async function paint() {
    const shown = attemptsOf(await kept(), attempts, decided, others).slice(0, ATTEMPTS_SHOWN);
    show("recent-none", shown.length === 0);
    fillList("recent", "recent-row", shown, (row, one) => fillAttempt(row, one, onOpen));
  }

  return async () => {
    // Without the server that answer may take its time.
    void paint();
    const answer = await ask("/kiosk/desk/recent");
    if (!answer.ok) return;
    ({ attempts } = answer.body);
    others = answer.body.happened.filter(({ attempt }) => !attempt);
    await paint();
    onAttempts(attempts);
  };
}

/**
 * Make the side lists live.
 *
 * @param {object} wanted
 * @param {(delegateId: number) => void} wanted.onOpen
 * @param {(leave: any) => void} wanted.onDecided a supervisor has said yes or no since we last looked
 * @param {() => Promise<any[]>} wanted.kept
 * @param {ReturnType<typeof import("./desk_decided.js").createDecided>} wanted.decided
 * @param {(attempts: any[]) => void} wanted.onAttempts the server's list has come
 */
export function createSide({ onOpen, onDecided, kept, decided, onAttempts }) {
  return {
    renewLeaves: followLeaves({ onOpen, onDecided }),
    renewRecent: followAttempts({ onOpen, kept, decided, onAttempts }),
  };
}
