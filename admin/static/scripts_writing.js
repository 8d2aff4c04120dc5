/**
 * The script of each item saves itself while somebody writes. Nothing typed is lost: what the server
 * has not taken stays in the page and on this machine, and where two write, both texts are shown.
 */

import { refusal, send } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const SAVE_AFTER_MS = 900;
const TRY_AGAIN_MS = 4000;
const CHANGED = "script_changed";

/** @typedef {{box: HTMLElement, area: HTMLTextAreaElement, saved: string, timer: number, saving: Promise<void> | null, conflict: any}} Part */

const keyOf = ({ box }) =>
  `script ${document.body.dataset.conference} ${box.dataset.item} ${box.dataset.kind}${box.dataset.part}`;

const partOf = ({ box }) => (box.dataset.kind ? { kind: box.dataset.kind, id: Number(box.dataset.part) } : null);

const addressOf = ({ box }) => `/admin/scripts/items/${box.dataset.item}`;

/** What this machine keeps of a text that the server has not taken; a full store keeps nothing. */
function remember(part) {
  try {
    if (part.area.value === part.saved) localStorage.removeItem(keyOf(part));
    else localStorage.setItem(keyOf(part), JSON.stringify({ words: part.area.value, revision: part.box.dataset.revision }));
  } catch {
    // The page itself still has it.
  }
}

function remembered(part) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(part)) ?? "null");
  } catch {
    return null;
  }
}

function mark(part, words, kind = "") {
  const line = role("saving", part.box);
  line.textContent = words;
  line.dataset.kind = kind;
}

function showPages(part, { pages, too_long: tooLong }) {
  role("pages", part.box).textContent = pages ? say("pages", { n: pages }) : "";
  show("too-long", tooLong.length > 0, part.box);
  const n = role("may-write").dataset.pageLength;
  role("too-long-words", part.box).textContent = tooLong.length ? say("too_long", { pages: tooLong.join(", "), n }) : "";
}

/** Take what the server has as saved; what was typed meanwhile stays and is saved next. */
function taken(part, script, typed) {
  part.saved = typed;
  part.conflict = null;
  part.box.dataset.revision = String(script.revision);
  mark(part, part.area.value === typed ? say("saved") : say("not_saved"));
  showPages(part, script);
  show("conflict", false, part.box);
  show("take-back", script.can_take_back, part.box);
  show("draft", script.words === "", part.box);
  remember(part);
}

async function showConflict(part) {
  const asked = new URLSearchParams({ kind: part.box.dataset.kind, part: part.box.dataset.part });
  const answer = await fetch(`${addressOf(part)}?${asked}`, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  part.conflict = await answer.json();
  role("conflict-words", part.box).textContent = say("conflict", { by: part.conflict.by_name || say("another") });
  role("theirs", part.box).textContent = part.conflict.words || say("conflict_empty");
  show("conflict", true, part.box);
  mark(part, say("not_saved"), "bad");
}

function later(part, delayMs) {
  clearTimeout(part.timer);
  part.timer = setTimeout(() => void save(part), delayMs);
}

async function refused(part, answer) {
  if (answer.body?.error?.code === CHANGED) {
    await showConflict(part).catch(() => later(part, TRY_AGAIN_MS));
  } else if (answer.unknown) {
    mark(part, say("unsaved"), "bad");
    later(part, TRY_AGAIN_MS);
  } else {
    mark(part, refusal(answer) || say("not_saved"), "bad");
  }
}

/** Save what is typed, one saving at a time; ends when the one that runs does. */
function save(part) {
  part.saving ??= saveNow(part).finally(() => { part.saving = null; });
  return part.saving;
}

async function saveNow(part) {
  if (part.conflict || part.area.value === part.saved) return;
  const typed = part.area.value;
  mark(part, say("saving"));
  const body = { part: partOf(part), seen: Number(part.box.dataset.revision), words: typed };
  const answer = await send(addressOf(part), body);
  if (!answer.ok) {
    await refused(part, answer);
    return;
  }
  taken(part, answer.body, typed);
  if (part.area.value !== typed) later(part, SAVE_AFTER_MS);
}

async function takeBack(part) {
  clearTimeout(part.timer);
  await part.saving;
  await save(part);
  if (part.conflict || part.area.value !== part.saved) return;
  const typed = part.area.value;
  const body = { part: partOf(part), seen: Number(part.box.dataset.revision) };
  const answer = await send(`${addressOf(part)}/take-back`, body);
  if (!answer.ok) {
    await refused(part, answer);
    return;
  }
  // What was typed on meanwhile is newer than the press: it stays, and is saved over the older words.
  if (part.area.value === typed) part.area.value = answer.body.words;
  taken(part, answer.body, answer.body.words);
  if (part.area.value !== part.saved) later(part, SAVE_AFTER_MS);
}

function put(part, words) {
  part.area.value = words;
  remember(part);
  void save(part);
}

function keepMine(part) {
  part.box.dataset.revision = String(part.conflict.revision);
  part.conflict = null;
  show("conflict", false, part.box);
  void save(part);
}

function takeTheirs(part) {
  const theirs = part.conflict;
  part.area.value = theirs.words;
  taken(part, theirs, theirs.words);
}

/** Put back what was typed on this machine and never arrived. */
function restore(part) {
  const kept = remembered(part);
  if (!kept || kept.words === part.saved) return;
  part.area.value = kept.words;
  // By the revision that was seen then: what others wrote since is shown beside it.
  part.box.dataset.revision = kept.revision;
  part.box.closest("details")?.setAttribute("open", "");
  tell("open", say("restored"));
  void save(part);
}

function wire(box) {
  const area = /** @type {HTMLTextAreaElement} */ (role("words", box));
  /** @type {Part} */
  const part = { box, area, saved: area.value, timer: 0, saving: null, conflict: null };
  if (area.readOnly) return;
  area.addEventListener("input", () => {
    mark(part, say("not_saved"));
    remember(part);
    later(part, SAVE_AFTER_MS);
  });
  area.addEventListener("blur", () => void save(part));
  const back = role("take-back", box);
  back.addEventListener("click", () => void whileBusy(back, () => takeBack(part)));
  role("use-draft", box).addEventListener("click", () => put(part, role("draft-words", box).textContent.trim()));
  role("keep-mine", box).addEventListener("click", () => keepMine(part));
  role("take-theirs", box).addEventListener("click", () => takeTheirs(part));
  restore(part);
}

/** Let every part of the script be written. */
export function offerWriting() {
  roles("part").forEach(wire);
}
