/** What happened to one delegate at the door, told as one story: when, what, why, where and by whom. */

import { hourMinute } from "../../server/static/clockface.js";
import { fillList, show, write } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";

function attemptWords({ verdict, reason }) {
  if (reason === "returned") return say("verdict_returned");
  const key = `matter_${reason}`;
  return verdict === "refused" && knows(key) ? say(key) : say(`verdict_${verdict}`);
}

/** Say one line; the words of an attempt are by whose leave it went past a rule. */
function wordsOf({ kind, attempt, words, station, by_name: by }) {
  const what = attempt ? attemptWords(attempt) : say(`history_${kind}`);
  const why = attempt && words ? say("history_leave", { words }) : words;
  const undone = attempt?.taken_back ? say("history_undone") : "";
  return [what, why, station, by === station ? "" : by, undone].filter(Boolean).join(" · ");
}

/** Show what happened before; the one attempt that the card is about needs no list. */
export function paintHistory(delegate) {
  const happened = delegate?.happened ?? [];
  show("history-part", happened.length > 1);
  fillList("history", "history-row", happened, (row, one) => {
    row.dataset.undone = String(Boolean(one.attempt?.taken_back));
    write("history-time", hourMinute(one.at_ms), row);
    write("history-words", wordsOf(one), row);
  });
}
