/** Dark or light: as chosen at this station, else as the device is set. */

const DARK = "(prefers-color-scheme: dark)";

let chosen = "auto";

function dress() {
  const dark = chosen === "dark" || (chosen === "auto" && window.matchMedia(DARK).matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/**
 * Wear a look from now on.
 *
 * @param {"auto" | "dark" | "light"} look
 */
export function wear(look) {
  chosen = look;
  dress();
}

window.matchMedia(DARK).addEventListener("change", dress);
