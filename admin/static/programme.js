/** /admin/programme: the programme of each sitting, edited while it runs; who performs what. */

import { send } from "../../server/static/commands.js";
import { offerHelp, onKey } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerBringing, openBringing } from "./programme_bring.js";
import { followDrags, isDragging } from "./programme_drag.js";
import { offerForm, openAdd, openEdit, programmeChanged } from "./programme_form.js";
import { choosePerson, link, linkAll, offerPeople, passOn, unlink } from "./programme_people.js";

const PAGE = "/admin/programme";

/** The revision of the programme that is on this page. */
export function seenRevision() {
  return Number(role("programme").dataset.revision);
}

/** Take the programme anew from the server. */
export async function refresh() {
  await swapPart(PAGE, "programme");
  programmeChanged();
}

/** Send a change of the programme; show what became of it, and the programme as it is now. */
async function change(path, body, done) {
  const answer = await send(`${PAGE}/${path}`, { revision: seenRevision(), ...body });
  tellAnswer(answer, done);
  await refresh().catch(() => {});
  return answer.ok;
}

const numberOrNull = (text) => (text ? Number(text) : null);

function move(row, afterId) {
  return change(`items/${row.dataset.item}/move`, { after_id: numberOrNull(afterId) }, say("moved"));
}

/** One place up is behind the one before the one before; one down is behind the next. */
function moveBy(row, step) {
  const button = row.querySelector(`[data-role="${step < 0 ? "up" : "down"}"]`);
  if (!button || button.disabled) return null;
  return whileBusy(button, async () => {
    const { item, beforeAfter, next } = row.dataset;
    await move(row, step < 0 ? beforeAfter : next);
    document.getElementById(`${step < 0 ? "up" : "down"}-${item}`)?.focus();
  });
}

const rowOf = (button) => button.closest('[data-role="row"]');

const ACTS = {
  up: (button) => moveBy(rowOf(button), -1),
  down: (button) => moveBy(rowOf(button), 1),
  edit: (button) => openEdit(rowOf(button)),
  add: ({ dataset }) => openAdd(Number(dataset.sitting), numberOrNull(dataset.after)),
  bring: ({ dataset }) => openBringing(dataset.sitting, dataset.name),
  remove: (button) => whileBusy(button, () => change(`items/${rowOf(button).dataset.item}/remove`, {}, say("removed"))),
  undo: (button) => whileBusy(button, () => change("undo", {}, say("undone"))),
  link: (button) => whileBusy(button, () => link(button.dataset)),
  unlink: (button) => whileBusy(button, () => unlink(button.dataset)),
  "pass-on": (button) => whileBusy(button, () => passOn(button.dataset)),
  "link-sure": (button) => whileBusy(button, () => linkAll(JSON.parse(button.dataset.links))),
  "choose-person": (button) => choosePerson(rowOf(button)),
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button[data-role]") : null;
  if (button && role("programme").contains(button)) void ACTS[button.dataset.role]?.(button);
});

document.addEventListener("keydown", (press) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[press.key];
  const row = press.target instanceof Element ? rowOf(press.target) : null;
  if (!press.altKey || !step || !row || document.querySelector("dialog[open]")) return;
  press.preventDefault();
  void moveBy(row, step);
});

/** What of a snapshot this page shows. */
const shownOf = (snapshot) => JSON.stringify([snapshot.rundown_revision, snapshot.performers, snapshot.missing_performers]);

let shown = "";
/** Whether something changed while somebody held a row in the hand. */
let missed = false;
const refreshSoon = sparingly(async () => {
  missed = isDragging();
  if (!missed) await refresh();
});

offerHelp();
offerForm({ seenRevision, refresh });
offerPeople(refresh);
offerBringing();
followDrags(move, () => {
  if (missed) refreshSoon();
});
onKey("u", () => role("undo").click());
follow({
  namespace: "/stage",
  room: "control",
  onSnapshot(snapshot) {
    const now = shownOf(snapshot);
    const stale = snapshot.rundown_revision !== seenRevision();
    if ((shown && shown !== now) || stale) refreshSoon();
    shown = now;
  },
});
