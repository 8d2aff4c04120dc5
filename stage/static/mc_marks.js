/**
 * Marks "đã giới thiệu": shown at once, sent until the server has them. A screen that may not send
 * them, such as a paired one, keeps them for itself.
 */

import { refusal, send } from "../../server/static/commands.js";
import { FOLLOWS } from "../../server/static/named_screen.js";
import { say } from "../../server/static/texts.js";

const PATH = "/stage/introductions";
const AGAIN_MS = 2000;
/** A named screen has no sign-in; one of the staff whose sign-in has ended has to know. */
const MAY_NOT = FOLLOWS ? [401, 403] : [403];

/**
 * `sittingId` is the sitting whose list the line stands on: a mark may wait until another one is on
 * the stage.
 *
 * @typedef {{key: string, ids: number[], introduced: boolean, sittingId: number}} Line
 */

/** Make the marks of one page. */
export function createMarks() {
  /** What was pressed here and stands not yet, or never will, in what the server says. */
  const pressed = new Map();
  const waiting = new Map();
  let sending = false;
  let fault = "";

  /** @param {Line} line */
  const keyOf = (line) => `${line.sittingId} ${line.key}`;
  /** @param {Line} line */
  const of = (line) => pressed.get(keyOf(line)) ?? line.introduced;

  async function sendAll(repaint) {
    if (sending) return;
    sending = true;
    while (waiting.size > 0) {
      const [[key, body]] = waiting;
      const answer = await send(PATH, body);
      const newest = waiting.get(key) === body;
      if (answer.unknown) {
        fault = say("mark_waits");
        repaint();
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      } else {
        fault = "";
        if (newest) waiting.delete(key);
        if (!answer.ok && !MAY_NOT.includes(answer.status)) {
          pressed.delete(key);
          fault = refusal(answer);
        }
        repaint();
      }
    }
    sending = false;
  }

  /**
   * @param {Line} line
   * @param {boolean} introduced
   * @param {() => void} repaint
   */
  function set(line, introduced, repaint) {
    pressed.set(keyOf(line), introduced);
    waiting.set(keyOf(line), { delegate_ids: line.ids, introduced, sitting_id: line.sittingId });
    void sendAll(repaint);
  }

  /** Forget what the server says too. */
  function settle(lines) {
    for (const line of lines) {
      const key = keyOf(line);
      if (pressed.get(key) === line.introduced && !waiting.has(key)) pressed.delete(key);
    }
  }

  return { of, set, settle, fault: () => fault };
}
