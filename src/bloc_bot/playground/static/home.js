/** The bot's Home tab. */

import { post } from "./api.js";
import { drawBlocks, headOf } from "./blocks.js";
import { byId, element, keepingFocus } from "./dom.js";
import { on, store } from "./store.js";
import { keepValuesOf, surfaceOfView } from "./surfaces.js";
import { toast } from "./toasts.js";

let shownHead = "";

export function startHome() {
  on("place", open);
  on("state", open);
  on("home", () => keepingFocus(byId("home"), show));
}

async function open() {
  const home = byId("home");
  home.hidden = store.place !== "home";
  if (home.hidden) return;
  show("Opening…");
  const answer = await post("home", { as: store.as });
  if (!answer.ok) toast(answer.error);
  if (!store.home) show(`${store.bot.name} has not published a Home tab.`);
}

function show(meanwhile = "") {
  const view = store.home;
  const home = byId("home");
  if (!view) {
    home.replaceChildren(element("p", { class: "column muted" }, meanwhile));
    return home;
  }
  const surface = surfaceOfView(view);
  keepValuesOf(surface, view.blocks);
  const from = headOf(view) === shownHead ? home.scrollTop : 0;
  shownHead = headOf(view);
  home.replaceChildren(element("div", { class: "column home-view" }, drawBlocks(view.blocks, surface)));
  home.scrollTop = from;
  return home;
}
