/** The errands of a card, each behind its button: what they do stands in files of their own. */

import { whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { delegation } from "./desk_delegation.js";
import { askLeave } from "./desk_leave.js";
import { goAway, undo } from "./desk_passage.js";
import { nameHolder, substitute, walkIn } from "./desk_people.js";
import { changeSeat, hand, handAll, print } from "./desk_things.js";

/**
 * What an errand needs to know of the desk, and whom it tells.
 *
 * @typedef {object} DeskOfErrands
 * @property {() => any} standing who stands at the desk
 * @property {() => string} ruleOf the rule that keeps them out
 * @property {(answer: any, delegate: any) => void} onAnswer
 * @property {() => void} onChanged something about who stands here is new
 * @property {(id: number) => void} onOpen
 * @property {() => string} sought what stands in the search
 * @property {(sought: string) => void} onFound whoever was looked for so is found by now
 * @property {(gone: boolean) => void} onAsked leave was asked for; whether somebody else stands here by now
 * @property {() => void} onClose
 * @property {() => void} onRecent
 */

const ERRAND_OF = {
  "open-undo": undo,
  "open-leave": goAway,
  "open-print": print,
  "tray-missing": print,
  "open-seat": changeSeat,
  "open-delegation": delegation,
  "open-unit": delegation,
  "open-substitute": substitute,
  "open-holder": nameHolder,
  "open-walk-in": walkIn,
};

/** Give each button of the card its errand. */
function wire(desk) {
  for (const [button, act] of Object.entries(ERRAND_OF)) {
    role(button).addEventListener("click", () => void whileBusy(role(button), async () => act(desk)));
  }
}

/**
 * Make the errands of this desk.
 *
 * @param {DeskOfErrands} desk
 */
export function createErrands(desk) {
  return {
    askLeave: () => askLeave(desk),
    hand: (item, give) => hand(desk, item, give),
    handAll: () => handAll(desk),
    nameHolder: () => nameHolder(desk),
    wire: () => wire(desk),
  };
}
