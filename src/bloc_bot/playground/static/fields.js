/** Fields to type in, to tick and to choose a day in. */

import { element, uniqueId } from "./dom.js";
import { drawText, plainText } from "./mrkdwn.js";
import { keep, press, valueKey } from "./surfaces.js";

const TYPES = { url_text_input: "url", email_text_input: "email", number_input: "number", plain_text_input: "text" };

export function drawTextField(drawn, context) {
  const value = currentValue(drawn, context, { value: drawn.initial_value ?? null }).value;
  const isLong = Boolean(drawn.multiline);
  const field = element(isLong ? "textarea" : "input", {
    ...context.attributes,
    class: "field",
    type: isLong ? null : TYPES[drawn.type],
    rows: isLong ? "4" : null,
    step: drawn.is_decimal_allowed ? "any" : null,
    min: drawn.min_value,
    max: drawn.max_value,
    maxlength: drawn.max_length,
    placeholder: plainText(drawn.placeholder) || null,
    on: {
      input: () => remember(drawn, context, { value: field.value || null }),
      keydown: (event) => event.key === "Enter" && !isLong && context.block.dispatch_action && enter(event),
    },
  });
  field.value = value ?? "";

  function enter(event) {
    event.preventDefault();
    press(context.surface, context.block, drawn, { value: field.value }, field);
  }

  return field;
}

export function drawDatePicker(drawn, context) {
  const value = currentValue(drawn, context, { selected_date: drawn.initial_date ?? null }).selected_date;
  const field = element("input", {
    ...context.attributes,
    class: "field",
    type: "date",
    on: { change: () => keep(context, drawn, { selected_date: field.value || null }, field) },
  });
  field.value = value ?? "";
  return field;
}

export function drawCheckboxes(drawn, context) {
  const chosen = currentValue(drawn, context, { selected_options: drawn.initial_options ?? [] }).selected_options;
  return drawTicks(drawn, context, "checkbox", chosen, (ticked, frame) =>
    keep(context, drawn, { selected_options: ticked }, frame),
  );
}

export function drawRadioButtons(drawn, context) {
  const chosen = currentValue(drawn, context, { selected_option: drawn.initial_option ?? null }).selected_option;
  return drawTicks(drawn, context, "radio", chosen ? [chosen] : [], (ticked, frame) =>
    keep(context, drawn, { selected_option: ticked[0] ?? null }, frame),
  );
}

function drawTicks(drawn, { attributes }, type, chosen, onChange) {
  const { id, "data-focus": focus, ...rest } = attributes;
  const name = uniqueId("ticks");
  const ticks = drawn.options.map((option) => drawTick(option, type, name, `${focus}/${option.value}`, chosen));
  const ticked = () => drawn.options.filter((_, index) => ticks[index].querySelector("input").checked);
  const role = type === "radio" ? "radiogroup" : "group";
  const frame = element(
    "div",
    { id, ...rest, role, class: "ticks", on: { change: () => onChange(ticked(), frame) } },
    ticks,
  );
  return frame;
}

function drawTick(option, type, name, focus, chosen) {
  const input = element("input", { type, name, "data-focus": focus });
  input.checked = chosen.some((known) => known.value === option.value);
  const description = option.description ? element("span", { class: "muted" }, drawText(option.description)) : null;
  return element("label", { class: "tick" }, input, element("span", {}, drawText(option.text), description));
}

function currentValue(drawn, { surface, block }, initial) {
  const key = valueKey(block, drawn);
  if (!surface.values.has(key)) surface.values.set(key, { type: drawn.type, ...initial });
  return surface.values.get(key);
}

function remember(drawn, { surface, block }, value) {
  surface.values.set(valueKey(block, drawn), { type: drawn.type, ...value });
}
