/** A delegation that comes together: its people are ticked on one sheet and let in with one press. */

import { send, uuid } from "../../server/static/commands.js";
import { tell } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { dialogOf, faultOf, listPeople, openDialog, tickAll, ticked } from "./desk_dialogs.js";
import { isGone } from "./desk_standing.js";

const AT_ONCE = 50;

async function peopleOf(delegate) {
  // A fast hand is ahead of what the card has learnt: the door's answer names no unit by id.
  const known = delegate.unit_id ? { ok: true, body: delegate } : await ask(`/api/delegates/${delegate.id}`);
  return known.ok ? ask(`/kiosk/desk/delegations/${known.body.unit_id}`) : known;
}

async function sendTogether(scans) {
  const answers = [];
  for (let from = 0; from < scans.length; from += AT_ONCE) {
    const some = await send("/api/check-in/delegation", { scans: scans.slice(from, from + AT_ONCE) }, { timeoutMs: 15_000 });
    if (!some.ok) return some;
    answers.push(...some.body.answers);
  }
  return { ok: true, unknown: false, status: 200, body: { answers } };
}

/** Name those of whom it was sent and who are not inside; a refusal's answer names nobody itself. */
function tellWhoCame(unit, sent, answers) {
  const came = answers.filter((one) => one.verdict === "admitted" || one.verdict === "repeat");
  const inside = new Set(came.map((one) => one.scan_id));
  const left = sent.filter((one) => !inside.has(one.scan_id)).map((one) => one.name);
  const done = say("delegation_done", { unit, n: came.length });
  tell(left.length > 0 ? "bad" : "good", left.length > 0 ? `${done} ${say("delegation_left_out", { names: left.join(", ") })}` : done);
}

/** Count the ticks on the button that admits; for nobody it cannot be pressed. */
function count(dialog) {
  const chosen = ticked(dialog).length;
  write("go-words", say("delegation_do", { n: chosen }), dialog);
  /** @type {HTMLButtonElement} */ (role("go", dialog)).disabled = chosen === 0;
}

/** All or none by one press; F2 admits, Enter on a tick does not: a stray one lets nobody in. */
function offerKeys(dialog) {
  for (const [button, ticks] of /** @type {const} */ ([["tick-all", true], ["tick-none", false]])) {
    role(button, dialog).onclick = () => {
      tickAll(dialog, ticks);
      count(dialog);
    };
  }
  dialog.onkeydown = (press) => {
    const admits = press.key === "F2" && !press.repeat;
    if (admits) role("go", dialog).click();
    if (admits || (press.key === "Enter" && press.target instanceof HTMLInputElement)) press.preventDefault();
  };
}

function openSheet(desk, { people, unit }) {
  const dialog = dialogOf("delegation");
  listPeople(dialog, people, desk.standing()?.delegate?.id, () => count(dialog));
  offerKeys(dialog);
  // The ids stay until the answer is known: pressing again after silence counts nobody twice.
  const ids = new Map(people.map((one) => [one.id, uuid()]));
  let sent = [];
  openDialog("delegation", {
    title: say("delegation_title", { unit }),
    fresh: false,
    onClose: desk.onClose,
    act: () => {
      sent = people.filter((one) => ticked(dialog).includes(one.id)).map((one) => ({ ...one, scan_id: ids.get(one.id) }));
      return sendTogether(sent.map(({ scan_id, id }) => ({ scan_id, delegate_id: id })));
    },
    onDone({ answers }) {
      desk.onChanged();
      desk.onRecent();
      tellWhoCame(unit, sent, answers);
    },
  });
  count(dialog);
  role("tick-all", dialog).focus();
}

/**
 * Open the sheet of the delegation that who stands here belongs to.
 *
 * @param {import("./desk_errands.js").DeskOfErrands} desk
 */
export async function delegation(desk) {
  const mine = desk.standing();
  const answer = await peopleOf(mine.delegate);
  if (!answer.ok) tell(answer.unknown ? "open" : "bad", faultOf(answer));
  else if (!isGone(mine, desk)) openSheet(desk, answer.body);
}
