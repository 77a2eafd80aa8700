/** What stands in the place of anything that the playground cannot draw. */

import { element } from "./dom.js";

export function drawNotDrawn(type) {
  return element("span", { class: "not-drawn" }, `not drawn: ${type}`);
}
