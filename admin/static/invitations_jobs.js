/** The files of invitations: started, watched, stopped, taken up again; they outlive this page. */

import { refusal, send } from "../../server/static/commands.js";
import { watchJob } from "../../server/static/job.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, roles } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";
import { offerNoUndo } from "./undo_line.js";

const HERE = "/admin/invitations";

/** @type {Set<string>} */
const watched = new Set();

function rowOf(id) {
  return roles("job").find((row) => row.dataset.id === id) ?? null;
}

function shareOf({ state, done, total }) {
  if (state === "waiting") return say("job_waiting");
  return total ? say("job_share", { done, total }) : say("job_soon");
}

function paint(job) {
  const { id, done, total } = job;
  const row = rowOf(id);
  const bar = /** @type {HTMLProgressElement | null} */ (row?.querySelector('[data-role="job-progress"]'));
  if (!row || !bar) return;
  bar.max = total || 1;
  bar.value = done;
  role("job-share", row).textContent = shareOf(job);
}

function tellEnd(job) {
  if (job?.state === "done") tell("good", say("job_done"));
  else if (job?.state === "cancelled") tell("open", say("job_cancelled"));
  else tell("bad", job?.fault?.sentence || say(job ? "refused" : "unknown"));
}

async function watch(id) {
  if (watched.has(id)) return;
  watched.add(id);
  const job = await watchJob(id, paint);
  watched.delete(id);
  await renew();
  tellEnd(job);
}

/** Show the files as the server knows them, and watch those that are being made. */
async function renew() {
  await swapPart(HERE, "jobs").catch(() => null);
  watchAll();
}

function watchAll() {
  const notEnded = roles("job").filter(({ dataset }) => ["waiting", "running"].includes(dataset.state));
  for (const { dataset } of notEnded) void watch(dataset.id);
}

async function order(path, body) {
  offerNoUndo();
  const answer = await send(path, body, { timeoutMs: 15000 });
  if (!answer.ok) tell("bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  await renew();
}

/** What the form of step 2 asks for. */
function wish() {
  const form = /** @type {HTMLFormElement} */ (role("making"));
  const { scope, layout } = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  const pictures = layout === "pictures";
  let filters = {};
  if (scope === "unissued") filters = { issued: "no" };
  else if (scope) filters = { unit: scope };
  return { kind: pictures ? "pictures" : "invitations", layout: pictures ? "single" : layout, filters };
}

/**
 * Let files be made.
 *
 * @returns {(ids: number[]) => Promise<void>} makes the file of step 2 for these delegates alone
 */
export function offerJobs() {
  role("making").addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("make"), () => order("/admin/invitations/documents", wish()));
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-role="job-cancel"], [data-role="job-resume"]') : null;
    if (!(button instanceof HTMLElement)) return;
    const id = /** @type {HTMLElement} */ (button.closest('[data-role="job"]')).dataset.id;
    const what = button.dataset.role === "job-cancel" ? "cancel" : "resume";
    void whileBusy(button, () => order(`/admin/jobs/${id}/${what}`, {}));
  });
  watchAll();
  return (ids) => order("/admin/invitations/documents", { ...wish(), filters: {}, delegate_ids: ids });
}
