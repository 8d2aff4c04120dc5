/**
 * Sends cues so that a double press is one step.
 *
 * A cue's id belongs to its command, its target and the revision that the presser saw. The same
 * press again, however often, carries the same id. A second press of the same button within a moment
 * is the same cue even if the screen has moved on and the button now says something else; the moment
 * is counted from the press that was taken: a key that is held down is no press at all (`wireKeys`),
 * and who presses on end is not kept waiting. What was only the same once more is answered as such.
 */

import { send, uuid } from "../../server/static/commands.js";

const ONE_PRESS_MS = 800;

/**
 * `quick`: a button that is meant to be pressed several times on end, each press of which counts
 * once the screen has shown the one before.
 *
 * @typedef {{button: string, path: string, command?: string, revision: number, target?: object, quick?: boolean}} Cue
 */

/**
 * Make the sender of one page.
 *
 * @param {() => number} [clock] monotonic ms
 */
export function createCues(clock = () => performance.now()) {
  const ids = new Map();
  const pressed = new Map();
  /** How it stands with each cue that was given: under way, done, or lost. */
  const given = new Map();

  /** @param {Cue} cue */
  function bodyFor({ button, path, command, revision, target = {}, quick = false }) {
    const last = pressed.get(button);
    if (last && !quick && clock() - last.at < ONE_PRESS_MS) return last.body;
    const key = JSON.stringify([path, command, revision, target]);
    if (!ids.has(key)) ids.set(key, uuid());
    const body = { cue_id: ids.get(key), command, revision, ...target };
    pressed.set(button, { at: clock(), body });
    return body;
  }

  /**
   * Send a cue; see `send` for the answer. `again`: nothing was done by this press, because the one
   * before it was the same.
   *
   * @param {Cue} cue
   */
  async function give(cue) {
    const body = bodyFor(cue);
    const before = given.get(body.cue_id);
    given.set(body.cue_id, "under way");
    const answer = await send(cue.path, body);
    given.set(body.cue_id, answer.unknown ? "lost" : "done");
    // A refused cue changed nothing: pressing again is a new wish.
    if (!answer.ok && !answer.unknown) {
      for (const [key, id] of ids) if (id === body.cue_id) ids.delete(key);
      pressed.delete(cue.button);
    }
    return { ...answer, again: before !== undefined && before !== "lost" };
  }

  return { give };
}
