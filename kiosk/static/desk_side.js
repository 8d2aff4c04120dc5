/** Beside the search: who waits for leave, and the last attempts of this station. */

import { hourMinute } from "../../server/static/clockface.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";

const LATEST_LEAVES = 6;

function stateWords(leave) {
  if (leave.state === "granted") return say("leave_granted");
  if (leave.state === "declined") return say("leave_declined", { words: leave.decided_words });
  return say("leave_waiting", { t: hourMinute(leave.asked_ms) });
}

/**
 * Make the side lists live.
 *
 * @param {object} wanted
 * @param {(delegateId: number) => void} wanted.onOpen
 * @param {(leave: any) => void} wanted.onDecided a supervisor has said yes or no since we last looked
 */
export function createSide({ onOpen, onDecided }) {
  /** @type {Map<number, string>} */
  const known = new Map();
  const seen = new Set();
  let first = true;

  function paintLeaves(leaves) {
    const shown = leaves.filter((one) => one.state !== "withdrawn" && !seen.has(one.id)).slice(0, LATEST_LEAVES);
    show("waiting-part", shown.length > 0);
    fillList("waiting", "waiting-row", shown, (row, leave) => {
      const button = role("waiting-open", row);
      button.id = `leave-${leave.id}`;
      button.dataset.state = leave.state;
      write("waiting-name", leave.mark ? `${leave.name} ${leave.mark}` : leave.name, row);
      write("waiting-state", stateWords(leave), row);
      button.addEventListener("click", () => {
        if (leave.state !== "waiting") seen.add(leave.id);
        onOpen(leave.delegate_id);
      });
    });
  }

  async function renewLeaves() {
    const answer = await ask("/kiosk/leave/asked");
    if (!answer.ok) return;
    const { leaves } = answer.body;
    // What was decided before this page was opened is no news.
    if (first) for (const one of leaves) if (one.state !== "waiting") seen.add(one.id);
    for (const one of leaves) {
      if (known.get(one.id) === "waiting" && ["granted", "declined"].includes(one.state)) onDecided(one);
      known.set(one.id, one.state);
    }
    first = false;
    paintLeaves(leaves);
  }

  function paintRecent(attempts) {
    show("recent-none", attempts.length === 0);
    fillList("recent", "recent-row", attempts, (row, one) => {
      const button = role("recent-open", row);
      button.id = `recent-${one.scan_id}`;
      button.dataset.verdict = one.verdict;
      row.querySelector("use").setAttribute("href", `#shape-${one.verdict}`);
      const reason = knows(`matter_${one.reason}`) ? say(`matter_${one.reason}`) : "";
      const name = [one.name, one.mark].filter(Boolean).join(" ");
      write("recent-name", name || reason, row);
      button.title = reason || say(`verdict_${one.verdict}`);
      write("recent-time", hourMinute(one.at_ms), row);
      if (one.delegate_id) button.addEventListener("click", () => onOpen(one.delegate_id));
      else button.disabled = true;
    });
  }

  async function renewRecent() {
    const answer = await ask("/kiosk/desk/recent");
    if (answer.ok) paintRecent(answer.body.attempts);
  }

  return { renewLeaves, renewRecent };
}
