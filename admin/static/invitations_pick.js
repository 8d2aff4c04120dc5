/** Ticks on invitations, and noting that they went out: those that are ticked, or a whole unit's. */

import { refusal, send } from "../../server/static/commands.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { offerUndo } from "./undo_line.js";

const MANY_TAKE_MS = 15000;

/** @type {Set<string>} */
const picked = new Set();

/** @returns {HTMLInputElement[]} */
function ticks() {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[data-role="pick"]')]);
}

function paint() {
  const boxes = ticks();
  for (const box of boxes) box.checked = picked.has(box.value);
  const all = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-role="pick-all"]'));
  if (all) all.checked = boxes.length > 0 && boxes.every((box) => box.checked);
  role("picked").textContent = say("picked", { n: picked.size });
  show("selection", picked.size > 0);
}

/** After the list came anew: who is not on it any more is not chosen either. */
export function keepPicked() {
  const there = new Set(ticks().map((box) => box.value));
  for (const id of [...picked]) if (!there.has(id)) picked.delete(id);
  paint();
}

function pick(boxes, on) {
  for (const { value } of boxes) {
    if (on) picked.add(value);
    else picked.delete(value);
  }
  paint();
}

/** Ask when, how and to whom, and note it of these or of a unit. */
function offerSending(renew) {
  const dialog = /** @type {HTMLDialogElement} */ (role("sent"));
  const form = /** @type {HTMLFormElement} */ (role("sent-form"));
  const receiver = /** @type {HTMLInputElement} */ (form.elements.namedItem("receiver"));
  let whom = {};

  function open(title, asked, name = "") {
    whom = asked;
    write("sent-title", title);
    write("sent-fault", "");
    receiver.value = name;
    dialog.showModal();
    receiver.focus();
  }

  async function note() {
    const words = Object.fromEntries(new FormData(form));
    const answer = await send("/admin/invitations/sent", { ...whom, ...words }, { timeoutMs: MANY_TAKE_MS });
    if (!answer.ok) {
      write("sent-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
      return;
    }
    dialog.close();
    pick(ticks(), false);
    await renew();
    const { count, before } = answer.body;
    if (!count) {
      tell("good", say("sent_none"));
      return;
    }
    offerUndo(say("sent", { n: count }), async () => {
      const undone = await send("/admin/invitations/sent/put-back", { notes: before }, { timeoutMs: MANY_TAKE_MS });
      tellAnswer(undone, say("taken_back"));
      await renew();
    });
  }

  role("sent-leave").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role("sent-go"), note);
  });
  return open;
}

/**
 * @param {() => Promise<unknown>} renew
 * @param {((ids: number[]) => Promise<void>) | null} makeFile
 */
export function offerPicking(renew, makeFile) {
  const ask = offerSending(renew);
  const ids = () => [...picked].map(Number);
  document.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.role === "pick") pick([target], target.checked);
    if (target instanceof HTMLInputElement && target.dataset.role === "pick-all") pick(ticks(), target.checked);
    const unit = target instanceof Element ? target.closest('[data-role="send-unit"]') : null;
    if (!(unit instanceof HTMLElement)) return;
    const { name, receiver } = unit.dataset;
    ask(say("sent_title_unit", { unit: name }), { unit_id: Number(unit.dataset.unit) }, receiver);
  });
  role("send-picked").addEventListener("click", () => ask(say("sent_title", { n: picked.size }), { delegate_ids: ids() }));
  role("unpick").addEventListener("click", () => pick(ticks(), false));
  if (makeFile) {
    role("make-picked").addEventListener("click", () => {
      void whileBusy(role("make-picked"), () => makeFile(ids()));
    });
  }
}
