/** A menu: a button with a few choices behind it. */

import { element, uniqueId } from "./dom.js";
import { placeBy } from "./listbox.js";
import { drawLink } from "./mrkdwn.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * A button with choices behind it. Arrows move in it, Escape leaves it.
 *
 * @param {{label: string, url?: string, choose: (button: HTMLElement) => void}[]} choices
 * @param {{label: string, focus: string}} named `focus` is what its button is known by when it is drawn anew
 */
export function drawMenu(choices, { label, focus }) {
  const id = uniqueId("menu");
  const items = choices.map((choice) =>
    drawItem(choice, () => {
      close();
      choice.choose(button);
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
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": id,
      "data-focus": focus,
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

function drawItem({ label, url }, onChoice) {
  const attributes = { role: "menuitem", tabindex: "-1", class: "menu-item" };
  const item = url ? drawLink(url, label) : element("button", { type: "button" }, label);
  for (const [name, value] of Object.entries(attributes)) item.setAttribute(name, value);
  item.addEventListener("click", onChoice);
  return item;
}
