/** Papers of the one who speaks: lists of guests, slips, cards. Each opens to be printed. */

import { refusal, send } from "../../server/static/commands.js";
import { runJob } from "../../server/static/job.js";
import { tell, tellNothing, whileBusy } from "../../server/static/result_line.js";
import { once } from "../../server/static/request_ids.js";
import { role, roles, show } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sparingly, swapParts } from "./fresh_part.js";

const PAPERS = "/admin/scripts/papers";

/**
 * Have a paper made and open it in a page of its own, from where the office printer is reached.
 *
 * @param {object} wish
 * @param {Window | null} page opened by the press itself, which a browser allows
 */
async function open(wish, page) {
  show("made", false);
  tell("open", say("making"));
  const { ok, fault, fileUrl } = await runJob(PAPERS, wish, { jobs: PAPERS });
  if (!ok) {
    page?.close();
    tell("bad", fault);
    return;
  }
  tellNothing();
  tell("good", say("made"));
  const link = /** @type {HTMLAnchorElement} */ (role("made-link"));
  link.href = `${fileUrl}?open`;
  link.textContent = say("made_link");
  show("made", true);
  if (page && !page.closed) page.location.replace(link.href);
}

/** The rows of a page's guests, by the guest's number. */
const rowsOf = (page) => new Map(roles("guest-row", page).map((row) => [row.dataset.guest, row]));

/** Who is no longer on the list of guests goes; of who came onto it since, the page says that it has no row. */
function compare(ours, theirs) {
  for (const [id, row] of ours) if (!theirs.has(id)) row.remove();
  show("guests-added", [...theirs.keys()].some((id) => !ours.has(id)));
}

/** Take anew what the hall changes: lines, frozen lists, where each guest is; never a field. */
async function renew() {
  const ours = rowsOf(document);
  const states = [...ours.keys()].map((id) => `guest-state-${id}`);
  compare(ours, rowsOf(await swapParts(window.location.href, ["introducing", ...states])));
}

async function freeze(button) {
  const page = window.open("", "_blank");
  const sitting = Number(role("introduction").dataset.sitting);
  const supplement = button.dataset.supplement === "yes";
  const answer = await once(`freeze ${sitting} ${supplement}`, (requestId) =>
    send("/stage/introductions/freeze", { supplement, sitting_id: sitting, request_id: requestId }));
  // What it did, or may have done, stands among the lists.
  renew().catch(() => {});
  if (!answer.ok) {
    page?.close();
    tell(answer.unknown ? "open" : "bad", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  await open({ paper: "introduction", size: size(), sitting_id: sitting, number: answer.body.number }, page);
}

const size = () => /** @type {HTMLSelectElement} */ (role("paper-size")).value;

function printList({ dataset }) {
  const sitting = Number(role("introduction").dataset.sitting);
  const wish = { paper: "introduction", size: dataset.size, sitting_id: sitting, number: Number(dataset.number) };
  return open(wish, window.open("", "_blank"));
}

function printCards({ dataset }) {
  return open({ paper: "cue_cards", item_ids: JSON.parse(dataset.items) }, window.open("", "_blank"));
}

const PRINTS = { freeze, "print-list": printList, cards: printCards };

/**
 * Let every button that prints do so.
 *
 * @returns {() => void} takes the lists anew, soon
 */
export function offerSpokenPapers() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const print = button && PRINTS[button.dataset.role];
    if (print) void whileBusy(button, () => print(button));
  });
  return sparingly(renew);
}
