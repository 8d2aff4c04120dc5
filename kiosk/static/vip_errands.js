/** What a touch asks of the server, as data: it can be kept on the telephone and sent later. */

import { uuid } from "../../server/static/commands.js";
import { hourOf } from "./vip_hour.js";

/** @typedef {import("./vip_waiting.js").Errand} Errand */

function errand(guest, what, posts, shows) {
  const named = posts.map(({ path, ...rest }) => ({ path: `/kiosk/vip/${guest.id}/${path}`, ...rest }));
  return /** @type {Errand} */ ({ id: uuid(), guest: guest.id, name: guest.name, what, posts: named, shows });
}

/** A new state. Sent again, or going back, it is taken only from the state that the hand saw. */
function statePost(state, seen, { always = false } = {}) {
  const post = { path: "state", body: { touch_id: uuid(), state } };
  return always ? { ...post, body: { ...post.body, seen } } : { ...post, again: { seen } };
}

/**
 * @param {any} guest as the hand saw them
 * @param {string} state
 * @param {string} what
 */
export const toState = (guest, state, what) => errand(guest, what, [statePost(state, guest.state)], { state });

/** Back from a state to the one before. */
export const backToState = (guest, state, what) => (
  errand(guest, what, [statePost(guest.state, state, { always: true })], { state: guest.state })
);

/** Something seen to, or not. */
export const toTick = (guest, tick, done, what) => errand(guest, what, [{ path: "ticks", body: { tick, done } }], { tick, done });

/** The moment of an hour on the day of one that is known; the card shows it until the server says it. */
function momentOf(hour, near) {
  if (!hour) return null;
  const day = new Date(near).toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  return Date.parse(`${day}T${hour}:00+07:00`);
}

/** A guest is expected, at this hour; who was noted otherwise is awaited again. */
export function toHour(guest, { hour, note }, what, nowMs) {
  const posts = [{ path: "expected", body: { hour: hour || null, note } }];
  const shows = { expected_ms: momentOf(hour, nowMs), note };
  if (guest.state === "expected") return errand(guest, what, posts, shows);
  return errand(guest, what, [statePost("expected", guest.state), ...posts], { ...shows, state: "expected" });
}

/** Back to the hour, the note and the state before. */
export function backFromHour(guest, what) {
  const posts = [{ path: "expected", body: { hour: hourOf(guest.expected_ms) || null, note: guest.note } }];
  const shows = { expected_ms: guest.expected_ms, note: guest.note };
  if (guest.state === "expected") return errand(guest, what, posts, shows);
  const state = statePost(guest.state, "expected", { always: true });
  return errand(guest, what, [state, ...posts], { ...shows, state: guest.state });
}
