/** An entry taken back, and somebody who leaves: both with a reason. */

import { send } from "../../server/static/commands.js";
import { tell } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { ask } from "./desk_ask.js";
import { isGone } from "./desk_standing.js";
import { askWhy } from "./desk_why.js";

/** The entry as it stands when a dialog opens: sent with it, so that sending again touches no later one. */
async function entrySeen({ id, entry_id: entry, moves }) {
  // A fast hand is ahead of what the card has learnt: the door's answer names no entry.
  if (entry) return { entry_id: entry, moves };
  const known = await ask(`/api/delegates/${id}`);
  return known.ok ? { entry_id: known.body.entry_id, moves: known.body.moves } : {};
}

/** Take back that who stands here came in. */
export function undo(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const { id } = delegate;
  const words = say("undone", { name: delegate.name });
  const seen = entrySeen(delegate);
  askWhy(desk, "undo", {
    title: say("undo_title", { name: delegate.name }),
    act: async (reason) => send("/api/check-in/undo", { delegate_id: id, reason, ...(await seen) }),
    onDone() {
      if (!isGone(mine, desk)) desk.onOpen(id);
      desk.onRecent();
      tell("good", words);
    },
  });
}

/** Write down that who stands here leaves. */
export function goAway(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const { id } = delegate;
  const words = say("left", { name: delegate.name });
  const seen = entrySeen(delegate);
  askWhy(desk, "leave", {
    title: say("leave_title", { name: delegate.name }),
    act: async (reason) => send("/api/leave", { delegate_id: id, reason, ...(await seen) }),
    onDone() {
      if (!isGone(mine, desk)) desk.onOpen(id);
      desk.onRecent();
      tell("good", words);
    },
  });
}
