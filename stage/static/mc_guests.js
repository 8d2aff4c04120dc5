/**
 * The guests whom the MC introduces. Lines are those of the list that the stage manager handed over
 * and keep their place while they are read; who came since stands in a strip of its own.
 */

import { fillList, role, show, write } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const INTRODUCES = /giới thiệu (đại biểu|khách)/i;
const ON_A_PAGE = 8;
const IN_THE_STRIP = 2;

let page = 0;

/** What the MC wished by the button: open, closed, or nothing, and for which item. */
let wish = { open: null, itemId: null };

const hasGuests = ({ guests }) => Boolean(guests) && guests.here.length + guests.mc_list.length > 0;

function introduces(snapshot) {
  const live = snapshot.items.find((one) => one.id === snapshot.now_id);
  return [live?.title ?? "", ...(live?.steps ?? []).map((step) => step.title)].some((title) => INTRODUCES.test(title));
}

/** Whether the guests take the screen: by the MC's wish, else while an item introduces them. */
export function guestsOpen(snapshot) {
  if (!hasGuests(snapshot)) return false;
  if (wish.itemId !== snapshot.now_id) wish = { open: null, itemId: snapshot.now_id };
  return wish.open ?? introduces(snapshot);
}

/** Open the guests, or close them, until the next item. */
export function toggleGuests(snapshot) {
  wish = { open: !guestsOpen(snapshot), itemId: snapshot.now_id };
  page = 0;
}

const pagesOf = (list) => Math.max(1, Math.ceil(list.length / ON_A_PAGE));

/**
 * Turn the page; the lines of a page stay where they are.
 *
 * @param {any} snapshot
 * @param {number} by
 */
export function turnPage(snapshot, by) {
  page = Math.min(Math.max(page + by, 0), pagesOf(snapshot.guests.mc_list) - 1);
}

function statusOf({ here, late }) {
  if (!here) return say("guest_gone");
  return late ? say("guest_late") : "";
}

const officeOf = ({ position, unit }) => [position, unit].filter(Boolean).join(", ");

function paintList(list) {
  page = Math.min(page, pagesOf(list) - 1);
  const first = page * ON_A_PAGE;
  const shown = list.slice(first, first + ON_A_PAGE);
  const several = list.length > ON_A_PAGE;
  role("guest-list").style.setProperty("--rows", String(list.length > 3 ? Math.ceil(shown.length / 2) : list.length));
  show("guest-pages", several);
  write("guest-page", several ? say("guest_page", { a: first + 1, b: first + shown.length, all: list.length }) : "");
  fillList("guest-list", "guest", shown, (row, guest, nth) => {
    row.dataset.here = String(guest.here);
    write("guest-number", String(first + nth + 1), row);
    write("guest-name", guest.name, row);
    write("guest-office", officeOf(guest), row);
    write("guest-status", statusOf(guest), row);
  });
}

/** @param {any} snapshot */
export function paintGuests(snapshot) {
  const any = hasGuests(snapshot);
  const open = role("screen").dataset.view === "guests";
  show("guest-bar", any);
  show("guests", open);
  if (!any) return;
  const { here, mc_list: list, expected } = snapshot.guests;
  const fresh = here.filter((guest) => !guest.listed);
  role("guest-toggle").setAttribute("aria-expanded", String(open));
  write("guest-count", say("guest_count", { n: here.length, expected }));
  write("guest-fresh", fresh.length ? say("guest_fresh", { names: fresh.map((guest) => guest.name).join("; ") }) : "");
  show("guest-pages", false);
  if (!open) return;
  paintList(list);
  show("guest-none", list.length === 0);
  role("guest-strip").dataset.fresh = String(fresh.length > 0);
  write("guest-strip-title", say(fresh.length ? "guest_strip" : "guest_strip_none"));
  const more = fresh.length - IN_THE_STRIP;
  write("guest-more", more > 0 ? say("guest_more", { n: more }) : "");
  fillList("guest-arrivals", "arrival", fresh.slice(0, IN_THE_STRIP), (row, guest) => {
    write("arrival-name", guest.name, row);
    write("arrival-office", officeOf(guest), row);
    write("arrival-late", guest.late ? say("guest_late") : "", row);
  });
}
