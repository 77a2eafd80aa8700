/** One message. */

import { drawBlocks } from "./blocks.js";
import { element, uniqueId, webAddress } from "./dom.js";
import { drawMrkdwn } from "./mrkdwn.js";
import { drawShortcuts } from "./shortcuts.js";
import { keyOf, nameOf, store } from "./store.js";
import { keepValuesOf, surfaceOfMessage } from "./surfaces.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** @returns {HTMLElement} an article; `data-key` is what the message is known by */
export function drawMessage(message) {
  const head = uniqueId("message");
  const ephemeral = message.ephemeral ? " ephemeral" : "";
  return element(
    "article",
    { class: `message${ephemeral}`, "aria-labelledby": head, tabindex: "-1", "data-key": keyOf(message) },
    drawAvatar(message.user),
    element("div", { class: "message-body" }, drawHead(message, head), drawContent(message)),
  );
}

export function drawAvatar(id) {
  if (id === store.bot.id) return element("img", { class: "avatar", src: "/static/favicon.svg", alt: "" });
  const tone = store.people.findIndex((person) => person.id === id) % 4;
  return element("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, nameOf(id).slice(0, 2));
}

function drawHead(message, id) {
  const when = new Date(Number(message.ts) * 1000);
  return element("header", { class: "message-head", id }, [
    message.ephemeral ? element("p", { class: "only-you" }, "Only visible to you") : null,
    element("span", { class: "who" }, nameOf(message.user)),
    message.user === store.bot.id ? element("span", { class: "app" }, "APP") : null,
    element("time", { datetime: when.toISOString(), title: WHOLE.format(when), class: "muted" }, clockOf(when)),
    message.edited ? element("span", { class: "muted" }, "(edited)") : null,
    drawShortcuts(message),
  ]);
}

function clockOf(when) {
  const isToday = when.toDateString() === new Date().toDateString();
  return (isToday ? CLOCK : DAY_AND_CLOCK).format(when);
}

function drawContent(message) {
  const surface = surfaceOfMessage(message);
  const blocks = message.blocks ?? [];
  keepValuesOf(surface, blocks);
  return element("div", { class: "message-content" }, [
    ...(blocks.length ? drawBlocks(blocks, surface) : drawMrkdwn(message.text ?? "")),
    ...(message.files ?? []).map(drawFile),
  ]);
}

function drawFile({ url, title, alt_txt: alternative }) {
  const address = webAddress(url);
  return element("figure", { class: "block picture" }, [
    element("figcaption", {}, title),
    element(
      "a",
      { href: address, target: "_blank", rel: "noopener noreferrer" },
      element("img", { src: address, alt: alternative || title }),
    ),
  ]);
}
