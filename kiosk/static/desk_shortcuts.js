/** The keys of the desk: each acts as the button that shows it; every other sign begins a search. */

import { role } from "../../server/static/roles.js";
import { isAsking } from "./desk_dialogs.js";

/** Of several the first that can be seen. */
const BUTTONS_OF = {
  F2: ["open-delegation", "open-unit"],
  F4: ["open-undo"],
  F6: ["open-leave"],
  F7: ["open-print", "tray-missing"],
  F8: ["open-seat"],
};

const isField = (target) => target instanceof Element && target.closest("input, select, textarea") !== null;
const isPressed = (target) => target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
const isSign = ({ key, ctrlKey, metaKey, altKey }) => key.length === 1 && !ctrlKey && !metaKey && !altKey;

/**
 * @typedef {object} Keys
 * @property {() => boolean} isStanding whether somebody stands at the desk
 * @property {{clear: () => boolean, focus: () => void}} search
 * @property {() => void} onPrimary
 * @property {() => void} onHandAll
 * @property {() => void} onGoOn
 */

/** A key acts as the button that shows it, while that button can be seen. */
function pressButton(names, { isStanding }) {
  const seen = names.map((name) => role(name)).find((button) => button.offsetParent !== null);
  if (isStanding()) seen?.click();
}

function onFunctionKey(press, keys) {
  press.preventDefault();
  if (isAsking()) return;
  if (press.key === "F9") keys.onHandAll();
  else pressButton(BUTTONS_OF[press.key], keys);
}

function openHelp(press) {
  press.preventDefault();
  press.stopPropagation();
  /** @type {HTMLDialogElement} */ (role("help")).showModal();
}

function leave({ search, onGoOn }) {
  if (!search.clear()) onGoOn();
  search.focus();
}

/** A button in focus keeps its space bar; any other sign is the beginning of a name. */
function beginName(press, { search }) {
  if (press.key === " ") return;
  if (press.key === "/") press.preventDefault();
  search.focus();
}

function onOtherKey(press, keys) {
  const { key, target } = press;
  const inField = isField(target);
  const searched = /** @type {HTMLInputElement} */ (role("search")).value;
  if (key === "Escape") leave(keys);
  else if (key === "?" && (!inField || searched === "")) openHelp(press);
  else if (!inField && isSign(press)) beginName(press, keys);
  else if (key === "Enter" && !inField && !isPressed(target)) {
    press.preventDefault();
    if (!press.repeat) keys.onPrimary();
  }
}

/**
 * Listen to the keys.
 *
 * @param {Keys} keys
 */
export function listenForShortcuts(keys) {
  window.addEventListener("keydown", (press) => {
    if (press.key in BUTTONS_OF || press.key === "F9") onFunctionKey(press, keys);
    else if (!isAsking()) onOtherKey(press, keys);
  });
}
