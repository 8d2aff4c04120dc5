/** /admin/import: drop a list file or choose one; it is read, and its preview opens. */

import { refusal, send } from "../../server/static/commands.js";
import { ended, watchJob } from "../../server/static/job.js";
import { offerHelp } from "../../server/static/keys.js";
import { tell, tellNothing } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const MB = 1024 * 1024;
const SEND_WITHIN_MS = 60000;

const drop = role("drop");
const chooser = /** @type {HTMLInputElement} */ (role("file"));
const progress = /** @type {HTMLProgressElement} */ (role("progress"));
const largestMb = Number(drop.dataset.largestMb);

let job = "";

function paint({ state, done, total }) {
  if (total > 0) {
    progress.max = total;
    progress.value = done;
    write("reading-words", say("reading", { done, total }));
  } else {
    progress.removeAttribute("value");
    write("reading-words", say(state === "waiting" ? "job_waiting" : "reading_soon"));
  }
}

function atRest(sentence, kind = "bad") {
  show("reading", false);
  chooser.value = "";
  job = "";
  if (sentence) tell(kind, sentence);
}

/** Send the file as it is; its name goes in a header. */
async function post(file) {
  try {
    const answer = await fetch("/admin/import/", {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/octet-stream",
        "X-File-Name": encodeURIComponent(file.name),
        "X-Hoinghi-Rehearsal": document.body.dataset.rehearsal ?? "false",
        "X-Hoinghi-Conference": document.body.dataset.conference ?? "",
      },
      body: file,
      signal: AbortSignal.timeout ? AbortSignal.timeout(SEND_WITHIN_MS) : undefined,
    });
    return { ok: answer.ok, unknown: false, status: answer.status, body: await answer.json() };
  } catch {
    return { ok: false, unknown: true, status: 0, body: null };
  }
}

async function read(file) {
  tellNothing();
  if (file.size > largestMb * MB) {
    atRest(say("too_large", { name: file.name, mb: largestMb }));
    return;
  }
  show("reading", true);
  progress.removeAttribute("value");
  write("reading-words", say("sending", { name: file.name }));
  const answer = await post(file);
  if (!answer.ok) {
    atRest(answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  job = answer.body.id;
  const { ok, fault, job: last } = ended(await watchJob(job, paint));
  if (ok) window.location.assign(`/admin/import/${last.id}`);
  else if (last?.state === "cancelled") atRest(say("stopped"), "open");
  else atRest(fault);
}

function take(files) {
  if (files.length === 1) void read(files[0]);
  else if (files.length > 1) tell("bad", say("one_file"));
}

chooser.addEventListener("change", () => take(chooser.files ?? []));
role("stop").addEventListener("click", () => {
  if (job) void send(`/admin/jobs/${job}/cancel`, {});
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (drag) => {
    drag.preventDefault();
    drop.dataset.state = "over";
  });
}
for (const kind of ["dragleave", "drop"]) {
  document.addEventListener(kind, (drag) => {
    drag.preventDefault();
    if (kind === "drop" || drag.relatedTarget === null) delete drop.dataset.state;
  });
}
document.addEventListener("drop", (drag) => take(drag.dataTransfer?.files ?? []));
offerHelp();
