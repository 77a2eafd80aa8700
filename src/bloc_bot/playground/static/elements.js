/**
 * Block elements: what can be pressed, chosen and typed in.
 *
 * A context says where an element stands: `{surface, block, label, attributes}`; the attributes (id, aria-*,
 * data-focus) go on the control itself.
 */

import { element, webAddress } from "./dom.js";
import { drawCheckboxes, drawDatePicker, drawRadioButtons, drawTextField } from "./fields.js";
import { plainText } from "./mrkdwn.js";
import { drawNotDrawn } from "./not_drawn.js";
import { drawOverflow } from "./overflow.js";
import { drawConversations, drawSelect, drawUsers } from "./select.js";
import { press } from "./surfaces.js";

const ELEMENTS = {
  button: drawButton,
  static_select: drawSelect,
  external_select: drawSelect,
  multi_static_select: drawSelect,
  multi_external_select: drawSelect,
  multi_conversations_select: drawConversations,
  users_select: drawUsers,
  overflow: drawOverflow,
  plain_text_input: drawTextField,
  url_text_input: drawTextField,
  email_text_input: drawTextField,
  number_input: drawTextField,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadioButtons,
  datepicker: drawDatePicker,
  image: drawImage,
};

/** @returns {Node} */
export function drawElement(drawn, { surface, block, label = "", attributes = {} }) {
  const draw = ELEMENTS[drawn.type];
  if (!draw) return drawNotDrawn(drawn.type);
  const focus = `${Object.values(surface.address).join("/")}/${block.block_id}/${drawn.action_id}`;
  const naming = attributes.id
    ? {}
    : { "aria-label": label || plainText(drawn.placeholder) || drawn.type.replaceAll("_", " ") };
  return draw(drawn, { surface, block, label, attributes: { ...naming, ...attributes, "data-focus": focus } });
}

function drawButton(drawn, { surface, block, attributes }) {
  const style = drawn.style ? ` ${drawn.style}` : "";
  const link = drawn.url
    ? { href: webAddress(drawn.url), target: "_blank", rel: "noopener noreferrer" }
    : { type: "button" };
  const action = drawn.value === undefined ? {} : { value: drawn.value };
  const button = element(
    drawn.url ? "a" : "button",
    {
      class: `button${style}`,
      "data-focus": attributes["data-focus"],
      "aria-label": drawn.accessibility_label,
      ...link,
      on: { click: () => press(surface, block, drawn, action, button) },
    },
    plainText(drawn.text),
  );
  return button;
}

function drawImage(drawn) {
  return element("img", { class: "small-image", src: webAddress(drawn.image_url), alt: drawn.alt_text });
}
