/** Conferences held together have a block of title lines each: that of the item that runs is shown. */

import { roles } from "../../server/static/roles.js";

/**
 * Show one block of title lines; the conference's own where there is no such block.
 *
 * @param {number} nth
 */
export function showTitleBlock(nth) {
  const blocks = roles("titles");
  const wanted = blocks[nth] ?? blocks[0];
  blocks.forEach((block) => {
    block.hidden = block !== wanted;
  });
}

/** Give the block that is shown. */
export function shownTitles() {
  return roles("titles").find((block) => !block.hidden);
}
