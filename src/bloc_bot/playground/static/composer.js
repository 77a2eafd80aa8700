/** The field to write in, in a place or in a thread. */

import { post } from "./api.js";
import { completionOf } from "./completion.js";
import { element, isBusy, uniqueId, whileBusy } from "./dom.js";
import { Listbox } from "./listbox.js";
import { channelHere, store } from "./store.js";
import { toast } from "./toasts.js";

const typedBefore = [];

/** Sends a text. Returns whether it went; if not, says why. */
export async function say(channel, text, threadTs = null) {
  store.askedAt = Date.now();
  const answer = await post("say", { as: store.as, channel, thread_ts: threadTs, text });
  if (!answer.ok) toast(answer.error);
  return answer.ok;
}

export class Composer {
  /** @param {{label: string, threadTs?: string, initial?: string, onClose?: () => void}} options */
  constructor({ label, threadTs = null, initial = "", onClose = null }) {
    this.threadTs = threadTs;
    this.onClose = onClose;
    this.back = 0;
    this.hint = element("p", { class: "composer-hint muted", id: uniqueId("hint"), role: "status" });
    this.field = this.drawField(label, initial);
    this.sending = element("button", { class: "button primary" }, "Send");
    this.form = element(
      "form",
      { class: "composer", "aria-label": label, on: { submit: (event) => this.send(event) } },
      element("div", { class: "composer-row" }, this.field, this.drawButtons()),
      this.hint,
    );
    this.listbox = new Listbox(this.field, { label: "Completions", onPick: ({ value }) => this.complete(value) });
    this.showHint();
  }

  drawField(label, initial) {
    const field = element("textarea", {
      class: "field",
      rows: "1",
      "aria-label": label,
      "aria-describedby": this.hint.id,
      placeholder: label,
      spellcheck: "false",
      on: {
        input: () => this.typed(),
        keydown: (event) => this.takeKey(event),
        blur: () => this.listbox.hide(),
      },
    });
    field.value = initial;
    return field;
  }

  drawButtons() {
    const cancel = element("button", { type: "button", class: "quiet", on: { click: () => this.onClose() } }, "Close");
    return [this.onClose ? cancel : null, this.sending].filter(Boolean);
  }

  focus() {
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    this.listbox.hide();
    this.showHint();
  }

  typed() {
    this.back = 0;
    this.showHint();
    const { selectionStart: caret, value } = this.field;
    const found = this.threadTs && value.startsWith("/") ? null : completionOf(value.slice(0, caret));
    if (!found) {
      this.listbox.hide();
      return;
    }
    this.completeFrom = found.from;
    this.listbox.show(found.choices, found.active);
  }

  complete(value) {
    const { selectionStart: caret, value: text } = this.field;
    const start = text.slice(0, this.completeFrom) + value;
    this.field.value = start + text.slice(caret);
    this.field.setSelectionRange(start.length, start.length);
    this.field.focus();
    this.typed();
  }

  takeKey(event) {
    if (event.isComposing || this.listbox.takeKey(event, { tabPicks: true })) return;
    if (event.key === "Enter" && !event.shiftKey) this.send(event);
    else if (event.key === "ArrowUp" && (!this.text || this.back)) this.recall(event, 1);
    else if (event.key === "ArrowDown" && this.back) this.recall(event, -1);
    else if (event.key === "Escape" && this.onClose) this.onClose();
  }

  recall(event, step) {
    event.preventDefault();
    this.back = Math.max(0, Math.min(this.back + step, typedBefore.length));
    this.text = this.back ? typedBefore.at(-this.back) : "";
    this.focus();
  }

  async send(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || isBusy(this.sending)) return;
    if (typedBefore.at(-1) !== text) typedBefore.push(text);
    this.text = "";
    this.back = 0;
    const isSent = await whileBusy(this.sending, () => say(store.place, text, this.threadTs));
    if (!isSent && !this.text) this.text = text;
  }

  showHint() {
    const isCommand = this.text.startsWith("/");
    const reachesBot =
      channelHere()?.kind !== "channel" || this.text.toLowerCase().includes(`@${store.bot.name}`.toLowerCase());
    let hint = "Enter sends, Shift+Enter makes a new line.";
    if (isCommand && this.threadTs) hint = "Slack takes no slash commands in threads. Mention the bot instead.";
    else if (this.text && !isCommand && !reachesBot) {
      hint = `Only mentions (@${store.bot.name}) and slash commands reach the bot here.`;
    }
    if (this.hint.textContent !== hint) this.hint.textContent = hint;
  }
}
