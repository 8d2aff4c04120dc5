/** Icons of the sprite, changed by scripts. */

/**
 * Let an icon that the template drew show another drawing of the sprite.
 *
 * @param {ParentNode} within the nearest element around the icon
 * @param {string} name one of the sprite's (tools/build_assets.mjs)
 */
export function setIcon(within, name) {
  const use = within.querySelector("svg.icon use");
  const href = use?.getAttribute("href") ?? "";
  const wanted = href.replace(/#.*$/, `#${name}`);
  if (use && href !== wanted) use.setAttribute("href", wanted);
}
