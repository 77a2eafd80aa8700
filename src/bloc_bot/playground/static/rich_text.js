/** Rich text: sections, lists, quotes, preformatted text. */

import { element } from "./dom.js";
import { drawChannel, drawLink, drawLoudMention, drawMention } from "./mrkdwn.js";
import { drawNotDrawn } from "./not_drawn.js";

const STYLES = [
  ["code", "code"],
  ["strike", "s"],
  ["italic", "em"],
  ["bold", "strong"],
];

const PARTS = {
  rich_text_section: (part) => element("div", { class: "rich-section" }, part.elements.map(drawPiece)),
  rich_text_preformatted: (part) => element("pre", {}, part.elements.map(drawPiece)),
  rich_text_quote: (part) => element("blockquote", {}, part.elements.map(drawPiece)),
  rich_text_list: (part) =>
    element(
      part.style === "ordered" ? "ol" : "ul",
      { class: `rich-list depth-${Math.min(part.indent ?? 0, 3)}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => element("li", {}, item.elements.map(drawPiece))),
    ),
};

const PIECES = {
  text: (piece) => piece.text,
  link: (piece) => drawLink(piece.url, piece.text || piece.url),
  user: (piece) => drawMention(piece.user_id),
  channel: (piece) => drawChannel(piece.channel_id, ""),
  broadcast: (piece) => drawLoudMention(piece.range),
  emoji: (piece) => (piece.unicode ? fromCodes(piece.unicode) : `:${piece.name}:`),
  date: (piece) => piece.fallback ?? "",
};

/** @param {{elements: Object[]}} block */
export function drawRichText(block) {
  return element(
    "div",
    { class: "rich-text" },
    block.elements.map((part) => PARTS[part.type]?.(part) ?? drawNotDrawn(part.type)),
  );
}

function drawPiece(piece) {
  const draw = PIECES[piece.type];
  if (!draw) return drawNotDrawn(piece.type);
  return STYLES.reduce(
    (inner, [style, name]) => (piece.style?.[style] ? element(name, {}, inner) : inner),
    draw(piece),
  );
}

function fromCodes(codes) {
  return String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));
}
