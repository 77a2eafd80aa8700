/** Slack's mrkdwn as nodes. */

import { element, webAddress } from "./dom.js";
import { nameOf, store } from "./store.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const LOUD = new Set(["channel", "here", "everyone"]);
const STYLES = { "*": "strong", _: "em", "~": "s" };
const INLINE = new RegExp(
  [
    String.raw`<(?<entity>[^<>\n]+)>`,
    "`(?<code>[^`\\n]+)`",
    // A mark opens after what is no word and before what is no space, and closes the other way round.
    String.raw`(?<![\p{L}\p{N}*_~])(?<mark>[*_~])(?=\S)`,
  ].join("|") + String.raw`(?<styled>(?:<[^<>\n]*>|(?!\k<mark>)[^\n<])+?)(?<!\s)\k<mark>(?![\p{L}\p{N}])`,
  "gu",
);

/** @returns {Node[]} */
export function drawMrkdwn(text) {
  return text.split(/```\n?([\s\S]*?)\n?```\n?/u).flatMap((part, index) => {
    if (index % 2 === 1) return [element("pre", {}, decoded(part))];
    return part.trim() ? drawLines(part.replace(/^\n|\n$/gu, "").split("\n")) : [];
  });
}

/** A text object of Block Kit, as nodes. */
export function drawText(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return drawMrkdwn(text.text);
  return [element("span", { class: "plain" }, text.text)];
}

/** A text object without its marks, for labels. */
export function plainText(text) {
  if (!text) return "";
  return text.type === "mrkdwn"
    ? drawMrkdwn(text.text)
        .map((node) => node.textContent)
        .join("\n")
    : text.text;
}

export function drawLink(url, label) {
  if (!webAddress(url)) return document.createTextNode(label);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function drawMention(id) {
  return element("span", { class: id === store.as ? "mention to-you" : "mention" }, `@${nameOf(id)}`);
}

/** A mention that would notify everybody: it must not pass unseen. */
export function drawLoudMention(range) {
  return element("strong", { class: "mention loud" }, `@${range} (notifies everybody)`);
}

export function drawChannel(id, label) {
  return element(
    "span",
    { class: "mention" },
    `#${store.channels.find((channel) => channel.id === id)?.name ?? (label || id)}`,
  );
}

function drawLines(lines) {
  const nodes = [];
  let quote = null;
  for (const line of lines) {
    const quoted = /^(?:&gt;|>) ?(.*)$/u.exec(line);
    if (!quoted) {
      quote = null;
      nodes.push(drawLine(line));
      continue;
    }
    if (!quote) nodes.push((quote = element("blockquote")));
    quote.append(drawLine(quoted[1]));
  }
  return nodes;
}

function drawLine(line) {
  const isItem = /^(?:[•◦]|\d+\.) /u.test(line);
  return element("div", { class: isItem ? "line item" : "line" }, drawInline(line));
}

function drawInline(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > from) nodes.push(decoded(text.slice(from, found.index)));
    nodes.push(drawFound(found.groups));
    from = found.index + found[0].length;
  }
  if (from < text.length) nodes.push(decoded(text.slice(from)));
  return nodes;
}

function drawFound({ entity, code, mark, styled }) {
  if (entity) return drawEntity(entity);
  if (code) return element("code", {}, decoded(code));
  return element(STYLES[mark], {}, drawInline(styled));
}

function drawEntity(entity) {
  const [target, label] = split(entity);
  const [kind, rest] = [target[0], target.slice(1)];
  if (kind === "@") return drawMention(rest);
  if (kind === "#") return drawChannel(rest, label);
  if (kind !== "!") return drawLink(decoded(target), decoded(label || target));
  const command = rest.split("^")[0];
  return LOUD.has(command) ? drawLoudMention(command) : document.createTextNode(decoded(label || `<${entity}>`));
}

function split(entity) {
  const bar = entity.indexOf("|");
  return bar < 0 ? [entity, ""] : [entity.slice(0, bar), entity.slice(bar + 1)];
}

function decoded(text) {
  return text.replace(/&(?:lt|gt|amp);/gu, (entity) => ENTITIES[entity]);
}
