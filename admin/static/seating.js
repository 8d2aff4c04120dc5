/** /admin/seating: changes the hall's plan and who sits where; each change can be taken back. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp, onKey } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";
import { added, changed, fieldValue, toggled, without } from "./hall_plan.js";
import { arrange, listen } from "./hall_seats.js";

const LONG_MS = 30000;
const MOST_UNDO = 50;

/** What takes the last changes back, newest last: each posts and says whether it was done. */
const undoings = [];

let zoom = "1";
let mode = "look";
let first = "";
let shown = "";

const part = () => role("seating");
const plan = () => JSON.parse(part().dataset.plan ?? "null");
const seen = () => part().dataset.seen ?? "";
const post = (what, body) => send(`/admin/seating/${what}`, body, { timeoutMs: LONG_MS });

/** Take the page's part anew; open parts, zoom, mode and the chosen seat stay. */
async function renew() {
  const open = [...part().querySelectorAll("details[open]")].map(({ id }) => id);
  try {
    await swapPart(window.location.href, "seating");
  } catch {
    tell("open", say("reload_failed"));
    return;
  }
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  settle();
}

/** Bring a fresh part into the state that the page is in. */
function settle() {
  const drawing = /** @type {HTMLElement | null} */ (document.querySelector('[data-role="drawing"]'));
  const undo = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-role="undo"]'));
  const chosenMode = /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-role="mode"][value="${mode}"]`));
  if (undo) undo.disabled = undoings.length === 0;
  if (chosenMode) chosenMode.checked = true;
  if (!drawing) return;
  drawing.dataset.zoom = zoom;
  /** @type {HTMLInputElement} */ (role("zoom")).value = zoom;
  arrange(drawing);
  if (shown) showSeat(shown);
}

function remember(undo) {
  undoings.push(undo);
  if (undoings.length > MOST_UNDO) undoings.shift();
}

/** Keep another plan; the one before can be had again. */
async function keep(wanted, sentence) {
  const before = plan();
  const answer = await post("plan", { plan: wanted, seen: seen() });
  if (answer.ok && before) remember(() => post("plan", { plan: before, seen: seen() }));
  tellAnswer(answer, sentence);
  await renew();
}

/** Carry out what changes seats of the list; the seats before can be had again. */
async function reseat(what, body, sentence) {
  const answer = await post(what, body);
  if (answer.ok) remember(() => post("restore", { pairs: answer.body.before }));
  tellAnswer(answer, answer.ok ? sentence(answer.body) : "");
  await renew();
}

async function undo() {
  const last = undoings.pop();
  if (!last) return;
  const answer = await last();
  if (!answer.ok) undoings.push(last);
  tellAnswer(answer, say("undone"));
  await renew();
}

// --- seats -----------------------------------------------------------------------------------

function seatOf(label) {
  return document.querySelector(`[data-role="drawing"] [data-seat="${CSS.escape(label)}"]`);
}

function showSeat(label) {
  const seat = seatOf(label);
  shown = seat ? label : "";
  show("seat-card", Boolean(seat));
  for (const old of document.querySelectorAll("[data-chosen]")) old.removeAttribute("data-chosen");
  if (!seat) return;
  seat.setAttribute("data-chosen", "");
  const [place, ...who] = (seat.getAttribute("aria-label") ?? label).split(": ");
  write("seat-title", place);
  write("seat-holder", who.join(": "));
  if (document.querySelector('[data-role="seat-form"]')) show("seat-form", seat.getAttribute("data-mark") === "free");
}

async function block(label) {
  const before = plan();
  const written = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-role="block-reason"]'))?.value.trim();
  const sentence = label in before.blocked ? "opened" : "blocked";
  await keep(toggled(before, label, written || say("blocked_why")), say(sentence, { seat: label }));
}

async function swapWith(label) {
  showSeat(label);
  if (!first || first === label) {
    first = label;
    tell("open", say("first_of_two", { seat: label }));
    return;
  }
  const pair = { seat: first, other: label };
  first = "";
  await reseat("swap", pair, () => say("swapped", pair));
}

/** One change at a time: the next one is made on the plan that this one leaves. */
let running = Promise.resolve();
function inTurn(act) {
  running = running.then(act);
}

function choose(label) {
  if (mode === "block") inTurn(() => block(label));
  else if (mode === "swap") inTurn(() => swapWith(label));
  else showSeat(label);
}

// --- giving out ------------------------------------------------------------------------------

function ruleOf(form) {
  const chosen = new FormData(form);
  const ids = (name) => chosen.getAll(name).map(Number);
  return { in_front: ids("in_front"), apart: ids("apart"), recipients: chosen.has("recipients"), keep: chosen.has("keep") };
}

async function preview(form) {
  const rule = ruleOf(form);
  const answer = await post("proposal", rule);
  if (!answer.ok) {
    tell(answer.unknown ? "open" : "bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  const { changes, unchanged, unseated, split, shown: digest } = answer.body;
  write("preview-says", changes.length ? say("changes", { n: changes.length, same: unchanged }) : say("no_changes"));
  show("preview-unseated", unseated.length > 0);
  show("preview-split", split.length > 0);
  write("preview-split-list", split.join("; "));
  fillList("preview-unseated-list", "preview-name", unseated, (element, name) => { element.textContent = name; });
  fillList("preview-rows", "preview-row", changes, (element, one) => {
    write("name", one.name, element);
    write("unit", one.unit || "–", element);
    write("before", one.before || say("none"), element);
    write("after", one.after || say("none"), element);
  });
  /** @type {HTMLButtonElement} */ (role("preview-write")).disabled = changes.length === 0;
  const dialog = /** @type {HTMLDialogElement} */ (role("preview"));
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "write") return;
    inTurn(() => reseat("assign", { ...rule, shown: digest }, ({ changed: n }) => say("assigned", { n })));
  };
  dialog.showModal();
}

async function giveAreas(form) {
  const body = { groups: {}, units: {} };
  for (const choice of form.querySelectorAll("select")) if (choice.value) body[choice.name][choice.dataset.id] = choice.value;
  const answer = await post("areas", body);
  tellAnswer(answer, say("areas", { n: answer.body?.changed ?? 0 }));
  await renew();
}

async function beginWith() {
  const before = plan();
  const kind = /** @type {HTMLSelectElement} */ (role("preset-kind")).value;
  const people = Number(/** @type {HTMLInputElement} */ (role("preset-people")).value);
  const answer = await post("preset", { preset: kind, people, seen: seen() });
  if (answer.ok && before) remember(() => post("plan", { plan: before, seen: seen() }));
  tellAnswer(answer, say("saved"));
  await renew();
}

// --- the page --------------------------------------------------------------------------------

const SUBMITS = {
  rule: (form) => whileBusy(role("propose"), () => preview(form)),
  areas: (form) => whileBusy(role("give-areas"), () => giveAreas(form)),
  preset: () => whileBusy(role("preset-go"), beginWith),
  plan: async () => {},
  "block-form": () => block(shown),
  "seat-form": () => {
    const seat = shown;
    const delegate = Number(/** @type {HTMLSelectElement} */ (role("seat-person")).value);
    return reseat("seat", { delegate_id: delegate, seat }, () => say("seated", { seat }));
  },
};

document.addEventListener("submit", (submission) => {
  const form = /** @type {HTMLFormElement} */ (submission.target);
  const act = SUBMITS[form.dataset.role ?? ""];
  if (!act) return;
  submission.preventDefault();
  inTurn(() => act(form));
});

document.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  const { at, kind } = field.dataset;
  if (field.dataset.role === "mode") [mode, first] = [field.value, ""];
  if (at) inTurn(() => keep(changed(plan(), at, fieldValue(kind, field.value)), say("saved")));
});

document.addEventListener("input", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.dataset.role !== "zoom") return;
  zoom = field.value;
  role("drawing").dataset.zoom = zoom;
});

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button"));
  const { role: plays, drop, add } = button?.dataset ?? {};
  if (plays === "undo") inTurn(undo);
  if (plays === "print") window.print();
  if (plays === "drop") inTurn(() => keep(without(plan(), drop), say("saved")));
  if (plays === "add") inTurn(() => keep(added(plan(), add, say(add.slice(0, -1))), say("saved")));
  if (plays === "clear-seats") inTurn(() => reseat("clear", {}, ({ changed: n }) => say("cleared", { n })));
});

listen({ choose, block: (label) => (document.querySelector('[data-role="block-form"]') ? inTurn(() => block(label)) : undefined) });
onKey("u", () => inTurn(undo));
offerHelp();
settle();
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
