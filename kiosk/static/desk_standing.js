/** Who stands at the desk: an errand that was begun with one card never acts on the next. */

/**
 * Whether the desk still shows the person, or the scan, that it showed before; a later answer to
 * the same scan is no other card.
 *
 * @param {any} before
 * @param {any} now
 */
export function isSameCard(before, now) {
  if (before === now) return true;
  if (!before || !now) return false;
  if (before.scan && before.scan.scan_id === now.scan?.scan_id) return true;
  const id = before.delegate?.id;
  return id !== undefined && id === now.delegate?.id;
}

/**
 * Whether a scan has taken the place of the card that an errand began with: it keeps the desk.
 *
 * @param {any} mine the card that the errand began with
 * @param {{standing: () => any}} desk
 */
export const isGone = (mine, desk) => !isSameCard(mine, desk.standing());
