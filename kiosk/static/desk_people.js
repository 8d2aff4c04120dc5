/** Who is put on the list at the desk: a substitute, the holder of a nameless place, a walk-in. */

import { send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { dialogOf, fieldsOf, inputOf, openDialog } from "./desk_dialogs.js";
import { isGone } from "./desk_standing.js";

const decides = () => document.body.dataset.decides === "true";

/** Who is on the list now takes the card; where a supervisor was asked, the desk says so. */
function takeNewcomer(desk, mine, { delegate_id: id, leave_id: leave }, done, name) {
  if (!isGone(mine, desk)) desk.onOpen(id);
  if (leave) desk.onAsked(true);
  tell("good", say(leave ? "addition_asked" : done, { name }));
}

/** An errand for one person: a namesake from elsewhere is another. The PIN makes nobody another. */
const errandOf = (kind, fields, names) => JSON.stringify([kind, ...names.map((name) => fields[name])]);

/** Name who comes in the place of who stands here. */
export function substitute(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const dialog = dialogOf("substitute");
  openDialog("substitute", {
    title: say("substitute_title", { name: delegate.name }),
    pin: !decides(),
    onClose: desk.onClose,
    // The id stays with the two people until the answer is known: sent again, it is the same request.
    act: () =>
      once(errandOf(`substitute ${delegate.id}`, fieldsOf(dialog), ["full_name", "unit"]), (requestId) =>
        send(`/kiosk/desk/delegates/${delegate.id}/substitute`, { ...fieldsOf(dialog), request_id: requestId, pin: inputOf(dialog, "pin").value }),
      ),
    onDone: (body) => takeNewcomer(desk, mine, body, "substituted", fieldsOf(dialog).full_name),
  });
}

/** Name who has come to a place that had no name. */
export function nameHolder(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const dialog = dialogOf("holder");
  openDialog("holder", {
    title: say("holder_title", { name: delegate.name }),
    onClose: desk.onClose,
    act: () => send(`/kiosk/desk/delegates/${delegate.id}/holder`, fieldsOf(dialog)),
    onDone() {
      if (!isGone(mine, desk)) desk.onOpen(delegate.id);
      tell("good", say("named", { name: fieldsOf(dialog).full_name }));
    },
  });
}

/** Put somebody on the list who is on none. */
export function walkIn(desk) {
  const mine = desk.standing();
  const dialog = dialogOf("walk-in");
  const sought = desk.sought();
  openDialog("walk-in", {
    pin: !decides(),
    onClose: desk.onClose,
    // The id stays with the person until the answer is known: sent again, it is the same person.
    act: () =>
      once(errandOf("walk-in", fieldsOf(dialog), ["full_name", "unit", "group", "birth_year"]), (requestId) =>
        send("/kiosk/desk/walk-ins", { ...fieldsOf(dialog), request_id: requestId, pin: inputOf(dialog, "pin").value }),
      ),
    onDone(body) {
      desk.onFound(sought);
      takeNewcomer(desk, mine, body, "added", fieldsOf(dialog).full_name);
    },
  });
  takeOverSearch(dialog, sought);
}

/** The name that was looked for in vain is the one to be written down. */
function takeOverSearch(dialog, sought) {
  if (!/\p{L}/u.test(sought)) return;
  const name = /** @type {HTMLInputElement} */ (dialog.querySelector("[name=full_name]"));
  name.value = sought;
  name.select();
}
