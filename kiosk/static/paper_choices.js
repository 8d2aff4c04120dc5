/** Who is meant where several people answer to what was typed: one question at a time, the others wait. */

import { fillList, role, roles, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/**
 * Make the questions.
 *
 * @template {{words: string}} Tick
 * @param {object} wanted
 * @param {HTMLInputElement} wanted.field where the next ticks are typed
 * @param {(tick: Tick, one: any) => void} wanted.onChosen
 * @param {(tick: Tick) => void} wanted.onNobody
 */
export function createChoices({ field, onChosen, onNobody }) {
  /** @type {{tick: Tick, choices: any[], more: boolean}[]} */
  const waiting = [];

  function next() {
    show("choices", waiting.length > 0);
    if (waiting.length === 0) field.focus();
    else paint(waiting[0]);
  }

  function answered(act) {
    const { tick } = waiting.shift();
    act(tick);
    next();
  }

  function paint({ tick, choices, more }) {
    write("choices-words", say(more ? "choose_more" : "choose", { n: choices.length, words: tick.words }));
    fillList("choice-list", "choice-template", choices, (element, one) => {
      write("choice-name", one.name, element);
      write("choice-under", [one.card_number, one.office].filter(Boolean).join(" · "), element);
      role("choice", element).onclick = () => answered((asked) => onChosen(asked, one));
    });
    role("choices").scrollIntoView({ block: "nearest" });
    // Whoever types on already means the next line: their Enter chooses nobody.
    if (field.value === "") roles("choice")[0].focus();
  }

  const onKey = { ArrowDown: 1, ArrowUp: -1 };

  role("choose-nobody").addEventListener("click", () => answered(onNobody));
  role("choices").addEventListener("keydown", (press) => {
    const buttons = roles("choice");
    const at = buttons.indexOf(document.activeElement);
    const step = onKey[press.key];
    if (press.key === "Escape") answered(onNobody);
    // A letter or a digit is the next line's; it lands in the field that has the focus by then.
    else if (press.key.length === 1 && press.key !== " " && !press.ctrlKey && !press.metaKey) field.focus();
    if (step === undefined || at < 0) return;
    press.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length].focus();
  });
  field.addEventListener("keydown", (press) => {
    if (press.key !== "ArrowDown" || waiting.length === 0) return;
    press.preventDefault();
    roles("choice")[0].focus();
  });

  return {
    /** Ask whom this tick means; at once, or after those that wait already. */
    ask(tick, { choices, more }) {
      waiting.push({ tick, choices, more });
      if (waiting.length === 1) next();
    },
  };
}
