/** The overflow menu of a block. */

import { drawMenu } from "./menu.js";
import { plainText } from "./mrkdwn.js";
import { press } from "./surfaces.js";

export function drawOverflow(drawn, { surface, block, attributes }) {
  const choices = drawn.options.map((option) => ({
    label: plainText(option.text),
    url: option.url,
    choose: (button) => press(surface, block, drawn, { selected_option: option }, button),
  }));
  return drawMenu(choices, { label: "More actions", focus: attributes["data-focus"] });
}
