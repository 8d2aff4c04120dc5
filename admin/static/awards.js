/** /admin/awards: prints a recipient's sheet or a whole batch's, never twice for one press. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { once } from "../../server/static/request_ids.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";

const A_BATCH_TAKES_MS = 15_000;
const LOOK_AGAIN_MS = [1500, 5000, 12_000];

const soon = sparingly(() => swapPart(window.location.href, "batches"));

/** The queue moves on after the answer; look a few times, beside what the room tells. */
function lookAgain() {
  for (const afterMs of LOOK_AGAIN_MS) setTimeout(soon, afterMs);
}

async function printRecipient({ recipient, name }) {
  const path = `/admin/recipients/${recipient}/certificate`;
  const answer = await once(path, (id) => send(path, { request_id: id }));
  if (tellAnswer(answer, say("queued_one", { name }))) lookAgain();
}

async function printBatch({ batch, name }) {
  const path = `/admin/batches/${batch}/certificates`;
  const answer = await once(path, (id) => send(path, { request_id: id }, { timeoutMs: A_BATCH_TAKES_MS }));
  if (tellAnswer(answer, say("queued_many", { n: answer.body?.jobs ?? "", batch: name }))) lookAgain();
}

const ERRANDS = { "print-recipient": printRecipient, "print-batch": printBatch };

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const button = /** @type {HTMLElement | null} */ (target.closest("button[data-role]"));
  const errand = button && ERRANDS[button.dataset.role ?? ""];
  if (errand) void whileBusy(button, () => errand(button.dataset));
});

offerHelp();
// The desk's room tells of each sheet; backstage, who may not see it, follows the stage.
const { namespace, room } = document.body.dataset;
follow({ namespace: namespace ?? "", room: room ?? "", onSnapshot: soon });
