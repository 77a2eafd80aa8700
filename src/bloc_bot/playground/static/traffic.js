/** The side panel: what went between Slack and the bot, the latest first. */

import { byId, element } from "./dom.js";
import { on, store } from "./store.js";

const SLACK_WAITS_MS = 3_000;
const ARROWS = { "to the bot": "Slack → bot", "to Slack": "bot → Slack" };
const cleared = { upTo: -Infinity };
let frame = null;

/** @param {() => void} onClose */
export function startTraffic(onClose) {
  frame = element("div", { class: "entries" });
  byId("traffic").append(
    element("div", { class: "traffic-head" }, [
      element("h2", {}, "Traffic"),
      element("button", { type: "button", class: "quiet", on: { click: clear } }, "Clear"),
      element("button", { type: "button", class: "quiet", id: "close-traffic", on: { click: onClose } }, "Close"),
    ]),
    element(
      "p",
      { class: "muted traffic-about" },
      "What Slack sends, what the bot answers, and how long it takes. Open a line to see its content.",
    ),
    frame,
  );
  on("state", showAll);
  on("traffic", showEntry);
}

function showAll() {
  const entries = store.traffic.filter((entry) => entry.id > cleared.upTo);
  frame.replaceChildren(...entries.map(drawEntry).reverse());
  if (!entries.length) frame.replaceChildren(element("p", { class: "muted nothing" }, "Nothing yet. Ask something."));
}

function showEntry(entry) {
  const known = frame.querySelector(`[data-entry="${CSS.escape(entry.id)}"]`);
  frame.querySelector(".nothing")?.remove();
  if (known) known.replaceWith(drawEntry(entry, known.open));
  else frame.prepend(drawEntry(entry));
  while (frame.childElementCount > store.traffic.length) frame.lastElementChild.remove();
}

function clear() {
  cleared.upTo = Math.max(cleared.upTo, ...store.traffic.map((entry) => entry.id));
  showAll();
}

function drawEntry(entry, isOpen = false) {
  const content = element("div", { class: "entry-content" });
  const details = element(
    "details",
    {
      class: entry.refused ? "entry refused" : "entry",
      "data-entry": entry.id,
      on: { toggle: () => details.open && content.replaceChildren(...drawContent(entry)) },
    },
    drawSummary(entry),
    content,
  );
  details.open = isOpen === true;
  return details;
}

function drawSummary(entry) {
  const took = entry.took_ms === null || entry.took_ms === undefined ? "…" : written(entry.took_ms);
  return element("summary", {}, [
    element("span", { class: "entry-way" }, ARROWS[entry.direction] ?? entry.direction),
    element("span", { class: "entry-what" }, entry.what),
    element("span", { class: "entry-figures muted" }, [entry.at, String(entry.status ?? "…"), took].join(" · ")),
    entry.took_ms > SLACK_WAITS_MS && entry.direction === "to the bot"
      ? element("span", { class: "entry-fault" }, "Later than Slack waits (3 s)")
      : null,
    entry.refused ? element("span", { class: "entry-fault" }, `Refused: ${entry.refused}`) : null,
  ]);
}

function drawContent(entry) {
  return [drawBody("Request", entry.request), drawBody("Response", entry.response)];
}

function drawBody(title, body) {
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  return element(
    "section",
    {},
    element("h3", {}, title),
    element("pre", { tabindex: "0", "aria-label": title }, text || "(empty)"),
  );
}

function written(milliseconds) {
  return milliseconds < 1_000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
