/** What the hall's wall shows: programme, title or nothing, and the picture behind the title. */

import { role } from "../../server/static/roles.js";
import { createSecondPress } from "../../server/static/second_press.js";
import { ask, say, tellAnswer } from "./control_panel.js";
import { tell, tellQuestionOver } from "./control_send.js";

const HALL = "/stage/hall";
const SHOWINGS = ["programme", "title", "black"];
const UPLOAD_WITHIN_MS = 60_000;
const LARGEST_PICTURE = 5 * 1024 * 1024;

let shown = null;

const twice = createSecondPress(takeWaiting, undefined, () => tell(say("too_soon"), "asks"));

/** The one line of the preview: what stands largest on the wall. */
function wallWords({ showing, award, items, now_id: nowId, conference }) {
  const titles = (conference?.title_lines ?? []).join(" ");
  if (showing === "black") return say("black");
  if (showing === "title") return titles;
  const onStage = award?.batches.find((batch) => batch.id === award.on_stage_id);
  if (onStage) return say("award", { form: award.form, label: onStage.label });
  return items.find((item) => item.id === nowId)?.title ?? titles;
}

function takeWaiting(waiting) {
  if (waiting === null) tellQuestionOver();
  paintBlack();
}

function paintBlack() {
  const waits = twice.waiting() === "black";
  role("hall-black").dataset.waiting = String(waits);
  role("hall-black-text").textContent = say(waits ? "black_again" : "black_first");
}

/** @param {any} snapshot */
export function paintHall(snapshot) {
  shown = snapshot;
  const { showing, backdrop_url: picture } = snapshot;
  for (const each of SHOWINGS) role(`hall-${each}`).setAttribute("aria-pressed", String(each === showing));
  role("hall-preview").dataset.showing = showing;
  const image = /** @type {HTMLImageElement} */ (role("hall-backdrop"));
  const behind = showing === "title" && picture ? picture : "";
  image.hidden = behind === "";
  if (behind && image.getAttribute("src") !== behind) image.src = behind;
  role("hall-words").textContent = wallWords(snapshot);
  role("hall-showing").textContent = showing === "black" ? say("black_off") : say("showing", { what: say(showing) });
  role("backdrop-remove").hidden = !picture;
}

async function show(showing) {
  twice.calm();
  await ask(HALL, { showing }, say(`did_${showing}`));
}

/** Back to the title from whatever the wall shows: one press. */
export async function pressTitle() {
  await show("title");
}

async function pressBlack() {
  if (shown?.showing === "black" || !twice.press("black")) return;
  await show("black");
}

async function sendPicture(file) {
  if (file.size > LARGEST_PICTURE) {
    tell(say("backdrop_large"), "refused");
    return;
  }
  tell(say("backdrop_sending"), "sending");
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), UPLOAD_WITHIN_MS);
  const headers = {
    Accept: "application/json",
    "X-Hoinghi-Rehearsal": document.body.dataset.rehearsal ?? "false",
    "X-Hoinghi-Conference": document.body.dataset.conference ?? "",
  };
  const answer = await fetch(`${HALL}/backdrop`, { method: "POST", headers, body: file, signal: stop.signal })
    .then(async (given) => ({ ok: given.ok, unknown: false, status: given.status, body: await given.json() }))
    .catch(() => ({ ok: false, unknown: true, status: 0, body: null }));
  clearTimeout(timer);
  tellAnswer(answer, say("backdrop_done"));
}

role("hall-programme").addEventListener("click", () => void show("programme"));
role("hall-title").addEventListener("click", () => void pressTitle());
role("hall-black").addEventListener("click", () => void pressBlack());
role("backdrop-file").addEventListener("change", () => {
  const input = /** @type {HTMLInputElement} */ (role("backdrop-file"));
  const [file] = input.files ?? [];
  if (file) void sendPicture(file);
  input.value = "";
});
role("backdrop-remove").addEventListener("click", () => void ask(`${HALL}/backdrop/remove`, {}, say("backdrop_gone")));
