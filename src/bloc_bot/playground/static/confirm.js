/** The question that an element asks before it acts. */

import { element, uniqueId } from "./dom.js";
import { drawText, plainText } from "./mrkdwn.js";

/** Whether to go on. @param {Object} [confirm] Slack's confirm object */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const { promise, resolve } = settled();
  const title = uniqueId("confirm");
  const style = confirm.style === "danger" ? "danger" : "primary";
  const dialog = element(
    "dialog",
    { class: "confirm", "aria-labelledby": title, on: { close: () => finish(dialog, resolve) } },
    element("form", { method: "dialog" }, [
      element("h2", { id: title }, plainText(confirm.title)),
      element("div", { class: "confirm-text" }, drawText(confirm.text)),
      element("div", { class: "dialog-foot" }, [
        element("button", { class: "button", value: "no" }, plainText(confirm.deny)),
        element("button", { class: `button ${style}`, value: "yes" }, plainText(confirm.confirm)),
      ]),
    ]),
  );
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}

function finish(dialog, resolve) {
  dialog.remove();
  resolve(dialog.returnValue === "yes");
}

function settled() {
  let resolve;
  const promise = new Promise((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
