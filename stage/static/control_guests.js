/** The honoured guests on the stage manager's page: who has come, and the list that the MC reads. */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const freshOf = ({ here }) => here.filter((guest) => !guest.listed);
const goneOf = ({ mc_list: list }) => list.filter((guest) => !guest.here);
const names = (guests) => guests.map((guest) => guest.name).join("; ");

/**
 * The guests to put on the MC's list; null when the list is as it should be.
 *
 * @param {any} guests
 * @returns {number[] | null}
 */
export function guestsToHand(guests) {
  if (!guests || freshOf(guests).length + goneOf(guests).length === 0) return null;
  return freshOf(guests).map((guest) => guest.id);
}

/** @param {any} guests */
export function paintGuests(guests) {
  const any = Boolean(guests) && guests.here.length + guests.mc_list.length + guests.expected > 0;
  show("guests", any);
  if (!any) return;
  const fresh = freshOf(guests);
  const gone = goneOf(guests);
  write("guests-count", say("guests_count", { n: guests.here.length, expected: guests.expected, listed: guests.mc_list.length }));
  write("guests-fresh", fresh.length ? say("guests_fresh", { names: names(fresh) }) : "");
  write("guests-gone", gone.length ? say("guests_gone", { names: names(gone) }) : "");
  role("guests").dataset.waiting = String(guestsToHand(guests) !== null);
  role("hand-guests").setAttribute("aria-disabled", String(guestsToHand(guests) === null));
}
