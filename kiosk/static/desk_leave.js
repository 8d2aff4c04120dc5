/** Leave to go past a rule: a supervisor who is signed in lets in, others ask, and the lane goes on. */

import { send } from "../../server/static/commands.js";
import { once } from "../../server/static/request_ids.js";
import { tell } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { isGone } from "./desk_standing.js";
import { askWhy } from "./desk_why.js";

const decides = () => document.body.dataset.decides === "true";

const postAsk = (requestId, delegate, rule, words) =>
  send("/kiosk/leave", { request_id: requestId, delegate_id: delegate.id, rule, words });

function sendAsk(delegate, rule, words) {
  return once(`ask ${delegate.id} ${rule}`, (requestId) => postAsk(requestId, delegate, rule, words));
}

/** Asked and granted with one id: pressed again after silence, it is the same leave. */
function letIn(delegate, rule, words) {
  return once(`let in ${delegate.id} ${rule}`, async (requestId) => {
    const asked = await postAsk(requestId, delegate, rule, words);
    if (!asked.ok) return asked;
    return send(`/kiosk/leave/${asked.body.leave_id}/decide`, { granted: true, words });
  });
}

function byPin(delegate, rule, words, pin) {
  return once(`pin ${delegate.id} ${rule}`, (scanId) =>
    send("/kiosk/leave/by-pin", { scan_id: scanId, delegate_id: delegate.id, rule, words, pin }),
  );
}

function act(delegate, rule, words, pin) {
  if (decides()) return letIn(delegate, rule, words);
  return pin ? byPin(delegate, rule, words, pin) : sendAsk(delegate, rule, words);
}

/** An answer is for the card that it was asked about. */
function takeAnswer(desk, mine, delegate, answer) {
  if (!isGone(mine, desk)) desk.onAnswer(answer, delegate);
  else tell(answer.verdict === "admitted" ? "good" : "bad", `${delegate.name}: ${say(`verdict_${answer.verdict}`)}`);
}

/** Ask, or say, why who stands here goes past the rule that keeps them out. */
export function askLeave(desk) {
  const mine = desk.standing();
  const { delegate } = mine;
  const rule = desk.ruleOf();
  askWhy(desk, "ask", {
    title: say(decides() ? "let_title" : "ask_title", { name: delegate.name }),
    pin: !decides(),
    act: (words, pin) => act(delegate, rule, words, pin),
    onDone(body) {
      if (body.verdict) {
        takeAnswer(desk, mine, delegate, body);
        return;
      }
      desk.onAsked(isGone(mine, desk));
      tell("good", say("leave_asked", { name: delegate.name }));
    },
  });
}
