/** The bar of places and the traffic: beside the conversation where there is room, else drawers over it. */

import { byId } from "./dom.js";

const KEPT = "bloc_bot.traffic";
const narrow = matchMedia("(max-width: 1023px)");
const phone = matchMedia("(max-width: 720px)");
const root = document.documentElement;

export function startDrawers() {
  byId("open-places").addEventListener("click", openPlaces);
  byId("close-places").addEventListener("click", closeDrawers);
  byId("toggle-traffic").addEventListener("click", () => setTraffic(root.dataset.traffic !== "open"));
  byId("scrim").addEventListener("click", closeDrawers);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("scrim").hidden && !event.defaultPrevented) closeDrawers();
  });
  for (const width of [narrow, phone]) width.addEventListener("change", settle);
  settle();
}

export const closeTraffic = () => setTraffic(false);

/** Closes what lies over the conversation; what stands beside it stays. */
export function closeDrawers() {
  if (phone.matches && root.dataset.places === "open") setPlaces(false);
  if (narrow.matches && root.dataset.traffic === "open") setTraffic(false);
}

function settle() {
  setPlaces(false);
  show(!narrow.matches && kept() !== "closed");
}

function openPlaces() {
  setPlaces(true);
  byId("close-places").focus();
}

function setPlaces(isOpen) {
  const wasOpen = root.dataset.places === "open";
  root.dataset.places = isOpen ? "open" : "closed";
  byId("open-places").setAttribute("aria-expanded", String(isOpen));
  cover();
  if (wasOpen && !isOpen) byId("open-places").focus();
}

function setTraffic(isOpen) {
  const hadFocus = byId("traffic").contains(document.activeElement);
  show(isOpen);
  if (!narrow.matches) keep(isOpen ? "open" : "closed");
  if (isOpen && narrow.matches) byId("close-traffic").focus();
  if (!isOpen && (hadFocus || narrow.matches)) byId("toggle-traffic").focus();
}

function show(isOpen) {
  root.dataset.traffic = isOpen ? "open" : "closed";
  byId("toggle-traffic").setAttribute("aria-expanded", String(isOpen));
  cover();
}

// Behind an open drawer nothing can be reached.
function cover() {
  const isCovered =
    (narrow.matches && root.dataset.traffic === "open") || (phone.matches && root.dataset.places === "open");
  byId("scrim").hidden = !isCovered;
  byId("main").inert = isCovered;
  byId("places").inert = phone.matches && root.dataset.places !== "open";
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(state) {
  try {
    localStorage.setItem(KEPT, state);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}
