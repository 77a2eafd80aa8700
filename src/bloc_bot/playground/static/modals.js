/** The stack of modals: one dialog each, the topmost last. */

import { post } from "./api.js";
import { drawBlocks, headOf } from "./blocks.js";
import { byId, element, isBusy, keepingFocus, uniqueId, whileBusy } from "./dom.js";
import { faultsOf, showFaults } from "./faults.js";
import { plainText } from "./mrkdwn.js";
import { on, store } from "./store.js";
import { keepValuesOf, surfaceOfView, valuesByBlock } from "./surfaces.js";
import { bringToasts, toast } from "./toasts.js";

const shown = new Map();

export function startModals() {
  on("modals", showStack);
  on("state", showStack);
}

function showStack() {
  const ids = new Set(store.modals.map((view) => view.id));
  for (const [id, modal] of [...shown].reverse()) if (!ids.has(id)) drop(id, modal);
  for (const view of store.modals) {
    if (!shown.has(view.id)) shown.set(view.id, new Modal(view));
    else shown.get(view.id).update(view);
  }
  bringToasts();
}

function drop(id, modal) {
  shown.delete(id);
  byId("toasts").hidePopover();
  document.body.append(byId("toasts"));
  modal.dialog.close();
  modal.dialog.remove();
  if (document.activeElement === document.body) document.querySelector("#composer textarea")?.focus();
}

class Modal {
  constructor(view) {
    const title = uniqueId("modal");
    this.title = element("h2", { id: title });
    this.remark = element("p", { class: "modal-remark", role: "alert", hidden: true });
    this.body = element("div", { class: "modal-body", tabindex: "-1" });
    this.foot = element("div", { class: "dialog-foot" });
    this.form = element("form", { novalidate: true, on: { submit: (event) => this.submit(event) } }, [
      this.title,
      this.remark,
      this.body,
      this.foot,
    ]);
    const listeners = { cancel: (event) => this.close(event) };
    this.dialog = element("dialog", { class: "modal", "aria-labelledby": title, on: listeners }, this.form);
    document.body.append(this.dialog);
    this.draw(view);
    this.dialog.showModal();
    (this.body.querySelector("input, textarea, select") ?? this.foot.querySelector("button")).focus();
  }

  update(view) {
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    const hasNewHead = headOf(this.view) !== headOf(view);
    keepingFocus(this.dialog, () => this.draw(view));
    // What the bot put at the top is to be read before the form is sent again.
    if (hasNewHead) this.showTop();
  }

  draw(view) {
    const surface = surfaceOfView(view);
    keepValuesOf(surface, view.blocks);
    this.view = view;
    this.title.textContent = plainText(view.title);
    this.body.replaceChildren(...drawBlocks(view.blocks, surface));
    this.closing = element(
      "button",
      {
        type: "button",
        class: "button",
        "data-focus": `${view.id}/close`,
        on: { click: (event) => this.close(event) },
      },
      plainText(view.close) || (view.submit ? "Cancel" : "Close"),
    );
    this.submitting = view.submit
      ? element("button", { class: "button primary", "data-focus": `${view.id}/submit` }, plainText(view.submit))
      : null;
    this.foot.replaceChildren(...[this.closing, this.submitting].filter(Boolean));
    this.tell({});
    return this.closing;
  }

  showTop() {
    this.body.scrollTop = 0;
    this.body.focus({ preventScroll: true });
  }

  async submit(event) {
    event.preventDefault();
    if (!this.submitting || isBusy(this.submitting)) return;
    const values = valuesByBlock(surfaceOfView(this.view), this.view.blocks);
    const faults = faultsOf(this.view.blocks, values, this.body);
    this.tell(faults);
    if (Object.keys(faults).length) return;
    const body = { as: store.as, view_id: this.view.id, values };
    const answer = await whileBusy(this.submitting, () => post("submit", body));
    if (!answer.ok) toast(answer.error);
    else this.tell(answer.errors ?? {});
  }

  tell(faults) {
    const count = Object.keys(faults).length;
    const unplaced = showFaults(this.body, faults);
    const what = count === 1 ? "One field needs another look." : `${count} fields need another look.`;
    this.remark.textContent = [count ? what : "", ...unplaced].filter(Boolean).join(" ");
    this.remark.hidden = !count;
  }

  async close(event) {
    event.preventDefault();
    if (event.target !== this.dialog && event.type === "cancel") return;
    if (isBusy(this.closing)) return;
    const body = { as: store.as, view_id: this.view.id };
    const answer = await whileBusy(this.closing, () => post("close", body));
    if (!answer.ok) toast(answer.error);
  }
}
