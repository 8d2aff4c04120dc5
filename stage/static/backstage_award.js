/** The batch that stands or gathers and the next two, as numbered lines with who is here. */

import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

function paintPlace(element, { place, name, unit, present }, named) {
  element.dataset.present = String(present);
  write("place-number", String(place), element);
  write("place-name", name, element);
  write("place-unit", unit, element);
  write("place-mark", present ? "✓" : "✗", element);
  // The mark's word, for who does not see it, unless it stands there anyhow.
  write("place-presence", present || !named ? say(present ? "here" : "absent") : "", element);
  write("place-absent", present || !named ? "" : say("absent"), element);
}

function paintBatch(element, { state, label, recipients }) {
  element.dataset.state = state;
  write("batch-state", say(state), element);
  write("batch-label", label, element);
  const here = recipients.filter((one) => one.present).length;
  write("batch-here", say("batch_here", { n: here, all: recipients.length }), element);
  element.dataset.whole = String(here === recipients.length);
  // Before a batch is called a mark is enough; then somebody has to fetch them.
  const named = state !== "planned";
  fillList("line", "place", recipients, (line, one) => paintPlace(line, one, named), element);
}

/** @param {any} award */
export function paintGathering(award) {
  const batches = award?.batches ?? [];
  const begun = batches.length > 0 && batches[0].state !== "planned";
  show("award", batches.length > 0);
  role("award").dataset.begun = String(begun);
  role("wings").dataset.begun = String(begun);
  if (batches.length === 0) return;
  write("award-title", award.title);
  const giving = award.presenter ? say("gives", { name: award.presenter }) : "";
  const flowers = award.flower_giver ? say("flowers", { name: award.flower_giver }) : "";
  write("award-givers", [giving, flowers].filter(Boolean).join(" · "));
  fillList("batches", "batch", batches, paintBatch);
  write("batches-after", award.batches_after ? say("batches_after", { n: award.batches_after }) : "");
}
