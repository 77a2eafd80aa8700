/** Blocks of Block Kit as nodes. */

import { element, uniqueId, webAddress } from "./dom.js";
import { drawElement } from "./elements.js";
import { drawText, plainText } from "./mrkdwn.js";
import { drawNotDrawn } from "./not_drawn.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";

const BLOCKS = {
  section: drawSection,
  context: drawContext,
  actions: drawActions,
  header: (block) => element("h2", { class: "block header" }, drawText(block.text)),
  divider: () => element("hr", { class: "block" }),
  image: drawImage,
  table: drawTable,
  rich_text: drawRichText,
  input: drawInput,
};

/** What tells whether a view begins with something else than before. */
export const headOf = (view) => JSON.stringify({ ...view?.blocks[0], block_id: null });

/** @returns {Node[]} */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => BLOCKS[block.type]?.(block, surface) ?? drawNotDrawn(block.type));
}

function drawSection(block, surface) {
  const fields = block.fields ?? [];
  return element("div", { class: "block section" }, [
    element("div", { class: "section-body" }, [
      block.text ? element("div", { class: "section-text" }, drawText(block.text)) : null,
      fields.length
        ? element(
            "div",
            { class: "fields" },
            fields.map((field) => element("div", {}, drawText(field))),
          )
        : null,
    ]),
    block.accessory
      ? element(
          "div",
          { class: "accessory" },
          drawElement(block.accessory, { surface, block, label: plainText(block.text) }),
        )
      : null,
  ]);
}

function drawContext(block, surface) {
  return element(
    "div",
    { class: "block context" },
    block.elements.map((part) =>
      part.type === "image" ? drawElement(part, { surface, block }) : element("div", {}, drawContextText(part)),
    ),
  );
}

function drawContextText(part) {
  return ["mrkdwn", "plain_text"].includes(part.type) ? drawText(part) : drawNotDrawn(part.type);
}

function drawActions(block, surface) {
  return element(
    "div",
    { class: "block actions" },
    block.elements.map((drawn) => drawElement(drawn, { surface, block, label: plainText(drawn.placeholder) })),
  );
}

function drawImage(block) {
  const address = webAddress(block.image_url ?? block.slack_file?.url);
  return element("figure", { class: "block picture" }, [
    block.title ? element("figcaption", {}, plainText(block.title)) : null,
    element(
      "a",
      { href: address, target: "_blank", rel: "noopener noreferrer" },
      element("img", { src: address, alt: block.alt_text }),
    ),
  ]);
}

function drawInput(block, surface) {
  const ids = { field: uniqueId("field"), label: uniqueId("label"), hint: uniqueId("hint"), error: uniqueId("error") };
  const label = plainText(block.label);
  const isGroup = ["checkboxes", "radio_buttons"].includes(block.element.type);
  const attributes = {
    id: ids.field,
    "aria-describedby": block.hint ? `${ids.hint} ${ids.error}` : ids.error,
    "aria-labelledby": isGroup ? ids.label : null,
    "aria-required": block.optional || isGroup ? null : "true",
  };
  return element("div", { class: "block input", "data-block": block.block_id }, [
    element(isGroup ? "span" : "label", { id: ids.label, class: "input-label", for: isGroup ? null : ids.field }, [
      label,
      block.optional ? element("span", { class: "muted" }, " (optional)") : null,
    ]),
    drawElement(block.element, { surface, block, label, attributes }),
    block.hint ? element("p", { id: ids.hint, class: "hint muted" }, drawText(block.hint)) : null,
    element("p", { id: ids.error, class: "input-error", hidden: true }),
  ]);
}
