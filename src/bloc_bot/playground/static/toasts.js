/** Short notices over everything else, also over an open dialog. */

import { byId, element } from "./dom.js";

const SHOWN_FOR = 9_000;

export function toast(text) {
  const frame = byId("toasts");
  const shown = element("div", { class: "toast", role: "alert" }, [
    element("p", {}, text),
    element("button", { type: "button", class: "quiet", on: { click: () => drop(shown) } }, "Dismiss"),
  ]);
  frame.append(shown);
  bringToasts();
  waitFor(shown);
}

/** Puts the notices on top: into the topmost dialog, since the page behind it cannot be reached. */
export function bringToasts() {
  const frame = byId("toasts");
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (frame.matches(":popover-open")) frame.hidePopover();
  if (frame.parentElement !== top) top.append(frame);
  if (frame.childElementCount) frame.showPopover();
}

function waitFor(shown) {
  let timer = setTimeout(() => drop(shown), SHOWN_FOR);
  shown.addEventListener("pointerenter", () => clearTimeout(timer));
  shown.addEventListener("pointerleave", () => {
    timer = setTimeout(() => drop(shown), SHOWN_FOR);
  });
}

function drop(shown) {
  shown.remove();
  bringToasts();
}
