/** /admin: arrivals, programme and printers as they are now; the rehearsal's two buttons. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { knows, say } from "../../server/static/texts.js";

const COPYING_TAKES_MS = 30_000;
const RELOAD_AFTER_MS = 1500;
const PROOF = "hoinghi.rehearsal_proof";
const SPOOLER_KINDS = { running: "good", paused: "care", stopped: "bad" };

function setShare(bar, present, listed) {
  bar.max = Math.max(1, listed);
  bar.value = Math.min(present, bar.max);
}

function shareWords(present, listed) {
  if (present === 0) return say("nobody");
  const percent = listed ? Math.floor((100 * present) / listed) : 100;
  // One of two hundred is somebody.
  return say("percent", { share: present && percent < 1 ? "< 1%" : `${percent}%` });
}

function showArrivals({ present, listed, groups }) {
  write("present", String(present));
  write("listed", String(listed));
  write("share-words", shareWords(present, listed));
  setShare(role("share"), present, listed);
  fillList("groups", "group-row", groups, (row, group) => {
    write("group-name", group.name, row);
    write("group-present", String(group.present), row);
    write("group-listed", String(group.listed), row);
    const bar = role("group-share", row);
    bar.setAttribute("aria-label", group.name);
    setShare(bar, group.present, group.listed);
  });
}

function showProgramme({ phase, now_title: title }) {
  write("phase", say(`phase_${phase}`));
  role("phase").dataset.phase = phase;
  write("now-title", title);
}

function showSpooler({ state, reason, waiting, uncertain }) {
  role("spooler").dataset.kind = SPOOLER_KINDS[state] ?? "none";
  write("spooler-words", say(`spooler_${state}`));
  write("spooler-reason", knows(`reason_${reason}`) ? say(`reason_${reason}`) : reason);
  write("waiting", waiting ? say("waiting", { n: waiting }) : say("nothing_waiting"));
  write("uncertain-words", uncertain ? say("uncertain", { n: uncertain }) : "");
  show("uncertain", uncertain > 0);
}

function showSnapshot(snapshot) {
  showArrivals(snapshot);
  showProgramme(snapshot);
  showSpooler(snapshot.spooler);
}

function showProof(proof) {
  for (const thing of ["present", "badges", "batches"]) role(`proof-${thing}`).textContent = String(proof[thing]);
  show("proof", true);
}

/** The proof comes with the answer, just before the page is loaded anew: carry it over. */
function showKeptProof() {
  const kept = sessionStorage.getItem(PROOF);
  sessionStorage.removeItem(PROOF);
  if (kept && document.body.dataset.rehearsal === "false") showProof(JSON.parse(kept));
}

async function changeRehearsal(button) {
  const { command, although } = button.dataset;
  const wish = { command, although: although === "true" };
  const answer = await send("/admin/rehearsal", wish, { timeoutMs: COPYING_TAKES_MS });
  // Delegates are coming already: the sentence says what that means, a second press means it.
  if (answer.body?.error?.code === "arrivals_have_begun") button.dataset.although = "true";
  if (!tellAnswer(answer, say(command === "begin" ? "begun" : "ended"))) return;
  if (command === "end" && answer.body.proof) {
    sessionStorage.setItem(PROOF, JSON.stringify(answer.body.proof));
  }
  setTimeout(() => window.location.reload(), RELOAD_AFTER_MS);
}

showKeptProof();
offerHelp();
document.querySelector('[data-role="rehearsal"]')?.addEventListener("click", ({ currentTarget }) => {
  void whileBusy(currentTarget, () => changeRehearsal(currentTarget));
});
follow({ namespace: "/admin", room: "office", onSnapshot: showSnapshot });
