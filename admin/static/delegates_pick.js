/** Ticks on the list, and what is done with the ticked: approve, withdraw, take that back. */

import { send } from "../../server/static/commands.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { askWhy } from "./because.js";
import { offerNoUndo, offerUndo } from "./undo_line.js";

const MANY_TAKE_MS = 15_000;
const NEED_A_REASON = new Set(["approval_needed", "capacity_reached"]);

/** @type {Set<string>} */
const picked = new Set();
let lastPicked = "";

/** @returns {HTMLInputElement[]} */
function ticks() {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[data-role="pick"]')]);
}

function paint() {
  const boxes = ticks();
  for (const box of boxes) box.checked = picked.has(box.value);
  const all = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-role="pick-all"]'));
  const chosen = boxes.filter((box) => box.checked).length;
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  role("picked").textContent = say("picked", { n: picked.size });
  show("selection", picked.size > 0);
}

/** After the list came anew: who is not on it any more is not chosen either. */
export function keepPicked() {
  const there = new Set(ticks().map((box) => box.value));
  for (const id of [...picked]) if (!there.has(id)) picked.delete(id);
  paint();
}

function pickOne(box, { through }) {
  const boxes = ticks();
  const [from, to] = [boxes.findIndex(({ value }) => value === lastPicked), boxes.indexOf(box)].sort((a, b) => a - b);
  const touched = through && from >= 0 ? boxes.slice(from, to + 1) : [box];
  for (const { value } of touched) {
    if (box.checked) picked.add(value);
    else picked.delete(value);
  }
  lastPicked = box.value;
  paint();
}

function pickAll(on) {
  for (const { value } of ticks()) {
    if (on) picked.add(value);
    else picked.delete(value);
  }
  paint();
}

function unpick() {
  picked.clear();
  paint();
}

/**
 * Wire the list's ticks and the bar below it.
 *
 * @param {() => Promise<unknown>} renew takes the list anew
 */
export function offerPicking(renew) {
  const ids = () => [...picked].map(Number);
  const post = (command, words) => send(`/admin/delegates/${command}`, words, { timeoutMs: MANY_TAKE_MS });

  async function done(answer, sentence, nothing, delegateIds) {
    unpick();
    await renew();
    if (!answer.body.count) {
      tell("good", say(nothing));
      return;
    }
    offerUndo(say(sentence, { n: answer.body.count }), async () => {
      tellAnswer(await post("take-back", { delegate_ids: delegateIds }), say("taken_back"));
      await renew();
    });
  }

  async function approve() {
    offerNoUndo();
    const chosen = ids();
    let answer = await post("approve", { delegate_ids: chosen });
    if (NEED_A_REASON.has(answer.body?.error?.code)) {
      const asked = await askWhy({
        title: say("approve_title", { n: chosen.length }),
        sentence: answer.body.error.sentence,
        go: say("approve"),
        who: true,
        act: (words) => post("approve", { delegate_ids: chosen, ...words }),
      });
      if (!asked) return;
      answer = asked;
    } else if (!answer.ok) {
      tellAnswer(answer, "");
      return;
    }
    await done(answer, "approved", "nothing_approved", answer.body.delegate_ids);
  }

  async function withdraw() {
    offerNoUndo();
    const chosen = ids();
    const answer = await askWhy({
      title: say("withdraw_title", { n: chosen.length }),
      go: say("withdraw"),
      who: false,
      act: ({ reason }) => post("withdraw", { delegate_ids: chosen, reason }),
    });
    if (answer) await done(answer, "withdrawn", "nothing_withdrawn", answer.body.delegate_ids);
  }

  document.addEventListener("click", ({ target, shiftKey }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset.role === "pick") pickOne(target, { through: shiftKey });
    if (target.dataset.role === "pick-all") pickAll(target.checked);
  });
  role("approve").addEventListener("click", () => void whileBusy(role("approve"), approve));
  role("withdraw").addEventListener("click", () => void withdraw());
  role("unpick").addEventListener("click", unpick);
}
