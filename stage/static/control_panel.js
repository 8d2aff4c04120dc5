/** What the parts of the screens' panel share: its sentences, and how a command's answer is told. */

import { refusal, send } from "../../server/static/commands.js";
import { role } from "../../server/static/roles.js";
import { tell } from "./control_send.js";

/** The panel's sentences, and tables of them, from its template. */
export const words = JSON.parse(role("rooms").dataset.words ?? "{}");

/**
 * Give a sentence of the panel with its {places} filled in.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  return String(words[key]).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * Say what became of a command.
 *
 * @param {import("../../server/static/commands.js").Answer} answer
 * @param {string} done
 */
export function tellAnswer(answer, done) {
  if (answer.ok) tell(done, "ok");
  else if (answer.unknown) tell(say("unknown"), "unknown");
  else tell(refusal(answer) || say("refused"), "refused");
  return answer;
}

/**
 * Send a command and say what became of it.
 *
 * @param {string} path
 * @param {object} body
 * @param {string} done
 */
export async function ask(path, body, done) {
  return tellAnswer(await send(path, body), done);
}
