/** Which batch is where, and the sentence that calls it. */

/**
 * The batch that the room is busy with: on stage, or called and on its way.
 *
 * @param {any} award
 * @returns {any | null}
 */
export function calledBatch(award) {
  const id = award?.on_stage_id ?? award?.called_id ?? null;
  return award?.batches.find((batch) => batch.id === id) ?? null;
}

/**
 * The batch that the words of its moment are for: at another item it waits for its end unseen.
 *
 * @param {any} award
 * @returns {any | null}
 */
export function batchInTurn(award) {
  return award?.in_turn === false ? null : calledBatch(award);
}

/**
 * The batch that was left open when the stage went on.
 *
 * @param {any} award
 * @returns {any | null}
 */
export function batchLeftOpen(award) {
  return award?.in_turn === false ? calledBatch(award) : null;
}

/**
 * The batch to call next, while its item is on or the awards have begun.
 *
 * @param {any} award
 * @param {any} shown the item on the screen
 * @returns {any | null}
 */
export function waitingBatch(award, shown) {
  if (!award || calledBatch(award)) return null;
  const begun = award.batches.some((batch) => batch.state !== "planned");
  if (!begun && shown?.id !== award.item_id) return null;
  return award.batches.find((batch) => batch.id === award.next_id) ?? null;
}

/**
 * What the MC says to bring a batch and those who give up to the stage, as the office worded it.
 *
 * @param {any} award
 * @param {any} batch
 * @returns {{recipients: string, givers: string}}
 */
export function sentenceFor(award, batch) {
  return { recipients: award.said[batch.kind], givers: award.said.givers };
}
