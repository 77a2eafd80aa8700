/** First questions to try: as cards where nothing was said yet, and behind a button later. */

import { say } from "./composer.js";
import { byId, element, isBusy, whileBusy } from "./dom.js";
import { placeBy } from "./listbox.js";
import { goTo, store } from "./store.js";

export function startSuggestions() {
  const opener = byId("open-suggestions");
  const list = element("div", {
    class: "popup try",
    popover: "auto",
    role: "dialog",
    "aria-label": "Questions to try",
  });
  opener.after(list);
  opener.popoverTargetElement = list;
  list.addEventListener("toggle", ({ newState }) => {
    opener.setAttribute("aria-expanded", String(newState === "open"));
    if (newState !== "open") return;
    list.replaceChildren(...store.suggestions.map((suggestion) => drawCard(suggestion, () => list.hidePopover())));
    placeBy(list, opener, { highest: 640, narrowest: 360 });
    list.querySelector("button")?.focus();
  });
}

export function drawWelcome() {
  return element("div", { class: "welcome" }, [
    element("h2", {}, "What would you like to know?"),
    element(
      "p",
      {},
      `${store.bot.name} answers questions on regional organizations: who belongs, who belonged on a day, ` +
        "who held which post, what happened when. Every answer is dated and names its sources. " +
        "Start with one of these, or write your own.",
    ),
    element(
      "div",
      { class: "cards" },
      store.suggestions.map((suggestion) => drawCard(suggestion)),
    ),
  ]);
}

function drawCard(suggestion, beforeSending = () => {}) {
  const card = element("button", { type: "button", class: "card", on: { click: ask } }, [
    element("span", { class: "card-text" }, suggestion.text),
    element("span", { class: "muted" }, suggestion.why),
  ]);

  function ask() {
    if (isBusy(card)) return;
    beforeSending();
    const place = store.channels.some((channel) => channel.id === suggestion.channel)
      ? suggestion.channel
      : store.place;
    const channel = place === "home" ? store.channels[0].id : place;
    if (channel !== store.place) goTo(channel);
    whileBusy(card, () => say(channel, suggestion.text));
  }

  return card;
}
