/** The errands of a card: undo, leave, print, seat, substitute, holder, walk-in, leave to enter. */

import { send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { createDelegation } from "./desk_delegation.js";
import { dialogOf, faultOf, fieldsOf, inputOf, offer, openDialog, presetsOf } from "./desk_dialogs.js";
import { isSameCard } from "./desk_standing.js";

const decides = document.body.dataset.decides === "true";

/**
 * @param {object} wanted
 * @param {() => any} wanted.standing who stands at the desk
 * @param {() => string} wanted.ruleOf the rule that keeps them out
 * @param {(answer: any, delegate: any) => void} wanted.onAnswer
 * @param {() => void} wanted.onChanged something about who stands here is new
 * @param {(id: number) => void} wanted.onOpen
 * @param {(gone: boolean) => void} wanted.onAsked leave was asked for; whether somebody else stands here by now
 * @param {() => void} wanted.onClose
 * @param {() => void} wanted.onRecent
 */
export function createErrands({ standing, ruleOf, onAnswer, onChanged, onOpen, onAsked, onClose, onRecent }) {
  /** Whether a scan has taken the place of the card that an errand began with: it keeps the desk. */
  const isGone = (mine) => !isSameCard(mine, standing());

  /** Ask why, with quick answers, and act. */
  function askWhy(kind, { title, pin = false, act, onDone }) {
    const why = dialogOf("why");
    why.dataset.kind = kind;
    offer(why, presetsOf(kind));
    openDialog("why", {
      title,
      pin,
      onClose,
      onDone,
      act: () => act(inputOf(why, "words").value.trim(), inputOf(why, "pin").value.trim()),
    });
    if (pin) inputOf(why, "words").focus();
  }

  /** The entry as it stands when a dialog opens: sent with it, so that sending again touches no later one. */
  async function entrySeen({ id, entry_id: entry, moves }) {
    // A fast hand is ahead of what the card has learnt: the door's answer names no entry.
    if (entry) return { entry_id: entry, moves };
    const known = await ask(`/api/delegates/${id}`);
    return known.ok ? { entry_id: known.body.entry_id, moves: known.body.moves } : {};
  }

  function undo() {
    const mine = standing();
    const { delegate } = mine;
    const { id } = delegate;
    const words = say("undone", { name: delegate.name });
    const seen = entrySeen(delegate);
    askWhy("undo", {
      title: say("undo_title", { name: delegate.name }),
      act: async (reason) => send("/api/check-in/undo", { delegate_id: id, reason, ...(await seen) }),
      onDone() {
        if (!isGone(mine)) onOpen(id);
        onRecent();
        tell("good", words);
      },
    });
  }

  function goAway() {
    const mine = standing();
    const { delegate } = mine;
    const { id } = delegate;
    const words = say("left", { name: delegate.name });
    const seen = entrySeen(delegate);
    askWhy("leave", {
      title: say("leave_title", { name: delegate.name }),
      act: async (reason) => send("/api/leave", { delegate_id: id, reason, ...(await seen) }),
      onDone() {
        if (!isGone(mine)) onOpen(id);
        tell("good", words);
      },
    });
  }

  function postBadge(id, reason) {
    return once(`badge ${id}`, (requestId) =>
      send(`/kiosk/desk/delegates/${id}/badge`, { request_id: requestId, reason }),
    );
  }

  /** A first badge needs no reason, one more does. */
  async function print() {
    const { delegate, about } = standing();
    const words = say("badge_again", { name: delegate.name });
    const done = () => {
      onChanged();
      tell("good", words);
    };
    if (about?.badge) {
      askWhy("print", {
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

  async function changeSeat() {
    const mine = standing();
    const { delegate } = mine;
    const dialog = dialogOf("seat-dialog");
    const answer = await ask(`/kiosk/desk/delegates/${delegate.id}/seats`);
    if (isGone(mine)) return;
    const free = answer.ok ? answer.body.seats.map((one) => one.seat) : [];
    offer(dialog, free);
    openDialog("seat-dialog", {
      title: say("seat_title", { name: delegate.name }),
      onClose,
      act: () => send(`/kiosk/desk/delegates/${delegate.id}/seat`, { seat: inputOf(dialog, "words").value.trim() }),
      onDone: ({ seat }) => void seatGiven(delegate, seat, inputOf(dialog, "print-too").checked),
    });
    write("seats-hint", say(free.length > 0 ? "free_seats_hint" : "no_free_seat"), dialog);
    if (free.length > 0) inputOf(dialog, "words").value = free[0];
    inputOf(dialog, "words").select();
  }

  async function seatGiven(delegate, seat, printToo) {
    const printed = printToo && Boolean(standing()?.about?.badge);
    const answer = printed ? await postBadge(delegate.id, say("seat", { seat })) : { ok: true };
    onChanged();
    if (answer.ok) tell("good", say(printed ? "seat_given_print" : "seat_given", { name: delegate.name, seat }));
    else tell("bad", `${say("seat_given", { name: delegate.name, seat })} ${faultOf(answer)}`);
  }

  function substitute() {
    const mine = standing();
    const { delegate } = mine;
    const dialog = dialogOf("substitute");
    openDialog("substitute", {
      title: say("substitute_title", { name: delegate.name }),
      pin: !decides,
      onClose,
      act: () => send(`/kiosk/desk/delegates/${delegate.id}/substitute`, { ...fieldsOf(dialog), pin: inputOf(dialog, "pin").value }),
      onDone({ delegate_id: id }) {
        if (!isGone(mine)) onOpen(id);
        tell("good", say("substituted", { name: fieldsOf(dialog).full_name }));
      },
    });
  }

  function nameHolder() {
    const mine = standing();
    const { delegate } = mine;
    const dialog = dialogOf("holder");
    openDialog("holder", {
      title: say("holder_title", { name: delegate.name }),
      onClose,
      act: () => send(`/kiosk/desk/delegates/${delegate.id}/holder`, fieldsOf(dialog)),
      onDone() {
        if (!isGone(mine)) onOpen(delegate.id);
        tell("good", say("named", { name: fieldsOf(dialog).full_name }));
      },
    });
  }

  function walkIn() {
    const mine = standing();
    const dialog = dialogOf("walk-in");
    openDialog("walk-in", {
      pin: !decides,
      onClose,
      // The id stays with the name until the answer is known: sent again, it is the same person.
      act: () =>
        once(`walk-in ${fieldsOf(dialog).full_name}`, (requestId) =>
          send("/kiosk/desk/walk-ins", { ...fieldsOf(dialog), request_id: requestId, pin: inputOf(dialog, "pin").value }),
        ),
      onDone({ delegate_id: id }) {
        if (!isGone(mine)) onOpen(id);
        tell("good", say("added", { name: fieldsOf(dialog).full_name }));
      },
    });
  }

  /** A supervisor who is signed in lets in; others ask, and the lane goes on. */
  function askLeave() {
    const mine = standing();
    const { delegate } = mine;
    const rule = ruleOf();
    const title = say(decides ? "let_title" : "ask_title", { name: delegate.name });
    askWhy("ask", {
      title,
      pin: !decides,
      act: (words, pin) => (decides ? letIn(delegate, rule, words) : pin ? byPin(delegate, rule, words, pin) : sendAsk(delegate, rule, words)),
      onDone(body) {
        if (body.verdict) takeAnswer(mine, delegate, body);
        else {
          onAsked(isGone(mine));
          tell("good", say("leave_asked", { name: delegate.name }));
        }
      },
    });
  }

  function takeAnswer(mine, delegate, answer) {
    if (!isGone(mine)) onAnswer(answer, delegate);
    else tell(answer.verdict === "admitted" ? "good" : "bad", `${delegate.name}: ${say(`verdict_${answer.verdict}`)}`);
  }

  function sendAsk(delegate, rule, words) {
    return once(`ask ${delegate.id} ${rule}`, (requestId) => postAsk(requestId, delegate, rule, words));
  }

  const postAsk = (requestId, delegate, rule, words) =>
    send("/kiosk/leave", { request_id: requestId, delegate_id: delegate.id, rule, words });

  /** Asked and granted with one id: pressed again after silence, it is the same leave. */
  function letIn(delegate, rule, words) {
    return once(`let in ${delegate.id} ${rule}`, async (requestId) => {
      const asked = await postAsk(requestId, delegate, rule, words);
      if (!asked.ok) return asked;
      return send(`/kiosk/leave/${asked.body.leave_id}/decide`, { granted: true, words });
    });
  }

  function byPin(delegate, rule, words, pin) {
    return once(`pin ${delegate.id} ${rule}`, (scanId) =>
      send("/kiosk/leave/by-pin", { scan_id: scanId, delegate_id: delegate.id, rule, words, pin }),
    );
  }

  /** Tick what was handed over, or take the tick back. */
  const hand = (item, give) => handTo(standing().delegate, item, give);

  async function handTo(delegate, item, give) {
    const path = give ? "/kiosk/desk/hand" : "/kiosk/desk/hand/undo";
    const answer = await send(path, { delegate_id: delegate.id, item_id: item.id });
    if (answer.ok) onChanged();
    else tell(answer.unknown ? "open" : "bad", faultOf(answer));
  }

  /** All of it is for whoever stands here now, also when the next one is scanned meanwhile. */
  async function handAll() {
    const delegate = standing()?.delegate;
    const open = (delegate?.items ?? []).filter((one) => one.due !== false && !one.handed_ms);
    for (const item of open) await handTo(delegate, item, true);
  }

  const delegation = createDelegation({ standing, onChanged, onRecent, onClose });

  /** Give each button of the card its errand. */
  function wire() {
    const errands = {
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
    for (const [button, act] of Object.entries(errands)) {
      role(button).addEventListener("click", () => void whileBusy(role(button), async () => act()));
    }
  }

  return { askLeave, hand, handAll, nameHolder, wire };
}
