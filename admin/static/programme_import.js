/** /admin/programme/import/<job>: read the file otherwise, or write it into the programme. */

import { send } from "../../server/static/commands.js";
import { runJob } from "../../server/static/job.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, write } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { say } from "../../server/static/texts.js";

const JOBS = "/admin/programme/import/jobs";
const WRITE_WITHIN_MS = 20_000;
const READ_THE_RESULT_MS = 1200;

const { job, revision } = role("preview").dataset;
let written = false;

const twice = createSecondPress((waiting) => write("confirm-word", say(waiting === null ? "write" : "write_again")));

async function confirm() {
  // What may not be cut, or was written before, goes by a second press only.
  if ("twice" in role("confirm").dataset && !twice.press("confirm")) return;
  const answer = await send(`/admin/programme/import/${job}/confirm`, { revision: Number(revision) }, { timeoutMs: WRITE_WITHIN_MS });
  const { new: added = 0, changed = 0, removed = 0 } = answer.body?.counts ?? {};
  written = tellAnswer(answer, say("done", { added, changed, removed }));
  if (written) setTimeout(() => window.location.assign("/admin/programme"), READ_THE_RESULT_MS);
}

async function again(form) {
  tell("open", say("reading"));
  const given = new FormData(form);
  const wishes = {};
  if (given.has("sheet")) wishes.sheet = given.get("sheet");
  if (given.has("sitting_id")) wishes.sitting_id = Number(given.get("sitting_id"));
  const { ok, fault, job: last } = await runJob(`/admin/programme/import/${job}/again`, wishes, { jobs: JOBS });
  if (ok) window.location.assign(`/admin/programme/import/${last.id}`);
  else tell("bad", fault);
}

for (const button of roles("confirm")) button.addEventListener("click", () => void whileBusy(button, confirm));
for (const form of roles("again")) {
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("again-go", form), () => again(form));
  });
}
offerHelp();
follow({
  namespace: "/stage",
  room: "control",
  onSnapshot(snapshot) {
    if (written || snapshot.rundown_revision === Number(revision)) return;
    // What the file would change is worked out over the programme as it stands: nothing was typed here.
    tell("open", say("moved_on"));
    setTimeout(() => { if (!written) window.location.reload(); }, READ_THE_RESULT_MS);
  },
});
