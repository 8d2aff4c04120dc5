/** Who is received, and in which order: moved by buttons, so that a thumb and a keyboard can do it. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const FIND_AFTER_MS = 200;
const FIND_AGAIN_AFTER_MS = 2000;
const FIND_AT_MOST = 8;

/** Ask for JSON; null when there is no answer. */
async function ask(path) {
  try {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const officeOf = ({ position, unit }) => [position, unit].filter(Boolean).join(", ");

/**
 * Offer the order to whom the server lets change it; the page has no such part for others.
 *
 * @param {() => any[]} guestsNow
 */
export function offerOrder(guestsNow) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('[data-role="order-dialog"]'));
  if (!dialog) return;
  let seen = [];
  let order = [];
  let timer = 0;

  function report(kind, text) {
    role("order-result").dataset.kind = kind;
    write("order-result", text);
  }

  function move(from, to, button) {
    if (to < 0 || to >= order.length) return;
    const [one] = order.splice(from, 1);
    order.splice(to, 0, one);
    paint();
    const row = role("order").children[to];
    /** @type {HTMLElement | null} */ (row?.querySelector(`[data-role="${button}"]`))?.focus();
  }

  function paint() {
    show("order-empty", order.length === 0);
    fillList("order", "order-row", order, (row, one, nth) => {
      write("order-number", String(nth + 1), row);
      write("order-name", one.name, row);
      write("order-office", officeOf(one), row);
      const up = /** @type {HTMLButtonElement} */ (role("order-up", row));
      const down = /** @type {HTMLButtonElement} */ (role("order-down", row));
      up.disabled = nth === 0;
      down.disabled = nth === order.length - 1;
      [["order-up", "move_up"], ["order-down", "move_down"], ["order-out", "take_out"]].forEach(([name, words]) => {
        role(name, row).setAttribute("aria-label", say(words, { name: one.name }));
      });
      up.addEventListener("click", () => move(nth, nth - 1, "order-up"));
      down.addEventListener("click", () => move(nth, nth + 1, "order-down"));
      role("order-out", row).addEventListener("click", () => {
        order.splice(nth, 1);
        paint();
      });
    });
  }

  const has = (one) => order.some((other) => other.id === one.id);

  async function propose() {
    const given = await ask("/kiosk/vip/proposal");
    if (!given) {
      report("open", say("unknown"));
      return;
    }
    const fresh = given.guests.filter((one) => !has(one));
    order.push(...fresh);
    paint();
    report("good", say("proposed", { n: fresh.length }));
  }

  async function find() {
    const box = /** @type {HTMLInputElement} */ (role("find"));
    const q = box.value.trim();
    const given = q ? await ask(`/api/search?q=${encodeURIComponent(q)}&limit=${FIND_AT_MOST}`) : { results: [] };
    // Somebody has typed on: the answer to that comes by itself.
    if (box.value.trim() !== q) return;
    const found = (given?.results ?? []).filter((one) => !has(one));
    if (!given) findSoon(FIND_AGAIN_AFTER_MS);
    report("open", !given ? say("find_lost") : q && found.length === 0 ? say("found_none") : "");
    fillList("found", "found-row", found, (row, one) => {
      write("found-name", one.name, row);
      write("found-office", officeOf(one), row);
      const add = role("found-add", row);
      add.setAttribute("aria-label", say("add", { name: one.name }));
      add.addEventListener("click", () => {
        order.push(one);
        paint();
        /** @type {HTMLInputElement} */ (role("find")).value = "";
        role("found").replaceChildren();
        role("find").focus();
      });
    });
  }

  function findSoon(ms) {
    clearTimeout(timer);
    timer = setTimeout(() => void find(), ms);
  }

  async function save() {
    const ids = order.map((one) => one.id);
    const answer = await whileBusy(role("order-save"), () => send("/kiosk/vip/order", { ids, seen }));
    if (!answer) return;
    if (answer.ok) {
      dialog.close();
      tell("good", say("ordered", { n: answer.body.count }));
      return;
    }
    // Refused because somebody else was faster: opened anew, the sheet shows what they made.
    report("bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
  }

  function open() {
    order = [...guestsNow()];
    seen = order.map((one) => one.id);
    report("open", "");
    paint();
    dialog.showModal();
  }

  role("open-order").addEventListener("click", open);
  role("propose").addEventListener("click", () => void propose());
  role("order-save").addEventListener("click", () => void save());
  role("order-close").addEventListener("click", () => dialog.close());
  role("find").addEventListener("input", () => findSoon(FIND_AFTER_MS));
}
