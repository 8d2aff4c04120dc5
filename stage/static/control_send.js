/** Sends what was pressed on the stage manager's page, and says what became of it. */

import { refusal, send } from "../../server/static/commands.js";
import { role } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";
import { createCues } from "./cues.js";

const CUES = "/stage/cues";

/**
 * What the panels of the page are given: the newest snapshot, the ways to act on it, and the ways
 * to ask for a second press or for a reason.
 *
 * @typedef {object} Desk
 * @property {() => any} snapshot null until the first one came
 * @property {() => number} now the server's clock in ms
 * @property {(button: string, command: string, target?: object, how?: {path?: string, quick?: boolean, revision?: number, done?: string}) => Promise<any>} cue
 * @property {(path: string, body: object, done: string | ((body: any) => string)) => Promise<any>} post
 * @property {(text: string, kind: string) => void} tell
 * @property {{press: (name: string) => boolean, calm: () => void, waiting: () => string | null}} twice
 * @property {() => void} repaint
 */

/**
 * Say it in the one line above the buttons; a screen reader hears it.
 *
 * @param {string} text
 * @param {string} kind "sending", "ok", "unknown", "refused" or "asks"
 */
export function tell(text, kind) {
  role("status").dataset.kind = kind;
  role("status").textContent = text;
}

/** A question that was put in the line above the buttons is over: answered, or let be. */
export function tellQuestionOver() {
  if (role("status").dataset.kind === "asks") tell("", "");
}

/** A picture has come since an answer was lost: it shows what was done and what was not. */
export function tellPictureCame() {
  if (role("status").dataset.kind === "unknown") tell(say("picture_came"), "ok");
}

/**
 * What a command did, in words.
 *
 * @param {string} command
 * @returns {string}
 */
export function didWords(command) {
  return say(knows(`did_${command}`) ? `did_${command}` : "did_other");
}

/**
 * Make the sender of the page.
 *
 * @param {() => any} snapshot
 * @param {() => void} refresh asks for the picture anew
 */
export function createSender(snapshot, refresh) {
  const cues = createCues();

  function tellAnswer(answer, done) {
    if (answer.ok) tell(typeof done === "function" ? done(answer.body) : done, "ok");
    else if (answer.unknown) tell(say("unknown"), "unknown");
    else tell(refusal(answer) || say("refused"), "refused");
    // Both have to know: who is in front of the hall, and who presses.
    role("holder").dataset.refused = String(answer.body?.error?.code === "buttons_held");
    if (!answer.ok) refresh();
    return answer;
  }

  /** What was done; and where this press was only the same once more, that it did nothing. */
  const doneWords = (done, again) => (again ? `${done} ${say("pressed_again")}` : done);

  async function cue(button, command, target = {}, how = {}) {
    tell(say("sending"), "sending");
    const { path = CUES, quick = false, revision = snapshot().rundown_revision } = how;
    const answer = await cues.give({ button, path, command, revision, target, quick });
    return tellAnswer(answer, doneWords(how.done ?? say("ok", { what: didWords(command) }), answer.again));
  }

  async function post(path, body, done) {
    tell(say("sending"), "sending");
    return tellAnswer(await send(path, body), done);
  }

  return { cue, post, tell };
}
