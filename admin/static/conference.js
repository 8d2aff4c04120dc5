/** /admin/conference: the conference's own words, saved together; its day and hours, each by itself. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, roles, stamp } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const READ_THE_RESULT_MS = 1500;
const KEPT_DATA = "kept_data_exists";

const form = /** @type {HTMLFormElement} */ (role("words-form"));

function lines(area) {
  return area.value.split("\n");
}

function furtherTitles() {
  return roles("further-title", form).map((part) => {
    const [kind, name, title] = ["form", "name", "title_lines"].map((field) => part.querySelector(`[data-field="${field}"]`));
    return { form: kind.value, name: name.value, title_lines: lines(title) };
  });
}

function words() {
  const given = new FormData(form);
  const body = Object.fromEntries([...given].filter(([name]) => name !== "kept_fields"));
  for (const area of form.querySelectorAll("[data-lines]")) body[area.name] = lines(area);
  body.capacity = given.get("capacity") ? Number(given.get("capacity")) : null;
  body.no_capacity = body.capacity === null;
  body.seats_numbered = given.has("seats_numbered");
  body.kept_fields = given.getAll("kept_fields");
  body.further_titles = furtherTitles();
  return body;
}

/** Load the page anew after a change that other parts of it show. */
function reload() {
  setTimeout(() => window.location.reload(), READ_THE_RESULT_MS);
}

/** Whether the clerk was told what would be erased; the second press means it. */
let erase = false;

async function save() {
  const answer = await send("/admin/conference", { ...words(), erase });
  erase = answer.body?.error?.code === KEPT_DATA;
  const changed = answer.body?.changed?.length > 0;
  if (tellAnswer(answer, say(changed ? "saved" : "same")) && changed) reload();
}

async function move(day) {
  const answer = await send("/admin/conference/day", { held_on: new FormData(day).get("held_on") });
  const { days, passed_limit: limit } = answer.body ?? {};
  if (tellAnswer(answer, days ? say(limit ? "moved_late" : "moved", { limit }) : say("same")) && days) reload();
}

async function setHours(hours) {
  const given = new FormData(hours);
  const body = { starts: given.get("starts"), ends: given.get("ends"), with_programme: given.has("with_programme") };
  const answer = await send(`/admin/sittings/${hours.dataset.sitting}/hours`, body);
  const { changed } = answer.body ?? {};
  if (tellAnswer(answer, say(changed ? "hours_set" : "same")) && changed) reload();
}

function onSubmit(one, button, act) {
  one.addEventListener("submit", (submission) => {
    submission.preventDefault();
    void whileBusy(role(button, one), () => act(one));
  });
}

onSubmit(form, "save", save);
for (const day of roles("day-form")) onSubmit(day, "move", move);
for (const hours of roles("hours-form")) onSubmit(hours, "set-hours", setHours);
role("add-further").addEventListener("click", () => {
  const part = stamp("empty-further");
  role("further-titles").append(part);
  part.querySelector("input")?.focus();
});
// Only to learn that another conference was opened: what is being typed here stays.
follow({ namespace: "/admin", room: "office", onSnapshot: () => {} });
offerHelp();
