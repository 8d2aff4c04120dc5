/** /admin/scripts: what is said for each item, sentences, abbreviations, how guests are introduced. */

import { offerHelp } from "../../server/static/keys.js";
import { offerSpokenPapers } from "./scripts_papers.js";
import { offerWords } from "./scripts_words.js";
import { offerWriting } from "./scripts_writing.js";

offerWriting();
offerSpokenPapers();
offerWords();
offerHelp();
