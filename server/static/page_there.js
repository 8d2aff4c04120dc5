/** Whether the server gives a page now: a last picture beats an error page. */

const ANSWER_WITHIN_MS = 4000;

/**
 * Ask for a page without taking it. On a half-open Wi-Fi no answer comes for minutes: that is no.
 *
 * @param {string} address
 * @param {{itself?: boolean}} [wish] `itself`: that it sends us to another page, such as the sign-in, is no
 * @returns {Promise<boolean>}
 */
export async function isThere(address, { itself = false } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(address, { method: "HEAD", cache: "no-store", signal: stop.signal });
    return answer.ok && !(itself && answer.redirected);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
