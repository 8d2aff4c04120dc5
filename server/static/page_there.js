/** Whether the server gives a page now: a last picture beats an error page. */

const ANSWER_WITHIN_MS = 4000;
const NOT_SIGNED_IN = 401;

/**
 * Ask for a page without taking it. Who is not known is sent to the sign-in only when the page is
 * taken; asked like this the server says 401. On a half-open Wi-Fi no answer comes for minutes: that
 * is away, as an error is.
 *
 * @param {string} address
 * @returns {Promise<"there" | "sign_in" | "away">}
 */
export async function whatIsThere(address) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    const { ok, status } = await fetch(address, { method: "HEAD", cache: "no-store", signal: stop.signal });
    if (ok) return "there";
    return status === NOT_SIGNED_IN ? "sign_in" : "away";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
