/** Sends one command and tells apart: done, refused, and not known. */

import { noteSaved } from "./unsaved.js";

/** @typedef {{ok: boolean, unknown: boolean, status: number, body: any}} Answer */

const OTHER_CONFERENCE = "other_conference_open";
const RELOAD_AFTER_MS = 4000;

/**
 * Make a random id (RFC 9562, version 4); `crypto.randomUUID` needs HTTPS, a LAN has none.
 *
 * @returns {string}
 */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * Post a command. `unknown` means that nobody can say whether it was carried out: silence, no
 * connection, or an answer that is not JSON. Sending the same id again is always safe.
 *
 * The server refuses a command from a page of another conference than the open one; such a page is
 * loaded anew once the sentence could be read.
 *
 * @param {string} path
 * @param {object} body
 * @param {{timeoutMs?: number}} [limits]
 * @returns {Promise<Answer>}
 */
export async function send(path, body, { timeoutMs = 5000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-Hoinghi-Rehearsal": document.body.dataset.rehearsal ?? "false",
        "X-Hoinghi-Conference": document.body.dataset.conference ?? "",
      },
      body: JSON.stringify(body),
      signal: stop.signal,
    });
    const given = await answer.json();
    if (answer.ok) noteSaved(body);
    if (given.error?.code === OTHER_CONFERENCE) setTimeout(() => window.location.reload(), RELOAD_AFTER_MS);
    return { ok: answer.ok, unknown: false, status: answer.status, body: given };
  } catch {
    return { ok: false, unknown: true, status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The sentence of a refusal that may be shown as it is, if there is one.
 *
 * @param {Answer} answer
 * @returns {string}
 */
export function refusal(answer) {
  return answer.body?.error?.sentence ?? "";
}
