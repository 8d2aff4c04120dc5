/** /admin/delegates/<id>: words edited in place, and what is done about one delegate. */

import { refusal, send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { tell, tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { askWhy } from "./because.js";
import { boxesOf, changesOf, filledIn, keepWords, putWords } from "./form_words.js";
import { sparingly, swapPart } from "./fresh_part.js";
import { offerNoUndo, offerUndo } from "./undo_line.js";

const VERBATIM = "verbatim";

const id = Number(role("person").dataset.delegate);
const path = `/admin/delegates/${id}`;
const mayChange = document.querySelector('[data-role="save-bar"]') !== null;

/** @returns {HTMLFormElement} the form of now: it comes anew when the server's words changed */
const form = () => /** @type {HTMLFormElement} */ (role("words"));
const isDirty = () => mayChange && Object.keys(changesOf(form()).words).length > 0;

/** Take the page's parts anew; what somebody is typing stays. */
async function renew() {
  const typing = boxesOf(role("side")).some((box) => box.type !== "checkbox" && box.value.trim());
  await swapPart(path, "person");
  if (!typing) await swapPart(path, "side");
  if (!isDirty()) await swapPart(path, "words");
  paint();
}

/** After a command that was done; the command stands even if the page cannot be fetched. */
async function renewAfter() {
  for (const box of boxesOf(role("side"))) if (box.type !== "checkbox") box.value = "";
  await renew().catch(() => tell("open", say("part_old")));
}

function paint() {
  if (!mayChange) return;
  show("save-bar", isDirty());
  const own = form().elements.namedItem("own_address_form");
  const words = form().querySelector('[data-field="own_address"]');
  if (own instanceof HTMLSelectElement && words instanceof HTMLElement) words.hidden = own.value !== VERBATIM;
}

async function save() {
  const { words, before } = changesOf(form());
  if (!Object.keys(words).length) {
    tell("open", say("nothing_changed"));
    return;
  }
  offerNoUndo();
  const answer = await send(path, words);
  if (!tellAnswer(answer, say("saved"))) return;
  keepWords(form());
  await renewAfter();
  offerUndo(say("saved"), async () => {
    const back = await send(path, before);
    if (!tellAnswer(back, say("restored"))) return;
    putWords(form(), before);
    keepWords(form());
    await renewAfter();
  });
}

function discard() {
  putWords(form(), changesOf(form()).before);
  paint();
}

/** One command, its sentence, and the page anew. */
async function run(command, body, sentence) {
  offerNoUndo();
  const answer = await send(`${path}/${command}`, body);
  if (tellAnswer(answer, sentence)) await renewAfter();
  return answer;
}

function offerTakingBack(sentence) {
  offerUndo(sentence, async () => {
    const back = await send("/admin/delegates/take-back", { delegate_ids: [id] });
    if (tellAnswer(back, say("taken_back"))) await renewAfter();
  });
}

async function approve() {
  offerNoUndo();
  const act = (words) => send("/admin/delegates/approve", { delegate_ids: [id], ...words });
  let answer = await act({});
  if (["approval_needed", "capacity_reached"].includes(answer.body?.error?.code)) {
    const title = say("approve");
    const asked = await askWhy({ title, sentence: refusal(answer), go: title, who: true, act });
    if (!asked) return;
    answer = asked;
  }
  if (!tellAnswer(answer, say("approved"))) return;
  await renewAfter();
  offerTakingBack(say("approved"));
}

async function withdraw() {
  offerNoUndo();
  const title = say("withdraw");
  const act = ({ reason }) => send("/admin/delegates/withdraw", { delegate_ids: [id], reason });
  const answer = await askWhy({ title, go: title, who: false, act });
  if (!answer) return;
  await renewAfter();
  offerTakingBack(say("withdrawn"));
}

async function reissue() {
  const answer = await run("code", {}, say("reissued"));
  if (!answer.unknown) dialog("reissue").close();
}

async function nameSubstitute() {
  write("substitute-fault", "");
  const words = filledIn(role("substitute-form"));
  const answer = await send(`${path}/substitute`, { full_name: "", ...words });
  if (!answer.ok) {
    write("substitute-fault", answer.unknown ? say("unknown") : refusal(answer) || say("refused"));
    return;
  }
  dialog("substitute").close();
  tell("good", say("substituted"));
  await renewAfter();
}

async function endSubstitution({ substitute }) {
  offerNoUndo();
  const answer = await send(`/admin/delegates/${substitute}/substitute/take-back`, {});
  if (tellAnswer(answer, say("substitution_ended"))) await renewAfter();
}

async function changeDuty(tick) {
  const { duty, name } = tick.dataset;
  const sentence = say(tick.checked ? "duty_given" : "duty_ended", { duty: name });
  const answer = await run("duties", { duty, held: tick.checked }, sentence);
  if (!answer.ok) tick.checked = !tick.checked;
}

/** @returns {HTMLDialogElement} */
const dialog = (name) => /** @type {HTMLDialogElement} */ (role(name));

const PRESSES = {
  approve,
  withdraw: () => withdraw(),
  issue: () => run("code", {}, say("issued")),
  discard,
  "open-reissue": () => dialog("reissue").showModal(),
  "reissue-leave": () => dialog("reissue").close(),
  "open-substitute": () => dialog("substitute").showModal(),
  "substitute-leave": () => dialog("substitute").close(),
  "end-substitution": ({ dataset }) => endSubstitution(dataset),
};
const SENDS = {
  words: ["save", save],
  holder: ["holder-go", () => run("holder", { full_name: "", ...filledIn(role("holder")) }, say("holder_named"))],
  "reissue-form": ["reissue-go", reissue],
  "substitute-form": ["substitute-go", nameSubstitute],
};
/** These wait for a dialog; the button is not busy meanwhile. */
const ASKING = new Set(["withdraw", "open-reissue", "open-substitute"]);

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button[data-role]") : null;
  const press = button instanceof HTMLElement ? PRESSES[button.dataset.role ?? ""] : null;
  if (!press) return;
  if (ASKING.has(button.dataset.role)) void press(button);
  else void whileBusy(button, async () => press(button));
});
document.addEventListener("submit", (submission) => {
  const { target } = submission;
  const sending = target instanceof HTMLElement ? SENDS[target.dataset.role ?? ""] : null;
  if (!sending) return;
  submission.preventDefault();
  void whileBusy(role(sending[0]), sending[1]);
});
document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset.role === "duty") void changeDuty(target);
});
document.addEventListener("input", paint);
document.addEventListener("keydown", (press) => {
  if (press.key === "Enter" && (press.ctrlKey || press.metaKey) && isDirty()) {
    press.preventDefault();
    void whileBusy(role("save"), save);
  }
});
window.addEventListener("beforeunload", (leaving) => {
  if (isDirty()) leaving.preventDefault();
});
offerHelp();
paint();
follow({ namespace: "/admin", room: "office", onSnapshot: sparingly(renew) });
