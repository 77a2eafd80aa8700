/** The menu of a message: what the app offers to do with it. */

import { post } from "./api.js";
import { isBusy, whileBusy } from "./dom.js";
import { drawMenu } from "./menu.js";
import { keyOf, nameOf, store } from "./store.js";
import { toast } from "./toasts.js";

/** @returns {HTMLElement|null} Slack has none on what only one person sees */
export function drawShortcuts(message) {
  if (message.ephemeral || !store.shortcuts.length) return null;
  const choices = store.shortcuts.map((shortcut) => ({
    label: shortcut.name,
    choose: (button) => choose(shortcut, message, button),
  }));
  const menu = drawMenu(choices, {
    label: `More actions for the message by ${nameOf(message.user)}`,
    focus: `${keyOf(message)}/shortcuts`,
  });
  menu.classList.add("shortcuts");
  return menu;
}

async function choose({ callback_id }, { channel, ts }, button) {
  if (isBusy(button)) return;
  store.askedAt = Date.now();
  const answer = await whileBusy(button, () => post("shortcut", { as: store.as, channel, ts, callback_id }));
  if (!answer.ok) toast(answer.error);
}
