/** The messages of the place that is shown, each thread under its first message. */

import { Composer } from "./composer.js";
import { byId, element, keepingFocus } from "./dom.js";
import { drawMessage } from "./message.js";
import { channelHere, keyOf, on, store } from "./store.js";
import { drawWelcome } from "./suggestions.js";

const NEAR = 120;
const threads = new Map();

export function startConversation() {
  for (const subject of ["state", "place"]) on(subject, showPlace);
  on("message", showMessage);
  on("removed", removeMessage);
  byId("newer").addEventListener("click", goToEnd);
  byId("conversation").addEventListener("scroll", () => isNearEnd() && (byId("newer").hidden = true));
}

function showPlace() {
  const log = byId("log");
  byId("conversation").hidden = !channelHere();
  // A whole conversation is not read out, only what is added to it.
  log.setAttribute("aria-busy", "true");
  threads.clear();
  log.replaceChildren();
  messagesHere().forEach((message) => place(message));
  showWelcome();
  goToEnd();
  requestAnimationFrame(() => log.removeAttribute("aria-busy"));
}

function messagesHere() {
  const here = [...store.messages.values()].filter((message) => message.channel === store.place);
  return here.sort((one, other) => Number(one.ts) - Number(other.ts));
}

function showMessage({ message, isNew }) {
  if (message.channel !== store.place) return;
  const wasNearEnd = isNearEnd();
  const known = articleOf(message);
  const article = drawMessage(message);
  if (known) keepingFocus(known, () => (known.replaceWith(article), article));
  else place(message, article);
  showWelcome();
  if (isNew) follow(articleOf(message), message, wasNearEnd);
}

function removeMessage(message) {
  const article = articleOf(message);
  const thread = threads.get(message.ts);
  if (thread && !thread.replies.childElementCount) {
    thread.frame.remove();
    threads.delete(message.ts);
  }
  article?.remove();
  showWelcome();
}

function place(message, article = drawMessage(message)) {
  const thread = threads.get(message.thread_ts);
  if (thread && message.thread_ts !== message.ts) {
    thread.replies.append(article);
    thread.frame.classList.add("has-replies");
  } else {
    const opened = new Thread(message, article);
    threads.set(message.ts, opened);
    byId("log").append(opened.frame);
  }
}

class Thread {
  constructor(root, article) {
    this.root = root;
    this.replies = element("div", { class: "replies" });
    this.foot = element("div", { class: "thread-foot" });
    this.opener = element("button", { type: "button", class: "quiet reply", on: { click: () => this.open() } }, "Reply in thread");
    if (!root.ephemeral) this.foot.append(this.opener);
    this.frame = element("div", { class: "thread" }, article, this.replies, this.foot);
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

function showWelcome() {
  const welcome = byId("welcome");
  const isEmpty = Boolean(channelHere()) && threads.size === 0;
  if (isEmpty && (welcome.hidden || welcome.dataset.place !== `${store.as}/${store.place}`)) {
    welcome.dataset.place = `${store.as}/${store.place}`;
    welcome.replaceChildren(drawWelcome());
  }
  welcome.hidden = !isEmpty;
}

function articleOf(message) {
  return [...byId("log").querySelectorAll("article")].find((article) => article.dataset.key === keyOf(message));
}

function isNearEnd() {
  const frame = byId("conversation");
  return frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;
}

/** Brings what is new into view, unless somebody is reading further up. */
function follow(article, message, wasNearEnd) {
  const isReply = article.closest(".replies") && article.closest(".thread").contains(document.activeElement);
  if (!wasNearEnd && !isReply && message.user !== store.as) {
    byId("newer").hidden = false;
    return;
  }
  const fits = article.offsetHeight < byId("conversation").clientHeight;
  article.scrollIntoView({ block: fits ? "nearest" : "start" });
  if (isReply && fits) document.activeElement.closest(".composer")?.scrollIntoView({ block: "nearest" });
}

function goToEnd() {
  const frame = byId("conversation");
  frame.scrollTop = frame.scrollHeight;
  byId("newer").hidden = true;
}
