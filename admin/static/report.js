/** /admin/report: draws how late it was, has papers made, takes a rehearsal's durations over. */

import { send } from "../../server/static/commands.js";
import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { offerPaperButtons } from "../../server/static/paper_buttons.js";
import { tellAnswer, whileBusy } from "../../server/static/result_line.js";
import { say } from "../../server/static/texts.js";
import { drawDrift } from "./report_chart.js";

const FILES = "/admin/report/files";
const OF_A_SITTING = ["report", "minutes"];
const READ_IT_MS = 1500;

follow({ namespace: "/stage", room: "control", onSnapshot: () => {} });

const chart = document.querySelector('[data-role="chart"]');
if (chart instanceof HTMLElement) drawDrift(chart);

offerPaperButtons({ path: FILES, jobs: FILES }, ({ paper, for: role, sitting }) => {
  if (role) return { role };
  return OF_A_SITTING.includes(paper ?? "") ? { sitting_id: Number(sitting) } : {};
});

async function takeRehearsed() {
  const answer = await send("/admin/report/rehearsed", {});
  if (tellAnswer(answer, say("taken", { n: answer.body?.items ?? 0, tried: answer.body?.tried ?? 0 }))) setTimeout(() => window.location.reload(), READ_IT_MS);
}

const take = document.querySelector('[data-role="take-rehearsed"]');
if (take instanceof HTMLElement) take.addEventListener("click", () => void whileBusy(take, takeRehearsed));
offerHelp();
