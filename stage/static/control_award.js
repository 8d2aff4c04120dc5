/** The award panel of the stage manager's page: batches, and the one step that comes next. */

import { keepRows } from "../../server/static/kept_rows.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { batchLeftOpen, calledBatch } from "./award.js";

const AWARD_CUES = "/stage/awards/cues";
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

/** Whether the awards are of another item than the one that runs. */
function isOutside({ award, now_id: nowId }) {
  return award.item_id !== null && award.item_id !== nowId;
}

/** The batch that is left open, or would be by the next step. */
function openBatch({ award, now_id: nowId, step }) {
  const leaves = ["next", "finish"].includes(step?.command) && award?.item_id === nowId;
  return leaves ? calledBatch(award) : batchLeftOpen(award);
}

/**
 * The panel's one button, and beside the big button what is still open.
 *
 * @param {any} snapshot
 * @param {string | null} waiting which button waits for its second press
 */
export function paintAwardStep(snapshot, waiting) {
  const open = openBatch(snapshot);
  write("batch-open", open ? say("batch_open", { label: open.label }) : "");
  const step = awardStep(snapshot.award);
  show("award-step", step !== null);
  if (!step) return;
  const what = `${say(STEP_WORDS[step.command])}: ${step.batch.label}`;
  write("award-step-text", waiting === "award" ? say("press_again_outside") : what);
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

/**
 * Give what the panel's two buttons do.
 *
 * @param {import("./control_send.js").Desk} desk
 */
export function createAwardPresses(desk) {
  function press(button, wanted) {
    const { command, batch } = wanted;
    const done = say("ok", { what: say(`award_did_${command}`, { label: batch.label }) });
    const { revision } = desk.snapshot().award;
    void desk.cue(button, command, { batch_id: batch.id }, { path: AWARD_CUES, revision, done });
  }

  /** Outside its item a batch is called only by who means it. */
  function step() {
    const wanted = awardStep(desk.snapshot()?.award);
    if (wanted && (!isOutside(desk.snapshot()) || desk.twice.press("award"))) press("award-step", wanted);
  }

  function undo() {
    const wanted = awardUndo(desk.snapshot()?.award);
    if (wanted) press("award-undo", wanted);
  }

  return { step, undo };
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
  show("award-undo", undo !== null);
  write("award-undo-text", undo ? say("award_undo", { label: undo.batch.label }) : "");
  const current = step?.batch.id ?? null;
  if (current !== followed) followBatch();
  followed = current;
}
