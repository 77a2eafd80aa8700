/** A list of choices under a field: in the top layer, moved in by keyboard, told to screen readers. */

import { element, uniqueId } from "./dom.js";

/** @typedef {{label: string, detail?: string, isChosen?: boolean, value: *}} Choice */

export class Listbox {
  /**
   * @param {HTMLElement} field what has the focus
   * @param {{label: string, isMultiple?: boolean, onPick: (choice: Choice) => void}} options
   */
  constructor(field, { label, isMultiple = false, onPick }) {
    this.field = field;
    this.onPick = onPick;
    this.choices = [];
    this.active = -1;
    const id = uniqueId("choices");
    this.list = element("ul", {
      id,
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": isMultiple ? "true" : null,
    });
    this.remark = element("p", { class: "muted", role: "status" });
    this.popup = element("div", { class: "popup", popover: "manual" }, this.list, this.remark);
    field.setAttribute("aria-autocomplete", "list");
    this.place = this.place.bind(this);
  }

  get isOpen() {
    return this.popup.matches(":popover-open");
  }

  /** Shows choices; `active` is the one that Enter takes, -1 for none. */
  show(choices, active = 0) {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, index) => this.draw(choice, index)));
    this.list.hidden = false;
    this.remark.textContent = "";
    this.open();
    this.activate(Math.min(active, choices.length - 1));
  }

  /** Shows a remark in the place of choices. */
  say(remark) {
    this.choices = [];
    this.list.replaceChildren();
    this.list.hidden = true;
    this.open();
    this.remark.textContent = remark;
    this.activate(-1);
  }

  hide() {
    if (this.isOpen) this.popup.hidePopover();
    this.field.setAttribute("aria-expanded", "false");
    for (const attribute of ["aria-controls", "aria-activedescendant"]) this.field.removeAttribute(attribute);
    // A field to write in is a combobox only as long as it offers something.
    if (this.field.localName === "textarea")
      for (const attribute of ["role", "aria-expanded"]) this.field.removeAttribute(attribute);
    removeEventListener("scroll", this.place, true);
    removeEventListener("resize", this.place);
  }

  /** Handles a key if it is for the list. Returns whether it was. */
  takeKey(event, { tabPicks = false } = {}) {
    if (!this.isOpen) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.choices.length) this.step(steps[event.key]);
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" && this.active >= 0) this.pick(this.active);
    else if (event.key === "Tab" && tabPicks && !event.shiftKey && this.choices.length)
      this.pick(Math.max(this.active, 0));
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  step(by) {
    const count = this.choices.length;
    const from = this.active < 0 && by < 0 ? 0 : this.active;
    this.activate((from + by + count) % count);
  }

  pick(index) {
    this.onPick(this.choices[index]);
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => option.classList.toggle("active", at === index));
    const option = this.list.children[index];
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  draw(choice, index) {
    return element(
      "li",
      {
        id: uniqueId("choice"),
        role: "option",
        "aria-selected": choice.isChosen ? "true" : "false",
        on: { pointerdown: (event) => event.preventDefault(), click: () => this.pick(index) },
      },
      element("span", { class: "choice-label" }, choice.label),
      choice.detail ? element("span", { class: "muted" }, choice.detail) : null,
    );
  }

  open() {
    if (!this.popup.isConnected) this.field.after(this.popup);
    if (!this.isOpen) {
      this.popup.showPopover();
      addEventListener("scroll", this.place, true);
      addEventListener("resize", this.place);
    }
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-expanded", "true");
    this.place();
  }

  place(event) {
    if (!this.field.isConnected) this.hide();
    else if (event?.target !== this.popup) placeBy(this.popup, this.field);
  }
}

const GAP = 4;

/** Puts a popup under its anchor, or above it where there is more room. Measures are pixels. */
export function placeBy(popup, anchor, { highest = 340, narrowest = 240 } = {}) {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - 2 * GAP;
  const above = box.top - 2 * GAP;
  const isAbove = below < Math.min(popup.scrollHeight, 220) && above > below;
  const width = Math.min(Math.max(box.width, narrowest), innerWidth - 2 * GAP);
  popup.style.maxHeight = `${Math.min(isAbove ? above : below, highest)}px`;
  popup.style.width = `${width}px`;
  popup.style.left = `${Math.max(GAP, Math.min(box.left, innerWidth - width - GAP))}px`;
  popup.style.top = isAbove ? "auto" : `${box.bottom + GAP}px`;
  popup.style.bottom = isAbove ? `${innerHeight - box.top + GAP}px` : "auto";
}
