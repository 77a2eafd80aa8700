/** The table block. Its first row is its head, as in Slack. */

import { element } from "./dom.js";
import { drawNotDrawn } from "./not_drawn.js";
import { drawRichText } from "./rich_text.js";

export function drawTable(block) {
  const [head, ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  return element(
    "div",
    { class: "table-frame", role: "group", "aria-label": "Table", tabindex: "0" },
    element(
      "table",
      {},
      element("thead", {}, drawRow(head ?? [], settings, "th")),
      element(
        "tbody",
        {},
        rows.map((row) => drawRow(row, settings, "td")),
      ),
    ),
  );
}

function drawRow(cells, settings, name) {
  return element(
    "tr",
    {},
    cells.map((cell, column) => drawCell(cell, settings[column] ?? {}, name)),
  );
}

function drawCell(cell, { align = "left", is_wrapped: isWrapped = false }, name) {
  const attributes = { class: `align-${align}${isWrapped ? " wrapped" : ""}`, scope: name === "th" ? "col" : null };
  return element(name, attributes, element("div", { class: "cell" }, drawContent(cell)));
}

function drawContent(cell) {
  if (cell.type === "rich_text") return drawRichText(cell);
  return cell.type === "raw_text" || cell.type === "raw_number"
    ? String(cell.text ?? cell.value)
    : drawNotDrawn(cell.type);
}
