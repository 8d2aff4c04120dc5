/** Chào cờ, Quốc ca, phút mặc niệm: while they last, public screens stand still. */

const PLAIN = "plain";

/**
 * The manner of what runs, by its part where that says one; empty for the ordinary.
 *
 * @param {{manner: string, part?: {manner?: string} | null} | null | undefined} running
 * @returns {string} "flag_salute", "anthem", "silence" or ""
 */
export function mannerOf(running) {
  const manner = running?.part?.manner ?? running?.manner ?? PLAIN;
  return manner === PLAIN ? "" : manner;
}
