/** Asks the server for what a desk shows; a question changes nothing and may be asked again. */

const WITHIN_MS = 5000;

/**
 * Get an answer as JSON.
 *
 * @param {string} path
 * @returns {Promise<{ok: boolean, unknown: boolean, body: any}>} unknown: nobody answered
 */
export async function ask(path) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WITHIN_MS);
  try {
    const answer = await fetch(path, { headers: { Accept: "application/json" }, signal: stop.signal });
    return { ok: answer.ok, unknown: false, body: await answer.json() };
  } catch {
    return { ok: false, unknown: true, body: null };
  } finally {
    clearTimeout(timer);
  }
}
