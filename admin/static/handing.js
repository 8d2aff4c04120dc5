/** /admin/handing: what is handed out, sheets to sign, and that they are signed. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp, onKey } from "../../server/static/keys.js";
import { makeFile } from "../../server/static/paper_buttons.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { swapPart } from "./fresh_part.js";

const LASTS_MS = 15_000;
const SHEETS = "/admin/handing/sheets";

const closestTo = ({ target }, wanted) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(wanted));

/** The items as the page has them now; the whole list goes with every change. */
function itemsNow() {
  return JSON.parse(role("items").dataset.items);
}

async function fresh() {
  const address = window.location.href;
  const parts = ["items", ...(roles("chosen").length ? ["chosen"] : [])];
  await Promise.all(parts.map((part) => swapPart(address, part))).catch(() => window.location.reload());
  tellPicked();
}

// Items.

function openItem(item) {
  const form = /** @type {HTMLFormElement} */ (role("item-form"));
  const items = itemsNow();
  const words = items.find((one) => one.id === item) ?? { name: "", kind: "document", group_ids: [], amount: null };
  form.reset();
  form.dataset.item = item ? String(item) : "";
  form.elements["name"].value = words.name;
  form.elements["kind"].value = words.kind;
  form.elements["amount"].value = words.amount ?? "";
  form.elements["place"].value = item ? items.indexOf(words) + 1 : items.length + 1;
  for (const box of form.querySelectorAll('[name="group"]')) {
    const group = /** @type {HTMLInputElement} */ (box);
    group.checked = words.group_ids.includes(Number(group.value));
  }
  role("item-dialog-title").textContent = say(item ? "change_title" : "add_title");
  show("item-remove", Boolean(item));
  show("item-money", words.kind === "money");
  write("item-fault", "");
  /** @type {HTMLDialogElement} */ (role("item-dialog")).showModal();
}

/** The list with the dialog's item at its place. */
function changed(form) {
  const given = new FormData(form);
  const id = Number(form.dataset.item) || null;
  const rest = itemsNow().filter((one) => one.id !== id);
  const amount = String(given.get("amount") ?? "");
  const item = {
    id,
    name: given.get("name"),
    kind: given.get("kind"),
    group_ids: given.getAll("group").map(Number),
    amount: given.get("kind") === "money" && amount !== "" ? Number(amount) : null,
  };
  const place = Math.max(1, Number(given.get("place")) || rest.length + 1) - 1;
  return [...rest.slice(0, place), item, ...rest.slice(place)];
}

async function keep(items, words) {
  // An item that somebody added meanwhile is not on this page, and must not go with its list.
  const seen = itemsNow().map(({ id }) => id);
  const answer = await send("/admin/handing/items", { items, seen });
  if (!answer.ok) {
    write("item-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  /** @type {HTMLDialogElement} */ (role("item-dialog")).close();
  tell("good", say(words));
  reloadWithItem();
}

/** The first item brings parts onto the page that were not there. */
function reloadWithItem() {
  if (roles("chosen").length) void fresh();
  else window.location.reload();
}

function wireItems() {
  const form = /** @type {HTMLFormElement} */ (role("item-form"));
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("item-save"), () => keep(changed(form), "written"));
  });
  role("item-remove").addEventListener("click", () => {
    const rest = itemsNow().filter((one) => one.id !== Number(form.dataset.item));
    void whileBusy(role("item-remove"), async () => {
      await keep(rest, "removed");
      if (!rest.length) window.location.assign("/admin/handing");
    });
  });
  role("item-leave").addEventListener("click", () => /** @type {HTMLDialogElement} */ (role("item-dialog")).close());
  role("item-kind").addEventListener("change", ({ target }) => {
    show("item-money", /** @type {HTMLSelectElement} */ (target).value === "money");
  });
}

async function addUsual(button) {
  await whileBusy(button, async () => {
    if (tellAnswer(await send("/admin/handing/usual", {}), say("written"))) window.location.reload();
  });
}

// Who signed.

function picked() {
  return roles("pick").filter((box) => box.checked).map((box) => Number(box.value));
}

function tellPicked() {
  if (!roles("picked").length) return;
  role("picked").textContent = picked().length ? say("picked", { n: picked().length }) : "";
}

/** The filters that the table was made by, not those that are being chosen. */
function part() {
  const asked = new URLSearchParams(window.location.search);
  return { group: Number(asked.get("group")) || null, unit: Number(asked.get("unit")) || null };
}

async function sign(body) {
  const answer = await send(`/admin/handing/${role("chosen").dataset.item}/signed`, body, { timeoutMs: LASTS_MS });
  const n = answer.body?.count ?? 0;
  const words = n ? say(body.signed ? "signed" : "unsigned", { n }) : say("nobody");
  if (tellAnswer(answer, words)) await fresh();
}

function signPicked(button) {
  const ids = picked();
  if (!ids.length) {
    tell("bad", say("pick_first"));
    return;
  }
  void whileBusy(button, () => sign({ delegate_ids: ids, signed: button.dataset.signed === "true" }));
}

// Sheets.

function makeSheet(format) {
  const by = /** @type {HTMLSelectElement} */ (role("sheet-by")).value;
  const wish = { item: Number(role("chosen").dataset.item), format, by, ...part() };
  return makeFile(wish, { path: SHEETS, jobs: SHEETS });
}

document.addEventListener("click", (click) => {
  const button = closestTo(click, "button");
  if (!button) return;
  const acts = {
    "open-add": () => openItem(null),
    change: () => openItem(Number(button.dataset.item)),
    usual: () => void addUsual(button),
    sign: () => signPicked(button),
    "sign-all": () => void whileBusy(button, () => sign({ everybody: true, signed: true, ...part() })),
    sheet: () => void whileBusy(button, () => makeSheet(button.dataset.format)),
  };
  acts[button.dataset.role]?.();
});

document.addEventListener("change", (change) => {
  const all = /** @type {HTMLInputElement | null} */ (closestTo(change, '[data-role="pick-all"]'));
  if (all) for (const box of roles("pick")) box.checked = all.checked;
  if (closestTo(change, '[data-role="filters"] select')) /** @type {HTMLFormElement} */ (role("filters")).requestSubmit();
  tellPicked();
});

wireItems();
offerHelp();
onKey("/", () => { if (roles("search").length) role("search").focus(); });
