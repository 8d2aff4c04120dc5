/** The award panel of the stage manager's page: batches, and the one step that comes next. */

import { keepRows } from "../../server/static/kept_rows.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { calledBatch } from "./award.js";

const STEPS = { gathering: "on_stage", on_stage: "done" };
const STEP_WORDS = { call: "call", on_stage: "on_stage", done: "award_done" };

/**
 * The step that comes next: call, on stage, done.
 *
 * @param {any} award
 * @returns {{command: string, batch: any} | null}
 */
export function awardStep(award) {
  const busy = calledBatch(award);
  if (busy) return { command: STEPS[busy.state] ?? "on_stage", batch: busy };
  const next = award?.batches.find((batch) => batch.id === award.next_id);
  return next ? { command: "call", batch: next } : null;
}

/**
 * The batch whose last step can be taken back.
 *
 * @param {any} award
 * @returns {{command: "undo", batch: any} | null}
 */
export function awardUndo(award) {
  const done = (award?.batches ?? []).filter((batch) => batch.state === "done");
  const batch = calledBatch(award) ?? done[done.length - 1];
  return batch ? { command: "undo", batch } : null;
}

function fillBatch(row, batch, step) {
  const absent = batch.recipients.filter((recipient) => !recipient.present).length;
  row.dataset.state = batch.state;
  row.dataset.current = String(batch.id === step?.batch.id);
  const size = batch.kind === "collective" ? "batch_size_collective" : "batch_size";
  write("batch-label", batch.label, row);
  write("batch-size", say(size, { n: batch.recipients.length }), row);
  write("batch-absent", absent ? say("batch_absent", { n: absent }) : "", row);
  write("batch-state", say(`batch_${batch.state}`), row);
}

/** The batch that the list was last moved to: who looks for another one is not called back. */
let followed = null;

/** Bring the batch whose turn it is into a row that moves sideways. */
export function followBatch() {
  const list = role("batches");
  const batch = /** @type {HTMLElement | null} */ (list.querySelector('[data-current="true"]'));
  if (batch) list.scrollLeft = batch.offsetLeft - (list.clientWidth - batch.offsetWidth) / 2;
}

/**
 * @param {any} award
 */
export function paintAward(award) {
  show("award", Boolean(award));
  if (!award) return;
  const step = awardStep(award);
  const undo = awardUndo(award);
  write("award-title", award.title);
  write("award-form", [award.form, award.decision].filter(Boolean).join(", "));
  keepRows(role("batches"), "batch", award.batches, { keyOf: (batch) => batch.id, fill: (row, batch) => fillBatch(row, batch, step) });
  show("award-empty", award.batches.length === 0);
  show("award-step", step !== null);
  write("award-step-text", step ? `${say(STEP_WORDS[step.command])}: ${step.batch.label}` : "");
  show("award-undo", undo !== null);
  write("award-undo-text", undo ? say("award_undo", { label: undo.batch.label }) : "");
  const current = step?.batch.id ?? null;
  if (current !== followed) followBatch();
  followed = current;
}
