/** The people whom a search has found, as rows of which one is chosen. */

import { hourMinute } from "../../server/static/clockface.js";
import { role, stamp, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

/** How a delegate stands, as a word of the page and its kind for the eye. */
function standing(person) {
  if (person.state === "proposed") return { kind: "care", words: say("not_approved") };
  if (person.state === "withdrawn") return { kind: "care", words: say("withdrawn") };
  if (person.inside) return { kind: "inside", words: say("inside_since", { t: hourMinute(person.first_ms) }) };
  if (person.first_ms && person.left_ms) return { kind: "left", words: say("left_at", { t: hourMinute(person.left_ms) }) };
  return { kind: "waiting", words: say("not_come") };
}

function fillRow(row, person, index) {
  row.id = `result-${index}`;
  row.dataset.colour = person.colour ?? "";
  write("row-name", person.name, row);
  write("row-mark", person.mark, row);
  const born = person.birth_year ? say("born", { year: person.birth_year }) : "";
  write("row-detail", [born, person.unit, person.position].filter(Boolean).join(" · "), row);
  write("row-card", person.card_number, row);
  write("row-seat", person.seat || person.area || "", row);
  const { kind, words } = standing(person);
  const state = role("row-state", row);
  state.dataset.kind = kind;
  state.textContent = words;
}

/**
 * Make the list of results.
 *
 * @param {object} wanted
 * @param {HTMLInputElement} wanted.input the field that they belong to
 * @param {(index: number) => void} wanted.onPress
 */
export function createResults({ input, onPress }) {
  const list = role("results");
  /** @type {any[]} */
  let people = [];
  let chosen = -1;

  function choose(nth) {
    chosen = Math.min(nth, people.length - 1);
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === chosen)));
    const row = list.children[chosen];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** @param {any[]} found @param {number} certain whose place is chosen at once; -1: nobody's */
  function show(found, certain) {
    people = found;
    const rows = people.map((person, index) => {
      const row = stamp("result-row");
      fillRow(row, person, index);
      row.addEventListener("click", () => onPress(index));
      return row;
    });
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    choose(certain);
  }

  return { show, move: (step) => choose(Math.max(0, chosen + step)), chosen: () => chosen };
}
