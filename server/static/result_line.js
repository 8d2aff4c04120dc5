/** The one line that says what became of the last command. */

import { refusal } from "./commands.js";
import { role } from "./roles.js";
import { say } from "./texts.js";

const GOOD_STAYS_MS = 8000;

let timer = 0;

/**
 * Say it. Good news goes after a while; everything else stays until the next command.
 *
 * @param {"good" | "bad" | "open"} kind
 * @param {string} sentence
 */
export function tell(kind, sentence) {
  const line = role("result");
  clearTimeout(timer);
  line.dataset.kind = kind;
  line.textContent = sentence;
  line.hidden = sentence === "";
  if (kind === "good") timer = setTimeout(() => { line.hidden = true; }, GOOD_STAYS_MS);
}

/** Take back what was said. */
export function tellNothing() {
  tell("open", "");
}

/**
 * Say what became of a command: done, refused with its own sentence, or not known.
 *
 * @param {import("./commands.js").Answer} answer
 * @param {string} done the sentence for success
 * @returns {boolean} whether it was done
 */
export function tellAnswer(answer, done) {
  if (answer.ok) tell("good", done);
  else if (answer.unknown) tell("open", say("unknown"));
  else tell("bad", refusal(answer) || say("refused"));
  return answer.ok;
}

/**
 * Run a command for a button, which is busy meanwhile and cannot be pressed twice.
 *
 * @template Given
 * @param {HTMLElement} button
 * @param {() => Promise<Given>} act
 * @returns {Promise<Given | null>} null when it was already running
 */
export async function whileBusy(button, act) {
  if (button.getAttribute("aria-busy") === "true") return null;
  button.setAttribute("aria-busy", "true");
  try {
    return await act();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
