/** The messages of the place that is shown, each thread under its first message. */

import { byId, keepingFocus } from "./dom.js";
import { drawMessage } from "./message.js";
import { channelHere, keyOf, on, store } from "./store.js";
import { drawWelcome } from "./suggestions.js";
import { Thread } from "./thread.js";

const NEAR = 120;
const ANSWERED_WITHIN_MS = 15_000;
const threads = new Map();
let newest = null;

export function startConversation() {
  for (const subject of ["state", "place"]) on(subject, showPlace);
  on("message", showMessage);
  on("removed", removeMessage);
  byId("newer").addEventListener("click", goToNewest);
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
  const root = rootOf(message);
  articleOf(message)?.remove();
  if (threads.get(root)?.isEmpty) {
    threads.get(root).frame.remove();
    threads.delete(root);
  }
  showWelcome();
}

function place(message, article = drawMessage(message)) {
  const root = rootOf(message);
  if (threads.has(root)) {
    threads.get(root).add(article);
    return;
  }
  // A reply whose first message this person does not see stands in its place.
  threads.set(root, new Thread(message, article));
  byId("log").append(threads.get(root).frame);
}

const rootOf = (message) => message.thread_ts ?? message.ts;

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
  const isAnswer = message.user === store.bot.id && Date.now() - store.askedAt < ANSWERED_WITHIN_MS;
  if (wasNearEnd || isReply || isAnswer || message.user === store.as) reveal(article);
  else {
    newest = article;
    byId("newer").hidden = false;
  }
}

function reveal(article) {
  const fits = article.offsetHeight < byId("conversation").clientHeight;
  article.scrollIntoView({ block: fits ? "nearest" : "start" });
  const writing = document.activeElement?.closest(".thread .composer");
  if (fits && article.closest(".thread").contains(writing)) writing.scrollIntoView({ block: "nearest" });
}

function goToNewest() {
  reveal(newest);
  newest.focus({ preventScroll: true });
  byId("newer").hidden = true;
}

function goToEnd() {
  const frame = byId("conversation");
  frame.scrollTop = threads.size ? frame.scrollHeight : 0;
  byId("newer").hidden = true;
}
