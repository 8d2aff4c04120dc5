/** /admin/invitations: codes, files, who was sent one, what was answered. */

import { send } from "../../server/static/commands.js";
import { saveFile, runJob } from "../../server/static/job.js";
import { onKey, offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerJobs } from "./invitations_jobs.js";
import { keepPicked, offerPicking } from "./invitations_pick.js";
import { offerReplies } from "./invitations_reply.js";
import { offerWords } from "./invitations_words.js";
import { offerPapers } from "./papers.js";
import { offerNoUndo } from "./undo_line.js";

const TYPING_PAUSE_MS = 180;
const RETRY_MS = 3000;

const finder = /** @type {HTMLFormElement} */ (role("finder"));
const query = /** @type {HTMLInputElement} */ (role("query"));
const by = /** @type {HTMLInputElement} */ (role("by"));
const filters = /** @type {HTMLSelectElement[]} */ ([...finder.querySelectorAll('[data-role="filter"]')]);
const has = (name) => document.querySelector(`[data-role="${name}"]`) !== null;

let running = new AbortController();
let pause = 0;
let failed = false;

/** What is asked for now, without what is not asked. */
function asked() {
  const given = [...new FormData(finder).entries()].map(([name, value]) => [name, String(value).trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

/** The same as the filters of a paper: how one looks at it is none of its business. */
function wanted() {
  const { by: _by, page: _page, ...rest } = asked();
  return rest;
}

function address() {
  const words = new URLSearchParams(asked()).toString();
  return words ? `${finder.action}?${words}` : finder.action;
}

/** Take the list of what is asked for now; an older answer never overtakes a newer one. */
async function renew() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const part = await swapPart(address(), "results", signal);
    await swapPart(address(), "standing", signal);
    if (has("codes")) await swapPart(address(), "codes", signal);
    if (failed) tellNothing();
    failed = false;
    if (has("selection")) keepPicked();
    return part;
  } catch {
    if (signal.aborted) return null;
    failed = true;
    tell("bad", say("search_failed"));
    setTimeout(soon, RETRY_MS);
    return null;
  }
}

const soon = sparingly(renew);

async function search() {
  clearTimeout(pause);
  // Another question is answered from its first page.
  /** @type {HTMLInputElement} */ (role("page")).value = "";
  window.history.replaceState(null, "", address());
  const part = await renew();
  if (part) role("announce").textContent = say("found", { n: part.dataset.total ?? 0 });
}

function clear() {
  for (const box of [query, ...filters]) box.value = "";
  query.focus();
  void search();
}

/** Narrow by a link of the page, which without a script leads to the same place. */
function narrowBy({ dataset }) {
  if (dataset.role === "clear") {
    clear();
    return;
  }
  if (dataset.role === "by-tab") by.value = dataset.by ?? "";
  if (dataset.role === "narrow") {
    by.value = "";
    /** @type {HTMLSelectElement} */ (finder.elements.namedItem("reply")).value = dataset.reply ?? "";
  }
  void search();
}

async function issueCodes() {
  offerNoUndo();
  const answer = await send("/admin/invitations/codes", {}, { timeoutMs: 15000 });
  tellAnswer(answer, answer.ok && answer.body.count ? say("coded", { n: answer.body.count }) : say("coded_none"));
  await renew();
}

async function preview() {
  offerNoUndo();
  tell("open", say("making"));
  const picked = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-role="pick"]:checked'));
  const wish = { paper: "preview", format: "png", ...(picked ? { delegate_ids: [Number(picked.value)] } : {}) };
  const { ok, fault, fileUrl } = await runJob("/admin/papers", wish);
  if (!ok) {
    tell("bad", fault);
    return;
  }
  tellNothing();
  /** @type {HTMLImageElement} */ (role("preview-picture")).src = fileUrl;
  /** @type {HTMLDialogElement} */ (role("preview-dialog")).showModal();
}

function offerLabels() {
  const dialog = /** @type {HTMLDialogElement} */ (role("labels"));
  const form = /** @type {HTMLFormElement} */ (role("labels-form"));
  role("open-labels").addEventListener("click", () => dialog.showModal());
  role("labels-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("labels-go"), async () => {
      const { used_labels: used, shift_right_mm: right, shift_down_mm: down, ...words } = Object.fromEntries(new FormData(form));
      const numbers = { used_labels: Number(used), shift_right_mm: Number(right), shift_down_mm: Number(down) };
      dialog.close();
      offerNoUndo();
      tell("open", say("making"));
      const wish = { paper: "labels", format: "pdf", filters: wanted(), ...words, ...numbers };
      const { ok, fault, fileUrl } = await runJob("/admin/papers", wish);
      tell(ok ? "good" : "bad", ok ? say("made") : fault);
      if (ok) saveFile(fileUrl);
    });
  });
}

role("finder-go").hidden = true;
query.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, TYPING_PAUSE_MS);
});
for (const filter of filters) filter.addEventListener("change", search);
query.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && query.value) clear();
});
finder.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void search();
});
document.addEventListener("click", (press) => {
  if (!(press.target instanceof Element)) return;
  const button = /** @type {HTMLElement | null} */ (press.target.closest('[data-role="issue-codes"]'));
  if (button) void whileBusy(button, issueCodes);
  const link = /** @type {HTMLElement | null} */ (
    press.target.closest('[data-role="clear"], [data-role="by-tab"], [data-role="narrow"]')
  );
  // With a modifier the link leads where links lead: into a new tab.
  if (!link || press.ctrlKey || press.metaKey || press.shiftKey) return;
  press.preventDefault();
  narrowBy(link);
});
onKey("/", () => {
  query.focus();
  query.select();
});
offerHelp();
offerPapers(({ all }) => {
  offerNoUndo();
  return { filters: all ? {} : wanted() };
});
if (has("selection")) {
  const makeFile = has("making") ? offerJobs() : null;
  offerPicking(renew, makeFile);
  offerReplies(renew);
}
if (has("words")) {
  offerWords(() => swapPart(address(), "jobs"));
  offerLabels();
  role("preview").addEventListener("click", () => void whileBusy(role("preview"), preview));
}

// Somebody at another desk notes answers too; who is choosing one here is not disturbed.
follow({
  namespace: "/admin",
  room: "office",
  onSnapshot: () => {
    if (!document.activeElement?.closest('[data-role="results"]')) soon();
  },
});
