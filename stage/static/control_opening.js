/**
 * Item 0 on the stage manager's page: what is announced before the start, and what should be there.
 * Below it, during the programme, how the hall stands at chào cờ, Quốc ca, phút mặc niệm.
 */

import { refusal, send } from "../../server/static/commands.js";
import { hourMinute } from "../../server/static/clockface.js";
import { keepRows } from "../../server/static/kept_rows.js";
import { whileBusy } from "../../server/static/result_line.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { wireKeys } from "./control_keys.js";
import { tell } from "./control_send.js";
import { dueOf, statesOf } from "./opening_states.js";
import { longWait } from "./waits.js";

const PATH = "/stage/announcements";
const MINUTE_MS = 60_000;
const PLAIN = "plain";
/** The buttons of an announcement, and whether each says that it was made. */
const PRESSES = /** @type {Array<[string, boolean]>} */ ([["made", true], ["back", false]]);

const words = JSON.parse(role("opening").dataset.words ?? "{}");

let opening = null;
let due = null;
let painted = "";

const fill = (sentence, values) => String(sentence).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
const say = (key, values = {}) => fill(words[key], values);

/** One announcement has three places to press: each press while it is on its way is the same. */
const underWay = new Set();

async function announce(button, { minutes_before: minutes }, made) {
  if (underWay.has(minutes)) return;
  underWay.add(minutes);
  const body = { sitting_id: opening.sitting_id, minutes_before: minutes, made };
  const answer = await whileBusy(button, () => send(PATH, body));
  underWay.delete(minutes);
  if (answer === null) return;
  if (answer.ok) tell(say(made ? "say_made" : "say_back", { n: minutes }), "ok");
  else if (answer.unknown) tell(say("unknown"), "unknown");
  else tell(refusal(answer) || say("refused"), "refused");
}

function pressDue() {
  if (due) void announce(role("opening-made"), due, true);
}

function startWords({ start_ms: start }, held, nowMs) {
  if (held) return say("start_held");
  const leftMs = start - nowMs;
  if (leftMs <= 0) return say("start_due");
  const wait = longWait(leftMs);
  return wait ? say("starts_in_hours", wait) : say("starts_in", { n: Math.ceil(leftMs / MINUTE_MS) });
}

function stateWords(state, one) {
  if (state === "made") return say(one.by ? "made_by" : "made", { t: hourMinute(one.made_ms), who: one.by });
  if (state === "waiting") return one.due_ms === null ? say("waiting_held") : say("waiting", { t: hourMinute(one.due_ms) });
  return say(state);
}

function nextWords(states) {
  if (due) return "";
  const next = opening.announcements[states.indexOf("waiting")];
  if (!next) return say("none_left");
  return next.due_ms === null ? say("next_held") : say("next", { t: hourMinute(next.due_ms) });
}

function paintAnnouncements(states) {
  const rows = opening.announcements.map((one, nth) => ({ one, state: states[nth] }));
  const fill = (row, { one, state }) => {
    row.dataset.state = state;
    role("announcement-minutes", row).textContent = say("minutes", { n: one.minutes_before });
    role("announcement-words", row).textContent = one.words;
    role("announcement-state", row).textContent = stateWords(state, one);
    for (const [name, made] of PRESSES) role(`announcement-${name}`, row).hidden = (state === "made") === made;
  };
  keepRows(role("announcements"), "announcement", rows, { keyOf: ({ one }) => one.minutes_before, fill, wire: wireAnnouncement });
}

function wireAnnouncement(row) {
  const one = { minutes_before: Number(row.dataset.key) };
  for (const [name, made] of PRESSES) {
    const button = role(`announcement-${name}`, row);
    button.addEventListener("click", () => void announce(button, one, made));
  }
}

function gateWords({ sentence, names, more, values }) {
  const said = fill(words.gate[sentence] ?? sentence, values);
  if (names.length === 0) return said;
  return say(more > 0 ? "names_more" : "names", { sentence: said, names: names.join(", "), n: more });
}

function paintGate(gate) {
  const open = gate.filter((line) => line.ok === false).length;
  role("opening-gate").dataset.ok = String(open === 0);
  write("opening-gate-words", open === 0 ? say("ready") : say("not_ready", { n: open }));
  fillList("gate", "gate-line", gate, (row, line) => {
    row.dataset.ok = line.ok === null ? "unknown" : String(line.ok);
    role("gate-words", row).textContent = gateWords(line);
  });
}

function paintBefore(held, nowMs) {
  const states = statesOf(opening, nowMs);
  due = dueOf(opening, nowMs);
  show("opening-due", due !== null);
  if (due) {
    write("opening-due-minutes", say("minutes", { n: due.minutes_before }));
    write("opening-due-words", due.words);
  }
  write("opening-start", startWords(opening, held, nowMs));
  write("opening-next", nextWords(states));
  // Painted each second; touched only when something has changed.
  const key = JSON.stringify([opening, states]);
  if (key === painted) return;
  painted = key;
  paintAnnouncements(states);
  paintGate(opening.gate);
}

/** How the hall stands now, else what has to be ready for it to stand so next. */
function mannerWords(snapshot) {
  const find = (id) => snapshot.items.find((one) => one.id === id);
  const live = find(snapshot.now_id);
  if (live && live.manner !== PLAIN) return say(live.manner);
  const next = find(snapshot.next_id);
  if (!next || next.manner === PLAIN) return "";
  const sentence = say(`next_${next.manner}`);
  const ready = snapshot.technical?.[next.id];
  return ready ? say("technical", { sentence, ...ready }) : sentence;
}

/**
 * Paint the panel; each second and after each change.
 *
 * @param {any} snapshot
 * @param {number} nowMs the server's clock
 */
export function paintOpening(snapshot, nowMs) {
  opening = snapshot.opening ?? null;
  const shown = opening !== null && snapshot.items.length > 0 && nowMs >= opening.since_ms;
  show("opening", shown);
  if (shown) paintBefore(snapshot.start_held !== null, nowMs);
  else due = null;
  const manner = mannerWords(snapshot);
  show("manner-hint", manner !== "");
  write("manner-words", manner);
}

role("opening-made").addEventListener("click", pressDue);
wireKeys({ KeyD: pressDue });
