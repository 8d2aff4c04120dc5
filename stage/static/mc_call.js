/** A called batch on the MC's screen: the sentence to say, the names in call order. */

import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sentenceFor } from "./award.js";

const CROWDED = 6;

function paintNames(recipients) {
  const rows = recipients.length > 3 ? Math.ceil(recipients.length / 2) : recipients.length;
  role("names").style.setProperty("--rows", String(rows));
  role("names").dataset.crowded = String(recipients.length > CROWDED);
  fillList("names", "name", recipients, (row, recipient) => {
    row.dataset.present = String(recipient.present);
    write("name-place", String(recipient.place), row);
    write("name-text", recipient.name, row);
    const detail = [recipient.detail, recipient.unit].filter(Boolean).join(", ");
    write("name-detail", recipient.present ? detail : say("absent"), row);
  });
}

/**
 * @param {any} award
 * @param {any | null} batch the batch that is called or stands on the stage
 */
export function paintCall(award, batch) {
  show("call", batch !== null);
  if (!batch) return;
  const called = sentenceFor(award, batch);
  role("call").dataset.state = batch.state;
  write("call-state", batch.state === "on_stage" ? say("batch_on_stage") : say("batch_called"));
  write("call-label", batch.label);
  // With a full stage each sentence has its moment: first who comes up, then who gives.
  const crowded = batch.recipients.length > CROWDED;
  const onStage = batch.state === "on_stage" && called.givers !== "";
  write("call-sentence", crowded && onStage ? "" : called.recipients);
  write("call-givers", crowded && !onStage ? "" : called.givers);
  paintNames(batch.recipients);
}
