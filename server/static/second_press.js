/**
 * A press that ends something is asked for twice. The second one counts only after a moment: a
 * trembling finger presses twice at once, or four times.
 */

const SOONEST_MS = 800;
const LATEST_MS = 6000;

/**
 * Make the memory of one page: which button waits for its second press.
 *
 * @param {(waiting: string | null) => void} changed is told when a button begins or ceases to wait
 * @param {() => number} [clock] monotonic ms
 * @param {() => void} [tooSoon] is told when a second press came too soon to count
 */
export function createSecondPress(changed, clock = () => performance.now(), tooSoon = () => {}) {
  let waiting = null;
  let lastAt = 0;
  let timer;

  function calm() {
    clearTimeout(timer);
    if (waiting === null) return;
    waiting = null;
    changed(null);
  }

  /**
   * Note a press; give whether it was the second.
   *
   * @param {string} name
   * @returns {boolean}
   */
  function press(name) {
    const stillMs = clock() - lastAt;
    lastAt = clock();
    if (waiting === name) {
      if (stillMs < SOONEST_MS) {
        tooSoon();
        return false;
      }
      calm();
      return true;
    }
    clearTimeout(timer);
    waiting = name;
    timer = setTimeout(calm, LATEST_MS);
    changed(name);
    return false;
  }

  return { press, calm, waiting: () => waiting };
}
