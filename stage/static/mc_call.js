/**
 * A called batch on the MC's screen: the sentence to say, the names in call order. No name is ever
 * left out without a sign: details are cut short first, then left away, then there are three columns,
 * then pages, turned as the script's are. Who is absent is always told.
 */

import { fitOrGiveWay } from "../../server/static/fit.js";
import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";
import { sentenceFor } from "./award.js";

const CROWDED = 6;
const FLOOR = 0.4;
const GIVES_WAY = ["short", "names", "columns"];

let batch = null;
let pages = 1;
let page = 0;

const most = () => Math.ceil(batch.recipients.length / pages);

function paintNames(nth) {
  const recipients = batch.recipients.slice(nth * most(), (nth + 1) * most());
  const inTwo = recipients.length > 3 ? Math.ceil(recipients.length / 2) : recipients.length;
  role("names").style.setProperty("--rows", String(inTwo));
  role("names").style.setProperty("--rows-of-three", String(Math.ceil(recipients.length / 3)));
  fillList("names", "name", recipients, (row, recipient) => {
    row.dataset.present = String(recipient.present);
    write("name-place", String(recipient.place), row);
    write("name-text", recipient.name, row);
    const detail = [recipient.detail, recipient.unit].filter(Boolean).join(", ");
    write("name-detail", recipient.present ? detail : say("absent"), row);
  });
}

/**
 * @param {any} award
 * @param {any | null} called the batch that is called or stands on the stage
 */
export function paintCall(award, called) {
  show("call", called !== null);
  if (called?.id !== batch?.id) page = 0;
  batch = called;
  if (!batch) return;
  const said = sentenceFor(award, batch);
  role("call").dataset.state = batch.state;
  write("call-state", batch.state === "on_stage" ? say("batch_on_stage") : say("batch_called"));
  write("call-label", batch.label);
  // With a full stage each sentence has its moment: first who comes up, then who gives.
  const crowded = batch.recipients.length > CROWDED;
  const onStage = batch.state === "on_stage" && said.givers !== "";
  write("call-sentence", crowded && onStage ? "" : said.recipients);
  write("call-givers", crowded && !onStage ? "" : said.givers);
}

function fits(nth) {
  paintNames(nth);
  return fitOrGiveWay(role("call"), FLOOR, role("call"), GIVES_WAY);
}

/** Set the names as large as all of them allow, and say which of them are shown. */
export function fitCall() {
  if (!batch) return;
  const { length } = batch.recipients;
  for (pages = 1; ; pages += 1) {
    // The pages have a line of their own, which takes its room first.
    show("paging", pages > 1);
    if (pages >= length || Array.from({ length: pages }, (_, nth) => nth).every(fits)) break;
  }
  page = Math.min(page, pages - 1);
  fits(page);
  const first = page * most();
  const last = Math.min(first + most(), length);
  write("page", pages > 1 ? say("guest_page", { a: first + 1, b: last, all: length }) : "");
  write("page-note", "");
}

/**
 * Turn to other names of the batch.
 *
 * @param {1 | -1} by
 */
export function turnCall(by) {
  page = Math.min(Math.max(page + by, 0), pages - 1);
}
