/** The bar of places, and who one is. */

import { byId, element } from "./dom.js";
import { drawAvatar } from "./message.js";
import { channelHere, goTo, on, self, store } from "./store.js";

const ROLES = { admin: "admin", member: "member", guest: "guest" };

/** @param {{onPerson: (id: string) => void, onPlace: () => void}} told */
export function startPlaces({ onPerson, onPlace }) {
  for (const subject of ["state", "place", "message"]) on(subject, () => show(onPlace));
  on("state", showSelf);
  byId("person").addEventListener("change", ({ target }) => onPerson(target.value));
}

export function titleOf(place) {
  const channel = store.channels.find(({ id }) => id === place);
  if (!channel) return `${store.bot.name}: Home`;
  return channel.kind === "channel" ? `# ${channel.name}` : channel.name;
}

function show(onPlace) {
  const of = (kind) => store.channels.filter((channel) => channel.kind === kind).map(({ id }) => id);
  byId("workspace").textContent = store.workspace;
  byId("place-name").textContent = titleOf(store.place);
  document.title = `${titleOf(store.place)} · ${store.workspace}`;
  const before = document.activeElement?.dataset.place;
  byId("place-list").replaceChildren(
    ...drawGroup("App", ["home"], onPlace, () => "Home"),
    ...drawGroup("Channels", of("channel"), onPlace, titleOf),
    ...drawGroup("Direct messages", of("im"), onPlace, titleOf),
  );
  if (before)
    byId("place-list")
      .querySelector(`[data-place="${CSS.escape(before)}"]`)
      ?.focus();
  byId("composer").hidden = !channelHere();
}

function drawGroup(title, places, onPlace, label) {
  return [
    element("h2", {}, title),
    element(
      "ul",
      {},
      places.map((place) => element("li", {}, drawPlace(place, label(place), onPlace))),
    ),
  ];
}

function drawPlace(place, label, onPlace) {
  const unread = store.unread.get(place) ?? 0;
  return element(
    "button",
    {
      type: "button",
      class: unread ? "place unread" : "place",
      "data-place": place,
      "aria-current": place === store.place ? "page" : null,
      on: { click: () => (goTo(place), onPlace()) },
    },
    element("span", {}, label),
    unread ? element("span", { class: "count" }, String(unread), element("span", { class: "unseen" }, " new")) : null,
  );
}

function showSelf() {
  const person = self();
  byId("person").replaceChildren(
    ...store.people.map(({ id, name, role }) =>
      element("option", { value: id, selected: id === store.as }, `${name} (${ROLES[role] ?? role})`),
    ),
  );
  byId("own-avatar").replaceChildren(drawAvatar(store.as));
  byId("person-about").textContent = person?.about ?? "";
}
