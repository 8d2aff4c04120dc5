/** Drags an item of the programme to another place of its sitting; Alt and the arrows do the same. */

/** @type {HTMLElement | null} */
let dragged = null;
let place = "";

/** Whether somebody holds an item in the hand just now. */
export function isDragging() {
  return dragged !== null;
}

const rowAt = (target) => (target instanceof Element ? target.closest('[data-role="row"]') : null);

function unmark() {
  for (const row of document.querySelectorAll('[data-role="row"][data-drop]')) delete row.dataset.drop;
}

function drop() {
  unmark();
  if (dragged) {
    dragged.draggable = false;
    delete dragged.dataset.dragged;
  }
  dragged = null;
}

/**
 * Let rows be dragged by their handle.
 *
 * @param {(row: HTMLElement, afterId: string) => Promise<unknown>} move
 * @param {() => void} ended is told when nobody holds a row any more
 */
export function followDrags(move, ended) {
  document.addEventListener("pointerdown", ({ target }) => {
    const handle = target instanceof Element ? target.closest('[data-role="handle"]') : null;
    const row = handle && rowAt(handle);
    if (row) row.draggable = true;
  });
  document.addEventListener("dragstart", (drag) => {
    dragged = rowAt(drag.target);
    if (!dragged?.draggable) return;
    drag.dataTransfer.effectAllowed = "move";
    drag.dataTransfer.setData("text/plain", dragged.dataset.item);
    dragged.dataset.dragged = "true";
  });
  document.addEventListener("dragover", (drag) => {
    const over = rowAt(drag.target);
    if (!dragged || !over || over.dataset.sitting !== dragged.dataset.sitting) return;
    const { top, height } = over.getBoundingClientRect();
    const above = drag.clientY < top + height / 2;
    if (above && over.dataset.locked === "true") return;
    drag.preventDefault();
    unmark();
    over.dataset.drop = above ? "above" : "below";
    place = above ? over.dataset.after : over.dataset.item;
  });
  document.addEventListener("drop", (drag) => {
    if (!dragged || !document.querySelector('[data-role="row"][data-drop]')) return;
    drag.preventDefault();
    const row = dragged;
    const unchanged = place === row.dataset.item || place === row.dataset.after;
    drop();
    if (!unchanged) void move(row, place);
  });
  document.addEventListener("dragend", () => {
    drop();
    ended();
  });
}
