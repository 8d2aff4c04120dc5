/**
 * Ticks of paper that have no answer yet, as this tab keeps them: they survive a reload. Sending one
 * again is safe, for its `scanId` stays the same.
 */

/** @typedef {{scanId: string, words: string, time: string, sittingId: number, delegateId: number | null}} Wanted */

/** Ids of people are the same numbers in a conference and its rehearsal. */
const { conference, rehearsal } = document.body.dataset;
const KEPT_AS = `hoinghi-paper-${conference}-${rehearsal}`;

/**
 * Keep these, in the order of the paper, and no others.
 *
 * @param {Wanted[]} ticks
 */
export function keepTicks(ticks) {
  const plain = ticks.map(({ scanId, words, time, sittingId, delegateId }) => ({ scanId, words, time, sittingId, delegateId }));
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(plain));
  } catch {
    // Without room the page still warns before it is left.
  }
}

/** @returns {Wanted[]} what a page before this one had kept */
export function keptTicks() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "[]");
  } catch {
    return [];
  }
}
