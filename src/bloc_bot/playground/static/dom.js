/** Building elements. Text becomes text nodes, never markup. */

let made = 0;

/**
 * @param {string} name
 * @param {Object} [attributes] `on` holds listeners by event; true sets an attribute, false and null leave it out
 * @param {...(Node|string|null|Array)} children null is left out
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const built = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute === "on") {
      for (const [event, listener] of Object.entries(value)) built.addEventListener(event, listener);
    } else if (value !== false && value !== null && value !== undefined) {
      built.setAttribute(attribute, value === true ? "" : value);
    }
  }
  built.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return built;
}

export function uniqueId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}

/** The address if it is one of the web, else null: a link never runs a script. */
export function webAddress(address) {
  const parsed = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return parsed && ["http:", "https:", "mailto:"].includes(parsed.protocol) ? address : null;
}

export const byId = (id) => document.getElementById(id);

/** Redraws, and gives the focus and the caret back to the control of the same `data-focus`. */
export function keepingFocus(container, redraw) {
  const before = container.contains(document.activeElement) ? document.activeElement : null;
  const key = before?.dataset.focus;
  const caret = before && "selectionStart" in before ? [before.selectionStart, before.selectionEnd] : null;
  const fallback = redraw();
  if (!before || before.isConnected) return;
  const after = [...document.querySelectorAll("[data-focus]")].find((control) => key && control.dataset.focus === key);
  (after ?? fallback)?.focus({ preventScroll: true });
  if (after && caret && caret[0] !== null && "setSelectionRange" in after) after.setSelectionRange(...caret);
}

/** Marks a control as busy while `work` runs. */
export async function whileBusy(control, work) {
  control.setAttribute("aria-busy", "true");
  control.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } finally {
    control.removeAttribute("aria-busy");
    control.removeAttribute("aria-disabled");
  }
}

export const isBusy = (control) => control.getAttribute("aria-busy") === "true";
