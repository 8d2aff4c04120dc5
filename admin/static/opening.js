/** /admin/opening: the announcements before the start are worded, timed, added, removed. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, stamp } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { say } from "../../server/static/texts.js";

const PATH = "/admin/opening";

const form = role("opening-form");
const most = Number(role("add-line").dataset.most);
let seen = JSON.parse(form.dataset.seen ?? "[]");
const twice = createSecondPress((waiting) => {
  role("first-words").textContent = say(waiting ? "first_again" : "first");
});

follow({ namespace: "/stage", room: "control", onSnapshot: () => {} });

function addLine({ minutes_before: minutes, words } = { minutes_before: "", words: "" }) {
  const line = stamp("line");
  /** @type {HTMLInputElement} */ (role("line-minutes", line)).value = String(minutes);
  /** @type {HTMLTextAreaElement} */ (role("line-words", line)).value = words;
  role("line-remove", line).addEventListener("click", () => {
    const beside = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    changed();
    // The hand stays in the list, where the next one may go too.
    (beside ? role("line-remove", beside) : role("add-line")).focus();
  });
  role("lines").append(line);
  return line;
}

function given() {
  return [...role("lines").children].map((line) => ({
    minutes_before: Number(/** @type {HTMLInputElement} */ (role("line-minutes", line)).value),
    words: /** @type {HTMLTextAreaElement} */ (role("line-words", line)).value.trim(),
  }));
}

function changed() {
  /** @type {HTMLButtonElement} */ (role("add-line")).disabled = role("lines").children.length >= most;
  tell("open", say("left"));
}

/** What somebody else has saved stands below what is typed here; saving again takes its place. */
function showLines(lines) {
  show("theirs", lines.length > 0);
  fillList("theirs-lines", "their-line", lines, (row, one) => {
    role("their-minutes", row).textContent = say("minutes", { n: one.minutes_before });
    role("their-words", row).textContent = one.words;
  });
}

async function showTheirs() {
  const page = await fetch(PATH).then((answer) => answer.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector('[data-role="opening-form"]');
  if (!(fresh instanceof HTMLElement)) return;
  seen = JSON.parse(fresh.dataset.seen ?? "[]");
  showLines(seen);
}

async function save(wanted) {
  const answer = await send(PATH, { announcements: wanted, seen });
  const done = wanted.length > 0 ? "saved" : "none";
  if (!tellAnswer(answer, say(answer.body?.changed ? done : "same"))) {
    if (answer.body?.error?.code === "announcements_changed") await showTheirs();
    return false;
  }
  showLines([]);
  seen = wanted;
  return true;
}

/** What is there goes only at the second press; then the page shows the sentences it begins with. */
async function firstOnes() {
  if (twice.press("first") && (await save(JSON.parse(form.dataset.first ?? "[]")))) window.location.reload();
}

seen.forEach((one) => addLine(one));
form.addEventListener("input", changed);
form.addEventListener("submit", (submission) => {
  submission.preventDefault();
  void whileBusy(role("save"), () => save(given()));
});
role("add-line").addEventListener("click", () => {
  role("line-minutes", addLine()).focus();
  changed();
});
role("first-ones").addEventListener("click", () => void whileBusy(role("first-ones"), firstOnes));
offerHelp();
