/** Work that lasts: started, watched, cancelled, taken up again, and its file at the end. */

import { refusal, send } from "./commands.js";
import { say } from "./texts.js";

const LOOK_EVERY_MS = 300;
const PATIENT_TIMES = 20;
const OFFICE_JOBS = "/admin/jobs";

/**
 * @typedef {{id: string, state: "waiting" | "running" | "done" | "failed" | "cancelled" | "interrupted",
 *   done: number, total: number, file_name: string, fault: {code: string, sentence: string} | null}} Job
 */

const NOT_ENDED = ["waiting", "running"];

const pause = (ms) => new Promise((go) => setTimeout(go, ms));

async function look(id, jobs) {
  const answer = await fetch(`${jobs}/${id}`, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return /** @type {Promise<Job>} */ (answer.json());
}

/**
 * Watch a job until it has ended. A server that does not answer for a while is asked again.
 *
 * @param {string} id
 * @param {(job: Job) => void} [onProgress]
 * @param {string} [jobs] where it is asked after
 * @returns {Promise<Job | null>} null when nobody can say what became of it
 */
export async function watchJob(id, onProgress = () => {}, jobs = OFFICE_JOBS) {
  let missed = 0;
  while (missed < PATIENT_TIMES) {
    try {
      const job = await look(id, jobs);
      missed = 0;
      onProgress(job);
      if (!NOT_ENDED.includes(job.state)) return job;
    } catch {
      missed += 1;
    }
    await pause(LOOK_EVERY_MS);
  }
  return null;
}

/**
 * Start a job by a command and watch it to its end.
 *
 * @param {string} path
 * @param {object} body
 * @param {{onProgress?: (job: Job) => void, jobs?: string}} [watching]
 * @returns {Promise<{ok: boolean, fault: string, fileUrl: string, job: Job | null}>}
 */
export async function runJob(path, body, { onProgress, jobs = OFFICE_JOBS } = {}) {
  const answer = await send(path, body, { timeoutMs: 15000 });
  if (!answer.ok) {
    const fault = answer.unknown ? say("unknown") : refusal(answer) || say("refused");
    return { ok: false, fault, fileUrl: "", job: null };
  }
  return ended(await watchJob(answer.body.id, onProgress, jobs), jobs);
}

/**
 * Say how a watched job has ended.
 *
 * @param {Job | null} job
 * @param {string} [jobs] where it was asked after
 * @returns {{ok: boolean, fault: string, fileUrl: string, job: Job | null}}
 */
export function ended(job, jobs = OFFICE_JOBS) {
  if (job?.state === "done") return { ok: true, fault: "", fileUrl: `${jobs}/${job.id}/file`, job };
  return { ok: false, fault: job?.fault?.sentence || say(job ? "refused" : "unknown"), fileUrl: "", job };
}

/**
 * Let the browser save a job's file.
 *
 * @param {string} address
 */
export function saveFile(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
