/** The keys of the stage manager's page; `code`, not `key`: with Telex on, the letters never arrive. */

const TYPING = "input, select, textarea, [contenteditable]";

/** How a key press is named in a table: "Alt+ArrowUp", "Shift+KeyU", "KeyN". */
function named(press) {
  const held = [press.altKey && "Alt", press.shiftKey && "Shift"].filter(Boolean);
  return [...held, press.code].join("+");
}

/**
 * Let keys act while nobody types and no dialog is open.
 *
 * @param {Record<string, (press: KeyboardEvent) => void>} acts by the name of the key
 * @param {string[]} repeating keys that act again while they are held down
 */
export function wireKeys(acts, repeating = []) {
  window.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.isComposing) return;
    const at = press.target;
    if (at instanceof Element && at.closest(TYPING)) return;
    if (document.querySelector("dialog[open]")) return;
    const name = named(press);
    const act = acts[name];
    if (!act || (press.repeat && !repeating.includes(name))) return;
    press.preventDefault();
    act(press);
  });
}
