/** Who holds the buttons: always in sight; taken over knowingly, given back by hand. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const me = document.body.dataset.operator;

/**
 * @param {any} snapshot
 * @param {string | null} waiting the button that waits for its second press
 */
export function paintHolder({ buttons }, waiting) {
  const whose = buttons === null ? "free" : buttons.holder === me ? "mine" : "other";
  role("holder").dataset.whose = whose;
  const who = buttons?.by || say("another");
  write("holder-words", say(`holder_${whose}`, { who, t: buttons ? hourMinute(buttons.since_ms) : "" }));
  show("give-back", whose === "mine");
  show("take-over", whose === "other");
  write("take-over-text", waiting === "take-over" ? say("press_again_short") : say("take_over"));
}

/**
 * @param {import("./control_send.js").Desk} desk
 */
export function createHolder(desk) {
  const whose = () => role("holder").dataset.whose;

  function takeOver() {
    if (whose() !== "other" || !desk.twice.press("take-over")) return;
    void desk.post("/stage/buttons", {}, say("took_over"));
  }

  function giveBack() {
    if (whose() === "mine") void desk.post("/stage/buttons/give-back", {}, say("gave_back"));
  }

  return {
    takeOver,
    giveBack,
    either: () => (whose() === "mine" ? giveBack() : takeOver()),
  };
}
