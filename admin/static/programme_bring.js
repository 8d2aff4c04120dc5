/** A programme from a file or from the clipboard: sent, read by a job, then its preview opens. */

import { refusal } from "../../server/static/commands.js";
import { ended, watchJob } from "../../server/static/job.js";
import { whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const JOBS = "/admin/programme/import/jobs";
const LARGEST = 5 * 1024 * 1024;

const dialog = /** @type {HTMLDialogElement} */ (role("bring-dialog"));
const chooser = /** @type {HTMLInputElement} */ (role("bring-file", dialog));
const area = /** @type {HTMLTextAreaElement} */ (role("bring-words", dialog));

let sitting = "";

async function post(body, headers) {
  try {
    const answer = await fetch(`/admin/programme/import/${sitting}`, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/octet-stream",
        "X-Hoinghi-Rehearsal": document.body.dataset.rehearsal ?? "false",
        "X-Hoinghi-Conference": document.body.dataset.conference ?? "",
        ...headers,
      },
      body,
    });
    return { ok: answer.ok, unknown: false, status: answer.status, body: await answer.json() };
  } catch {
    return { ok: false, unknown: true, status: 0, body: null };
  }
}

async function read(body, headers) {
  write("bring-fault", "", dialog);
  write("bring-reading", say("bring_reading"), dialog);
  const answer = await post(body, headers);
  const outcome = answer.ok
    ? ended(await watchJob(answer.body.id, () => {}, JOBS), JOBS)
    : { ok: false, fault: answer.unknown ? say("unknown") : refusal(answer) || say("refused"), job: null };
  write("bring-reading", "", dialog);
  chooser.value = "";
  if (outcome.ok) window.location.assign(`/admin/programme/import/${outcome.job.id}`);
  else write("bring-fault", outcome.fault, dialog);
}

/** One cell as Excel would put it into the clipboard: in quotes where it has lines or tabs. */
function quoted(text) {
  return /[\n\t"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const BREAKS = "p, div, li, br";

function cellText(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll(BREAKS)) mark.before("\u2028");
  const lines = copy.textContent.split("\u2028").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).join("\n");
}

/** The table without Word's looks: of its attributes only which cells are merged. */
function bare(table) {
  for (const part of [table, ...table.querySelectorAll("*")]) {
    for (const { name } of [...part.attributes]) {
      if (!["rowspan", "colspan"].includes(name)) part.removeAttribute(name);
    }
  }
  return table;
}

/** Word gives its table as HTML too, in which a cell of several lines is one cell. */
function wordsOfTable(html) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return "";
  // Merged cells are lost in plain words; the table's own mark-up keeps them.
  if (table.querySelector("[rowspan], [colspan]")) return new XMLSerializer().serializeToString(bare(table));
  return [...table.rows].map((row) => [...row.cells].map((cell) => quoted(cellText(cell))).join("\t")).join("\n");
}

/** @param {string} id @param {string} name of the sitting */
export function openBringing(id, name) {
  sitting = id;
  write("bring-sitting", name, dialog);
  write("bring-fault", "", dialog);
  dialog.showModal();
}

export function offerBringing() {
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (!file) return;
    if (file.size > LARGEST) write("bring-fault", say("too_large"), dialog);
    else void read(file, { "X-File-Name": encodeURIComponent(file.name) });
  });
  area.addEventListener("paste", (paste) => {
    const words = wordsOfTable(paste.clipboardData?.getData("text/html") ?? "");
    if (!words) return;
    paste.preventDefault();
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  });
  const button = role("bring-read", dialog);
  button.addEventListener("click", () => {
    if (area.value.trim()) void whileBusy(button, () => read(area.value, { "X-Pasted": "yes" }));
    else write("bring-fault", say("bring_nothing"), dialog);
  });
}
