/** What is given at the desk: a badge, a seat, documents and gifts. */

import { send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell } from "../../server/static/result_line.js";
import { write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { dialogOf, faultOf, inputOf, offer, openDialog } from "./desk_dialogs.js";
import { isGone } from "./desk_standing.js";
import { askWhy } from "./desk_why.js";

function postBadge(id, reason) {
  return once(`badge ${id}`, (requestId) =>
    send(`/kiosk/desk/delegates/${id}/badge`, { request_id: requestId, reason }),
  );
}

/** Print a badge: the first needs no reason, one more does. */
export async function print(desk) {
  const { delegate, about } = desk.standing();
  const words = say("badge_again", { name: delegate.name });
  const done = () => {
    desk.onChanged();
    tell("good", words);
  };
  if (about?.badge) {
    askWhy(desk, "print", {
      title: say("print_title", { name: delegate.name }),
      act: (reason) => postBadge(delegate.id, reason),
      onDone: done,
    });
    return;
  }
  const answer = await postBadge(delegate.id, about?.preprinted ? say("tray_reason") : "");
  if (answer.ok) done();
  else tell(answer.unknown ? "open" : "bad", faultOf(answer));
}

async function seatGiven(desk, delegate, { seat, printToo }) {
  const printed = printToo && Boolean(desk.standing()?.about?.badge);
  const answer = printed ? await postBadge(delegate.id, say("seat", { seat })) : { ok: true };
  desk.onChanged();
  if (answer.ok) tell("good", say(printed ? "seat_given_print" : "seat_given", { name: delegate.name, seat }));
  else tell("bad", `${say("seat_given", { name: delegate.name, seat })} ${faultOf(answer)}`);
}

const freeSeats = (answer) => (answer.ok ? answer.body.seats.map((one) => one.seat) : []);

function paintSeats(dialog, free) {
  offer(dialog, free);
  write("seats-hint", say(free.length > 0 ? "free_seats_hint" : "no_free_seat"), dialog);
}

/** A seat that was refused is not offered any more, nor does it stay in the field. */
async function offerSeats(dialog, delegate) {
  const answer = await ask(`/kiosk/desk/delegates/${delegate.id}/seats`);
  if (!answer.ok || !dialog.open) return;
  const free = freeSeats(answer);
  paintSeats(dialog, free);
  const words = inputOf(dialog, "words");
  if (!free.includes(words.value)) words.value = "";
  words.focus();
}

/** Give who stands here another seat: the nearest free one stands in the field. */
export async function changeSeat(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const dialog = dialogOf("seat-dialog");
  const answer = await ask(`/kiosk/desk/delegates/${delegate.id}/seats`);
  if (isGone(mine, desk)) return;
  const free = freeSeats(answer);
  openDialog("seat-dialog", {
    title: say("seat_title", { name: delegate.name }),
    onClose: desk.onClose,
    check: () => (inputOf(dialog, "words").value.trim() ? "" : say("seat_empty")),
    // Somebody else has it: what is free now is offered anew.
    onRefused: () => void offerSeats(dialog, delegate),
    act: () => send(`/kiosk/desk/delegates/${delegate.id}/seat`, { seat: inputOf(dialog, "words").value.trim() }),
    onDone: ({ seat }) => void seatGiven(desk, delegate, { seat, printToo: inputOf(dialog, "print-too").checked }),
  });
  paintSeats(dialog, free);
  if (free.length > 0) inputOf(dialog, "words").value = free[0];
  inputOf(dialog, "words").select();
}

async function handTo(desk, delegate, item, give) {
  const path = give ? "/kiosk/desk/hand" : "/kiosk/desk/hand/undo";
  const answer = await send(path, { delegate_id: delegate.id, item_id: item.id });
  if (answer.ok) desk.onChanged();
  else tell(answer.unknown ? "open" : "bad", faultOf(answer));
}

/** Tick what was handed over, or take the tick back. */
export const hand = (desk, item, give) => handTo(desk, desk.standing().delegate, item, give);

/** All of it is for whoever stands here now, also when the next one is scanned meanwhile. */
export async function handAll(desk) {
  const delegate = desk.standing()?.delegate;
  const open = (delegate?.items ?? []).filter((one) => one.due !== false && !one.handed_ms);
  for (const item of open) await handTo(desk, delegate, item, true);
}
