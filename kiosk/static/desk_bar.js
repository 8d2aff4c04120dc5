/** The bar of the desk: who is present, what waits for a supervisor, how badges are printed, sound. */

import { role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { playTone } from "./tones.js";

const VOLUME = 0.35;
const SILENT = "hoinghi.desk_silent";

const isSilent = () => Boolean(localStorage.getItem(SILENT));

/** At chào cờ, Quốc ca, phút mặc niệm the hall stands still, and nothing at the door is heard. */
let still = false;

/** Let a verdict be heard, unless the desk was made silent. */
export function sound(verdict) {
  if (!isSilent() && !still) playTone(verdict, VOLUME);
}

function paintSound() {
  role("sound").setAttribute("aria-pressed", String(!isSilent()));
  role("sound").title = say(isSilent() ? "sound_off" : "sound_on");
}

/** Say whether this station prints, and where its badges come out. */
function paintPrinting() {
  const { printing, pool, preprinted } = document.body.dataset;
  const mode = say(`printing_${preprinted === "true" ? "tray" : printing}`);
  write("printing", pool && preprinted !== "true" && printing !== "off" ? `${mode} · ${pool}` : mode);
}

/** Take up what the room says of everybody. */
export function paintBar(snapshot) {
  const mine = snapshot.stations[document.body.dataset.station ?? ""];
  still = Boolean(snapshot.still);
  if (mine) Object.assign(document.body.dataset, mine);
  document.body.dataset.preprinted = String(snapshot.preprinted);
  paintPrinting();
  write("present", String(snapshot.present));
  write("listed", String(snapshot.listed));
  show("disputes", document.body.dataset.decides === "true" && snapshot.disputes > 0);
  write("disputes-count", String(snapshot.disputes));
}

/** Paint what the page came with, and listen to the button of the sound. */
export function offerBar() {
  role("sound").addEventListener("click", () => {
    if (isSilent()) localStorage.removeItem(SILENT);
    else localStorage.setItem(SILENT, "yes");
    paintSound();
  });
  paintSound();
  paintPrinting();
}
