/** Who performs, as the MC needs it: by name, in the hall or not, and what else waits for them. */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const NAMED = 2;

/** One performer of an item once, however many parts are theirs. */
function performersOf(snapshot, item) {
  const all = (item && snapshot.performers?.[String(item.id)]) ?? [];
  return [...new Map(all.map((one) => [one.delegate_id, one])).values()];
}

const comes = (one) => one.present || Boolean(one.substitute?.present);

/**
 * Whether they are here, in words; nothing where nobody is known by name.
 *
 * @returns {{words: string, kind: "here" | "part" | "missing" | ""}}
 */
export function presenceOf(snapshot, item) {
  const all = performersOf(snapshot, item);
  if (all.length === 0) return { words: "", kind: "" };
  const here = all.filter(comes);
  if (here.length === 0) return { words: say("not_here"), kind: "missing" };
  if (here.length < all.length) return { words: say("some_here", { n: here.length, all: all.length }), kind: "part" };
  const stand = all.filter((one) => !one.present).map((one) => one.substitute.name);
  return { words: stand.length ? say("stands_in", { names: stand.join("; ") }) : say("here"), kind: "here" };
}

/** The words of the plan, else the names. */
export function performerWords(snapshot, item) {
  return item?.performer || performersOf(snapshot, item).map((one) => one.name).join("; ");
}

/** Write a performer with a chip that says whether they are here. */
export function paintPerformer(name, snapshot, item) {
  const words = performerWords(snapshot, item);
  const { words: presence, kind } = presenceOf(snapshot, item);
  write(`${name}-words`, words);
  write(`${name}-presence`, presence);
  role(`${name}-presence`).dataset.kind = kind;
  show(name, words !== "" || presence !== "");
}

function lineOf({ name, items }) {
  const numbers = items.map((one) => (one.number ? say("item_number", { n: one.number }) : `“${one.title}”`));
  return say("missing_one", { name, items: numbers.join(", ") });
}

/** Who has something to do now or next and is not in the hall, with all that waits for them. */
export function paintMissing({ missing_performers: missing = [] }, visible) {
  const lines = missing.slice(0, NAMED).map(lineOf);
  if (missing.length > NAMED) lines.push(say("missing_more", { n: missing.length - NAMED }));
  show("missing", visible && lines.length > 0);
  write("missing-words", lines.join("; "));
}
