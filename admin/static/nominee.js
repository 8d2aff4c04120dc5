/** /admin/nominees/ID: each change is kept at once, and the verdict is read anew. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer } from "../../server/static/result_line.js";
import { role, stamp } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";

const TYPING_PAUSE_MS = 1200;

const page = role("nominee");
const citation = /** @type {HTMLTextAreaElement} */ (role("citation"));
const most = Number(page.dataset.most);
const address = `/admin/nominees/${page.dataset.nominee}`;

/** One change after the other: an older one must not arrive after a newer. */
let queue = Promise.resolve();
let pause = 0;
let keptCitation = citation.value;

function all(name) {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(`.nominee-page [data-role="${name}"]`)]);
}

async function renewVerdict() {
  try {
    await swapPart(window.location.href, "verdict");
  } catch {
    tell("bad", say("search_failed"));
  }
}

async function keep(changes, reload) {
  const answer = await send(address, changes);
  if (!tellAnswer(answer, say("saved"))) return;
  if (reload) window.location.reload();
  else await renewVerdict();
}

function save(changes, reload = false) {
  queue = queue.then(() => keep(changes, reload));
}

function works() {
  return all("work").map((row) => ({
    kind: /** @type {HTMLSelectElement} */ (role("work-kind", row)).value,
    level: /** @type {HTMLSelectElement} */ (role("work-level", row)).value,
    title: /** @type {HTMLInputElement} */ (role("work-title", row)).value.trim(),
  }));
}

/** One answer by its name; null takes it back. What other criteria ask for is never touched. */
function confirmed(field) {
  if (field.dataset.role === "works-complete") return { [page.dataset.worksComplete ?? ""]: field.checked || null };
  return { [field.dataset.text ?? ""]: { yes: true, no: false }[field.value] ?? null };
}

function documents() {
  const boxes = all("document");
  const here = boxes.filter((box) => box.checked).map((box) => box.value);
  role("documents-count").textContent = `${here.length}/${boxes.length}`;
  return here;
}

/** Counted as the server counts: by character, not by UTF-16 unit. */
function paintLength() {
  const n = [...citation.value.trim().normalize("NFC")].length;
  const line = role("citation-length");
  const over = n - most;
  line.textContent = over > 0 ? say("too_long", { n, most, over }) : say("length", { n, most });
  line.dataset.kind = over > 0 ? "care" : "none";
}

function saveCitation() {
  clearTimeout(pause);
  if (citation.value === keptCitation) return;
  keptCitation = citation.value;
  save({ citation: citation.value });
}

/** @type {Record<string, (field: HTMLInputElement) => object>} what each kind of field changes, by its role */
const CHANGES = {
  rating: (field) => ({ ratings: { [field.dataset.year ?? ""]: field.value || null } }),
  "work-kind": () => ({ works: works() }),
  "work-level": () => ({ works: works() }),
  "work-title": () => ({ works: works() }),
  "works-complete": (field) => ({ confirmed: confirmed(field) }),
  confirmed: (field) => ({ confirmed: confirmed(field) }),
  document: () => ({ documents: documents() }),
};

page.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  const name = field.dataset.role ?? "";
  if (name === "citation") saveCitation();
  else if (name === "word") save({ [field.dataset.column ?? ""]: field.value }, "reload" in field.dataset);
  else if (name in CHANGES) save(CHANGES[name](field));
});
page.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest("button");
  if (button?.dataset.role === "work-add") {
    const row = stamp("work-template");
    role("works").append(row);
    role("work-title", row).focus();
    save({ works: works() });
  }
  if (button?.dataset.role === "work-remove") {
    button.closest('[data-role="work"]')?.remove();
    document.querySelector('[data-role="work-add"]')?.focus();
    save({ works: works() });
  }
});
citation.addEventListener("input", () => {
  paintLength();
  clearTimeout(pause);
  pause = setTimeout(saveCitation, TYPING_PAUSE_MS);
});
paintLength();
offerHelp();
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
