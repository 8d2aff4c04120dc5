/** What waits is put in another order: by a hand that drags, and by keys. */

import { role } from "../../server/static/roles.js";
import { say } from "../../server/static/texts.js";

const WAITS = ["planned", "skipped"];

function lastBegun({ items }) {
  return items.findLastIndex((item) => item.started_ms !== null);
}

/**
 * Whether an item may change its place: what has begun and what was passed over may not.
 *
 * @param {any} snapshot
 * @param {number} id
 * @returns {boolean}
 */
export function isMovable(snapshot, id) {
  const nth = snapshot.items.findIndex((item) => item.id === id);
  return nth > lastBegun(snapshot) && WAITS.includes(snapshot.items[nth].state);
}

/** The items of its sitting among which an item may move, in order. */
function mates(snapshot, id) {
  const { sitting_id: sitting } = snapshot.items.find((item) => item.id === id);
  return snapshot.items.filter((item) => item.sitting_id === sitting && isMovable(snapshot, item.id));
}

/** Behind which item of its sitting something stands that is put at this place among its mates. */
function afterId(snapshot, id, place) {
  const all = mates(snapshot, id);
  const others = all.filter((item) => item.id !== id);
  if (place > 0) return others[place - 1].id;
  const { sitting_id: sitting } = all[0];
  const ofSitting = snapshot.items.filter((item) => item.sitting_id === sitting);
  return ofSitting[ofSitting.indexOf(all[0]) - 1]?.id ?? null;
}

/**
 * @param {import("./control_send.js").Desk} desk
 */
export function createOrder(desk) {
  /** Put an item at a place among its mates; null when it stands there already. */
  function put(id, place) {
    const snapshot = desk.snapshot();
    if (!isMovable(snapshot, id)) return;
    const all = mates(snapshot, id);
    const from = all.findIndex((item) => item.id === id);
    if (from < 0 || place === from || place < 0 || place >= all.length) return;
    const body = { item_id: id, after_id: afterId(snapshot, id, place), revision: snapshot.rundown_revision };
    void desk.post("/stage/order", body, say("moved", { title: all[from].title }));
  }

  /**
   * Move an item by so many places.
   *
   * @param {number} id
   * @param {number} by
   */
  function move(id, by) {
    const snapshot = desk.snapshot();
    if (!snapshot || !isMovable(snapshot, id)) return;
    put(id, mates(snapshot, id).findIndex((item) => item.id === id) + by);
  }

  return { put, move };
}

/** Where among its mates the pointer would put the row: before the first whose middle is below it. */
function placeAt(rows, y) {
  const place = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  return place < 0 ? rows.length : place;
}

const EDGE_PX = 48;

/** Let the list move on under a row that is held at its edge. */
function scrollAt(y) {
  const list = role("list");
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + EDGE_PX) list.scrollBy(0, -EDGE_PX / 4);
  else if (y > bottom - EDGE_PX) list.scrollBy(0, EDGE_PX / 4);
}

/**
 * Let rows be dragged by their handle, with a mouse, a finger or a pen.
 *
 * @param {import("./control_send.js").Desk} desk
 * @param {(id: number, place: number) => void} put
 */
export function wireDragging(desk, put) {
  const list = role("rundown");
  let dragged = null;
  let others = [];
  let place = 0;

  const mark = (row, where) => {
    for (const one of others) delete one.dataset.drop;
    if (row) row.dataset.drop = where;
  };

  function stop() {
    mark(null, "");
    if (dragged) delete dragged.dataset.dragged;
    dragged = null;
  }

  list.addEventListener("pointerdown", (press) => {
    const handle = /** @type {Element} */ (press.target).closest('[data-role="row-handle"]');
    const row = /** @type {HTMLElement | null} */ (handle?.closest("[data-item]"));
    if (!handle || !row || row.dataset.movable !== "true") return;
    dragged = row;
    const ids = mates(desk.snapshot(), Number(row.dataset.item)).map((item) => String(item.id));
    const shown = [...list.children].map((one) => /** @type {HTMLElement} */ (one));
    others = shown.filter((one) => one !== row && ids.includes(one.dataset.item ?? ""));
    place = ids.indexOf(row.dataset.item ?? "");
    row.dataset.dragged = "true";
    handle.setPointerCapture(press.pointerId);
  });

  list.addEventListener("pointermove", (move) => {
    if (!dragged) return;
    scrollAt(move.clientY);
    place = placeAt(others, move.clientY);
    const before = others[place];
    mark(before ?? others[others.length - 1], before ? "before" : "after");
  });

  list.addEventListener("pointerup", () => {
    if (!dragged) return;
    const id = Number(dragged.dataset.item);
    stop();
    put(id, place);
  });
  list.addEventListener("pointercancel", stop);
}
