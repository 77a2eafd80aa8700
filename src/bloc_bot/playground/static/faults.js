/** What is wrong in a form: found before it is sent, as Slack does, or told by the bot; shown at its block. */

const EMPTY = "Please complete this required field.";
const VALUES = ["value", "selected_option", "selected_options", "selected_date"];

/** @returns {Object<string, string>} what is wrong, by block_id */
export function faultsOf(blocks, values, body) {
  const faults = {};
  for (const block of blocks.filter(({ type }) => type === "input")) {
    const fault = faultOf(block, values[block.block_id]?.[block.element.action_id], fieldOf(body, block.block_id));
    if (fault) faults[block.block_id] = fault;
  }
  return faults;
}

/** Shows each fault at its block and goes to the first. @returns {string[]} those whose block is not shown */
export function showFaults(body, faults) {
  for (const frame of body.querySelectorAll("[data-block]")) showFault(frame, faults[frame.dataset.block]);
  body.querySelector("[aria-invalid=true]")?.focus();
  const shown = new Set([...body.querySelectorAll("[data-block]")].map((frame) => frame.dataset.block));
  return Object.entries(faults)
    .filter(([block]) => !shown.has(block))
    .map(([, fault]) => fault);
}

function faultOf(block, value, field) {
  if (field && !field.validity?.valid && field.validationMessage) return field.validationMessage;
  const isEmpty = !VALUES.some((part) => (Array.isArray(value?.[part]) ? value[part].length : value?.[part]));
  if (isEmpty) return block.optional ? "" : EMPTY;
  const least = block.element.min_length ?? 0;
  return value.value && value.value.length < least ? `Write at least ${least} characters.` : "";
}

function showFault(frame, fault) {
  const told = frame.querySelector(".input-error");
  const field = frame.querySelector("input, textarea");
  told.textContent = fault ? `Error: ${fault}` : "";
  told.hidden = !fault;
  frame.classList.toggle("wrong", Boolean(fault));
  if (fault) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}

function fieldOf(body, block) {
  const frames = [...body.querySelectorAll("[data-block]")];
  return frames.find((frame) => frame.dataset.block === block)?.querySelector("input.field, textarea.field");
}
