/**
 * The id of a request that must never be carried out twice: it stays with its errand until the
 * server's answer is known, so that a second press after silence is the same request.
 */

import { uuid } from "./commands.js";

/** @type {Map<string, string>} */
const open = new Map();

/**
 * Send an errand with its id; forget the id once the answer is known.
 *
 * @param {string} errand such as "recipient 12"
 * @param {(requestId: string) => Promise<import("./commands.js").Answer>} post
 */
export async function once(errand, post) {
  if (!open.has(errand)) open.set(errand, uuid());
  const answer = await post(/** @type {string} */ (open.get(errand)));
  if (!answer.unknown) open.delete(errand);
  return answer;
}
