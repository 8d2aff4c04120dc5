/** /admin/seating/usher: the search is a plain form; keys bring the hand to it. */

import { offerHelp, onKey } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { role } from "../../server/static/roles.js";

const query = /** @type {HTMLInputElement} */ (role("query"));

function look() {
  query.focus();
  query.select();
}

onKey("/", look);
offerHelp();
if (!query.value) look();
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
