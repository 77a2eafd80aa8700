/** A message with its replies, and the way to reply. */

import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { channelHere, store } from "./store.js";

export class Thread {
  constructor(root, article) {
    this.root = root;
    this.replies = element("div", { class: "replies" });
    this.foot = element("div", { class: "thread-foot" });
    this.opener = element(
      "button",
      { type: "button", class: "quiet reply", on: { click: () => this.open() } },
      "Reply in thread",
    );
    if (!root.ephemeral) this.foot.append(this.opener);
    this.frame = element("div", { class: "thread" }, article, this.replies, this.foot);
  }

  get isEmpty() {
    return !this.frame.querySelector("article");
  }

  add(article) {
    this.replies.append(article);
  }

  open() {
    const isChannel = channelHere().kind === "channel";
    this.composer = new Composer({
      label: "Reply in this thread",
      threadTs: this.root.thread_ts ?? this.root.ts,
      initial: isChannel ? `@${store.bot.name} ` : "",
      onClose: () => this.close(),
    });
    this.foot.replaceChildren(this.composer.form);
    this.composer.focus();
    this.composer.form.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.foot.replaceChildren(this.opener);
    this.opener.focus();
  }
}
