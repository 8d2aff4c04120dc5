/** A delegation that comes together: its people are ticked on one sheet and let in with one press. */

import { send, uuid } from "../../server/static/commands.js";
import { tell } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { dialogOf, faultOf, listPeople, openDialog, ticked } from "./desk_dialogs.js";
import { isSameCard } from "./desk_standing.js";

const AT_ONCE = 50;

/**
 * @param {object} wanted
 * @param {() => any} wanted.standing who stands at the desk
 * @param {() => void} wanted.onChanged
 * @param {() => void} wanted.onRecent
 * @param {() => void} wanted.onClose
 * @returns {() => Promise<void>} opens the sheet of the delegation that who stands here belongs to
 */
export function createDelegation({ standing, onChanged, onRecent, onClose }) {
  async function delegation() {
    const mine = standing();
    const { delegate } = mine;
    const dialog = dialogOf("delegation");
    // A fast hand is ahead of what the card has learnt: the door's answer names no unit by id.
    const known = delegate.unit_id ? { ok: true, body: delegate } : await ask(`/api/delegates/${delegate.id}`);
    const answer = known.ok ? await ask(`/kiosk/desk/delegations/${known.body.unit_id}`) : known;
    if (!answer.ok) {
      tell(answer.unknown ? "open" : "bad", faultOf(answer));
      return;
    }
    if (!isSameCard(mine, standing())) return;
    const { people, unit } = answer.body;
    const count = () => write("go", say("delegation_do", { n: ticked(dialog).length }), dialog);
    listPeople(dialog, people, count);
    // The ids stay until the answer is known: pressing again after silence counts nobody twice.
    const ids = new Map(people.map((one) => [one.id, uuid()]));
    let sent = [];
    openDialog("delegation", {
      title: say("delegation_title", { unit }),
      fresh: false,
      onClose,
      act: () => {
        sent = people.filter((one) => ticked(dialog).includes(one.id)).map((one) => ({ ...one, scan_id: ids.get(one.id) }));
        return sendDelegation(sent.map(({ scan_id, id }) => ({ scan_id, delegate_id: id })));
      },
      onDone: ({ answers }) => delegationDone(unit, sent, answers),
    });
    count();
    role("go", dialog).focus();
  }

  async function sendDelegation(scans) {
    const answers = [];
    for (let from = 0; from < scans.length; from += AT_ONCE) {
      const some = await send("/api/check-in/delegation", { scans: scans.slice(from, from + AT_ONCE) }, { timeoutMs: 15_000 });
      if (!some.ok) return some;
      answers.push(...some.body.answers);
    }
    return { ok: true, unknown: false, status: 200, body: { answers } };
  }

  /** Name those of whom it was sent and who are not inside; a refusal's answer names nobody itself. */
  function delegationDone(unit, sent, answers) {
    const came = answers.filter((one) => one.verdict === "admitted" || one.verdict === "repeat");
    const inside = new Set(came.map((one) => one.scan_id));
    const left = sent.filter((one) => !inside.has(one.scan_id)).map((one) => one.name);
    const done = say("delegation_done", { unit, n: came.length });
    onChanged();
    onRecent();
    tell(left.length > 0 ? "bad" : "good", left.length > 0 ? `${done} ${say("delegation_left_out", { names: left.join(", ") })}` : done);
  }

  return delegation;
}
