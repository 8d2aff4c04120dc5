/** Takes a part of a supervisor's page anew from the server; hand and eye stay where they were. */

import { keepFocus } from "../../server/static/focus.js";
import { role } from "../../server/static/roles.js";

/**
 * Fetch this page and put its part in the place of ours; what cannot be fetched stays as it is.
 *
 * @param {string} name data-role of the part
 */
export async function renew(name) {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = document.importNode(role(name, page), true);
    const old = role(name);
    if (!old.isEqualNode(fresh)) keepFocus(old, () => old.replaceWith(fresh));
  } catch {
    // The connection mark tells; the next change asks again.
  }
}
