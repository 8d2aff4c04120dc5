/** Sets each title line in one line, as on the backdrop; only one that would become small may break. */

const BROKEN = 0.86;

function fitLine(line, widthPx, smallest) {
  line.dataset.whole = "true";
  line.style.setProperty("--line", "1");
  const factor = widthPx / Math.max(line.scrollWidth, 1);
  const whole = factor >= smallest;
  line.dataset.whole = String(whole);
  line.style.setProperty("--line", String(whole ? Math.min(1, factor * 0.995) : BROKEN));
  // A page may set a floor under its letters: what cannot become so small breaks, too.
  if (whole && line.scrollWidth > widthPx + 1) line.dataset.whole = "false";
}

/**
 * Fit the title lines of a box to its width; sets `--line` on each.
 *
 * @param {HTMLElement} box
 * @param {number} [smallest] a line that needed less than this may break instead
 */
export function fitTitleLines(box, smallest = 0.62) {
  const { paddingLeft, paddingRight } = getComputedStyle(box);
  const widthPx = box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  box.querySelectorAll(".title-line").forEach((line) => {
    fitLine(/** @type {HTMLElement} */ (line), widthPx, smallest);
  });
}
