/** /admin/remotes: names a remote control, shows its token once, and revokes it by two presses. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { once } from "../../server/static/request_ids.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";

const form = /** @type {HTMLFormElement} */ (role("remote-form"));
const name = /** @type {HTMLInputElement} */ (role("remote-name"));
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });

function renewList() {
  // A button that came anew says nothing of a first press: the next one is the first again.
  return swapPart(window.location.href, "remotes")
    .catch(() => tell("open", say("list_failed")))
    .finally(twice.calm);
}

function sayFault(sentence) {
  write("remote-fault", sentence);
  name.setAttribute("aria-invalid", sentence ? "true" : "false");
  if (!sentence) name.removeAttribute("aria-invalid");
}

function showToken(remote, token) {
  write("token-remote", remote);
  write("token", token);
  show("token-card", true);
  role("token-card").focus();
}

async function addRemote() {
  sayFault("");
  tellNothing();
  const wanted = name.value.trim();
  // Its token is shown once: an answer that was lost is asked for again, not "the name is taken".
  const answer = await once(`remote ${wanted}`, (requestId) => send("/admin/remotes", { name: wanted, request_id: requestId }));
  if (!answer.ok) {
    sayFault(answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    name.focus();
    return;
  }
  showToken(wanted, answer.body.token);
  form.reset();
  await renewList();
}

async function copyToken() {
  try {
    // A page over plain HTTP has no clipboard; the token can be selected by one press then.
    await navigator.clipboard.writeText(role("token").textContent ?? "");
    tell("good", say("copied", { remote: role("token-remote").textContent ?? "" }));
  } catch {
    window.getSelection()?.selectAllChildren(role("token"));
    tell("open", say("not_copied"));
  }
}

const rowOf = (button) => /** @type {HTMLElement} */ (button.closest('[data-role="remote"]'));
const twice = createSecondPress((waiting) => {
  for (const button of roles("revoke")) {
    role("revoke-word", button).textContent = say(rowOf(button).dataset.remote === waiting ? "revoke_again" : "revoke");
  }
});

/** What opens nothing any more cannot be brought back: it takes two presses. */
async function revoke(button) {
  const row = rowOf(button);
  if (!twice.press(row.dataset.remote ?? "")) return;
  const answer = await send(`/admin/remotes/${row.dataset.remote}/revoke`, {});
  tellAnswer(answer, say("revoked", { remote: row.dataset.name }));
  await renewList();
}

form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("remote-add"), addRemote);
});
name.addEventListener("input", () => sayFault(""));
document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest('[data-role="revoke"]');
  if (button) void whileBusy(/** @type {HTMLElement} */ (button), () => revoke(button));
});
role("token-copy").addEventListener("click", () => void copyToken());
offerHelp();
