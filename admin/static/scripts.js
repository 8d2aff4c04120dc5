/** /admin/scripts: what is said for each item, sentences, abbreviations, how guests are introduced. */

import { offerHelp } from "../../server/static/keys.js";
import { follow } from "../../server/static/live.js";
import { offerSpokenPapers } from "./scripts_papers.js";
import { offerWords } from "./scripts_words.js";
import { offerWriting } from "./scripts_writing.js";

offerWriting();
const renewSoon = offerSpokenPapers();
offerWords();
offerHelp();

let shown = "";
follow({
  namespace: "/stage",
  room: "mc",
  onSnapshot({ introduction, guests }) {
    const now = JSON.stringify([introduction, guests]);
    if (shown && shown !== now) renewSoon();
    shown = now;
  },
});
