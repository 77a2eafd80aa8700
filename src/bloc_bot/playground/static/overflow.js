/** The overflow menu: a button with a few choices behind it. */

import { element, uniqueId } from "./dom.js";
import { placeBy } from "./listbox.js";
import { drawLink, plainText } from "./mrkdwn.js";
import { press } from "./surfaces.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function drawOverflow(drawn, { surface, block, attributes }) {
  const id = uniqueId("menu");
  const items = drawn.options.map((option) =>
    drawItem(option, (chosen) => {
      close();
      press(surface, block, drawn, { selected_option: chosen }, button);
    }),
  );
  const menu = element(
    "div",
    { id, class: "popup menu", role: "menu", popover: "auto", on: { keydown: takeKey, toggle: shown } },
    items,
  );
  const button = element(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": id,
      "data-focus": attributes["data-focus"],
      on: { click: toggle, keydown: (event) => event.key === "ArrowDown" && open(event) },
    },
    "⋯",
  );
  button.popoverTargetElement = menu;

  function toggle(event) {
    if (menu.matches(":popover-open")) menu.hidePopover();
    else open(event);
    event.preventDefault();
  }

  function open(event) {
    event.preventDefault();
    menu.showPopover();
    placeBy(menu, button);
    items[0]?.focus();
  }

  function close() {
    menu.hidePopover();
    button.focus();
  }

  function shown({ newState }) {
    button.setAttribute("aria-expanded", String(newState === "open"));
  }

  function takeKey(event) {
    const at = items.indexOf(document.activeElement);
    if (event.key in STEPS) items[(at + STEPS[event.key] + items.length) % items.length].focus();
    else if (["Escape", "Tab"].includes(event.key)) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return element("div", { class: "overflow-frame" }, button, menu);
}

function drawItem(option, onChoice) {
  const attributes = { role: "menuitem", tabindex: "-1", class: "menu-item" };
  const label = plainText(option.text);
  const item = option.url ? drawLink(option.url, label) : element("button", { type: "button" }, label);
  for (const [name, value] of Object.entries(attributes)) item.setAttribute(name, value);
  item.addEventListener("click", () => onChoice(option));
  return item;
}
