/** /admin/composition: allotments in the table, former names with a look ahead, fresh counts. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerPapers } from "./papers.js";
import { forgetUndo, listenForUndo, offerUndo } from "./take_back.js";

const ALLOTMENTS = "/admin/composition/allotments";
const TYPING_PAUSE_MS = 250;
const RETRY_MS = 3000;

/** Statistics may be a little old; counting ten thousand rows anew must not hold up the door. */
const COUNT_EVERY_MS = 10_000;

const former = /** @type {HTMLInputElement} */ (role("former"));
const into = /** @type {HTMLSelectElement} */ (role("into"));
let pause = 0;
let asked = 0;
let arrivals = 0;

/** Whether a number was typed that is not sent yet; it must not be swapped away. */
function typing() {
  const field = document.activeElement;
  return field instanceof HTMLInputElement && (field.dataset.role ?? "") in KEPT && field.value !== field.dataset.saved;
}

async function renew() {
  if (typing()) {
    setTimeout(soon, RETRY_MS);
    return;
  }
  try {
    await swapPart(window.location.href, "counted");
  } catch {
    tell("bad", say("search_failed"));
    setTimeout(soon, RETRY_MS);
  }
}

const soon = sparingly(renew);

/** The whole number that was typed, null for none; undefined when it is not one. */
function numberIn(text) {
  const typed = text.trim();
  if (typed === "") return null;
  return /^\d{1,5}$/.test(typed) ? Number(typed) : undefined;
}

function allotted(unit, number) {
  return number === null ? say("allotted_none", { unit }) : say("allotted", { unit, number });
}

async function setNumber(unit, number) {
  const answer = await send(ALLOTMENTS, { numbers: { [unit]: number } });
  const done = tellAnswer(answer, allotted(unit, number));
  if (done) await renew().catch(() => {});
  return done;
}

async function takeBack(unit, number) {
  if (await setNumber(unit, number)) tell("good", say("taken_back"));
}

async function save(field) {
  const number = numberIn(field.value);
  const unit = field.dataset.unit;
  const before = numberIn(field.dataset.saved ?? "") ?? null;
  field.toggleAttribute("aria-invalid", number === undefined);
  if (number === undefined) {
    tell("bad", say("bad_number"));
    return;
  }
  if (number === before) return;
  field.dataset.saved = field.value;
  if (await setNumber(unit, number)) offerUndo(() => takeBack(unit, before));
  else field.dataset.saved = before === null ? "" : String(before);
}

async function setTolerance(key, percent) {
  const answer = await send("/admin/composition/tolerances", { key, tolerance_percent: percent });
  const done = tellAnswer(answer, say("tolerance", { n: percent }));
  if (done) await renew();
  return done;
}

async function saveTolerance(field) {
  const percent = numberIn(field.value);
  const before = Number(field.dataset.saved);
  if (percent === undefined || percent === null || percent > 100) {
    tell("bad", say("bad_tolerance"));
    return;
  }
  const key = field.dataset.target;
  if (percent === before) return;
  field.dataset.saved = field.value;
  if (await setTolerance(key, percent)) offerUndo(() => setTolerance(key, before));
  else field.dataset.saved = String(before);
}

/** How the fields that are kept as soon as they change are kept, by their role. */
const KEPT = { allot: save, tolerance: saveTolerance };

/** Enter goes down the column, as in a sheet. */
function goDown(field) {
  const fields = [...document.querySelectorAll(`[data-role="${field.dataset.role}"]`)];
  const next = fields[fields.indexOf(field) + 1];
  if (next instanceof HTMLInputElement) {
    next.focus();
    next.select();
  } else {
    field.blur();
  }
}

async function addUnit() {
  const name = /** @type {HTMLInputElement} */ (role("new-unit"));
  const field = /** @type {HTMLInputElement} */ (role("new-number"));
  const number = numberIn(field.value);
  if (number === undefined || number === null) {
    tell("bad", say("bad_number"));
    field.focus();
    return;
  }
  forgetUndo();
  if (!(await setNumber(name.value.trim(), number))) return;
  name.value = "";
  field.value = "";
  name.focus();
}

function previewWords(found, unit) {
  if (found.unit_id !== null && String(found.unit_id) === into.value) return say("moves_itself");
  if (found.leads_to && found.leads_to !== unit) return say("moves_taken", { former: found.name, unit: found.leads_to });
  const words = { former: found.name, unit, n: found.delegates };
  return say(found.unit_id === null ? "moves_name" : "moves", words);
}

/** Look ahead at what the former name would move; an older answer never overtakes a newer one. */
async function preview() {
  const mine = ++asked;
  const name = former.value.trim();
  if (!name || !into.value) {
    write("preview", "");
    return;
  }
  const answer = await fetch(`/admin/composition/moves?${new URLSearchParams({ name })}`, { cache: "no-store" });
  const found = answer.ok ? await answer.json() : null;
  if (mine !== asked) return;
  const unit = into.selectedOptions[0]?.textContent?.trim() ?? "";
  write("preview", found ? previewWords(found, unit) : "");
}

function previewAfterPause() {
  clearTimeout(pause);
  pause = setTimeout(() => preview().catch(() => write("preview", "")), TYPING_PAUSE_MS);
}

async function addAlias() {
  forgetUndo();
  const body = { name: former.value.trim(), unit_id: Number(into.value) };
  const answer = await send("/admin/composition/aliases", body);
  if (!tellAnswer(answer, say("merged", { n: answer.body?.moved ?? 0 }))) return;
  // The lists of units to choose from have changed too.
  setTimeout(() => window.location.reload(), 1200);
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const keep = KEPT[target.dataset.role ?? ""];
  if (keep) void keep(target);
});
document.addEventListener("keydown", (press) => {
  const { target, key } = press;
  if (!(target instanceof HTMLInputElement) || !((target.dataset.role ?? "") in KEPT)) return;
  if (key === "Enter") goDown(target);
  if (key === "Escape") target.value = target.dataset.saved ?? "";
});
role("unit-form").addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("unit-add"), addUnit);
});
role("alias-form").addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("alias-add"), addAlias);
});
former.addEventListener("input", previewAfterPause);
into.addEventListener("change", previewAfterPause);
role("print").addEventListener("click", () => window.print());
document.querySelector('[data-role="sitting"]')?.addEventListener("change", () => {
  /** @type {HTMLFormElement} */ (role("sitting-form")).submit();
});
listenForUndo();
offerHelp();
offerPapers(() => {
  const { by, sitting } = Object.fromEntries(new URLSearchParams(window.location.search));
  return { by: by === "given" ? "given" : "new", filters: sitting ? { sitting } : {} };
});

// Who has arrived since: the office's room changes with each arrival.
follow({
  namespace: "/admin",
  room: "office",
  onSnapshot: () => {
    arrivals ||= setTimeout(() => {
      arrivals = 0;
      soon();
    }, COUNT_EVERY_MS);
  },
});
