/** The page of the playground: puts its parts together. */

import { Composer } from "./composer.js";
import { startConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { closeDrawers, closeTraffic, startDrawers } from "./drawers.js";
import { startHome } from "./home.js";
import { startModals } from "./modals.js";
import { startPlaces, titleOf } from "./places.js";
import { connectAs } from "./socket.js";
import { on, store } from "./store.js";
import { startSuggestions } from "./suggestions.js";
import { forgetSurfaces } from "./surfaces.js";
import { toast } from "./toasts.js";
import { startTraffic } from "./traffic.js";

const drafts = new Map();
let composer = null;
let composedFor = "";

startPlaces({ onPerson: become, onPlace: arrive });
startConversation();
startHome();
startModals();
startTraffic(closeTraffic);
startSuggestions();
startDrawers();
on("state", rememberInAddress);
on("state", compose);
on("place", rememberInAddress);
on("place", compose);
on("notice", toast);
on("connection", showConnection);
store.place = decodeURIComponent(location.hash.slice(1));
connectAs(new URLSearchParams(location.search).get("as") ?? "");

function become(person) {
  forgetSurfaces();
  store.unread.clear();
  connectAs(person);
}

function arrive() {
  closeDrawers();
  if (!byId("composer").hidden && matchMedia("(hover: hover)").matches) composer.focus();
}

/** Each place has its own field, so that a draft waits where it was written. */
function compose() {
  const place = `${store.as}/${store.place}`;
  if (store.place === "home" || place === composedFor) return;
  if (!drafts.has(place)) drafts.set(place, new Composer({ label: `Message ${titleOf(store.place)}` }));
  composedFor = place;
  composer = drafts.get(place);
  byId("composer").replaceChildren(composer.form);
}

// Two windows can be two people.
function rememberInAddress() {
  history.replaceState(null, "", `?as=${encodeURIComponent(store.as)}#${encodeURIComponent(store.place)}`);
}

function showConnection(isConnected) {
  byId("connection").hidden = isConnected;
  byId("connection").textContent = isConnected
    ? ""
    : "The connection to the playground's server is lost. Trying again…";
}
