/** Who is put on the list at the desk: a substitute, the holder of a nameless place, a walk-in. */

import { send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { dialogOf, fieldsOf, inputOf, openDialog } from "./desk_dialogs.js";
import { isGone } from "./desk_standing.js";

const decides = () => document.body.dataset.decides === "true";

/** Name who comes in the place of who stands here. */
export function substitute(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const dialog = dialogOf("substitute");
  openDialog("substitute", {
    title: say("substitute_title", { name: delegate.name }),
    pin: !decides(),
    onClose: desk.onClose,
    act: () => send(`/kiosk/desk/delegates/${delegate.id}/substitute`, { ...fieldsOf(dialog), pin: inputOf(dialog, "pin").value }),
    onDone({ delegate_id: id }) {
      if (!isGone(mine, desk)) desk.onOpen(id);
      tell("good", say("substituted", { name: fieldsOf(dialog).full_name }));
    },
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
  openDialog("walk-in", {
    pin: !decides(),
    onClose: desk.onClose,
    // The id stays with the name until the answer is known: sent again, it is the same person.
    act: () =>
      once(`walk-in ${fieldsOf(dialog).full_name}`, (requestId) =>
        send("/kiosk/desk/walk-ins", { ...fieldsOf(dialog), request_id: requestId, pin: inputOf(dialog, "pin").value }),
      ),
    onDone({ delegate_id: id }) {
      if (!isGone(mine, desk)) desk.onOpen(id);
      tell("good", say("added", { name: fieldsOf(dialog).full_name }));
    },
  });
}
