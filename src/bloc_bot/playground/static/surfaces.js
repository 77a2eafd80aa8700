/**
 * Where blocks stand (a message or a view), and what was put into their elements.
 *
 * @typedef {{address: {channel: string, ts: string} | {view_id: string}, values: Map<string, Object>}} Surface
 */

import { post } from "./api.js";
import { isBusy, whileBusy } from "./dom.js";
import { confirmed } from "./confirm.js";
import { store } from "./store.js";
import { toast } from "./toasts.js";

const surfaces = new Map();

export const surfaceOfMessage = ({ channel, ts }) => surfaceAt(`${channel}/${ts}`, { channel, ts });
export const surfaceOfView = ({ id }) => surfaceAt(id, { view_id: id });

/** Forgets what was put into every message and view: another person sits down. */
export const forgetSurfaces = () => surfaces.clear();

export const valueKey = (block, drawn) => `${block.block_id}/${drawn.action_id}`;

/** What was put in so far as Slack's `state.values`, for the blocks that are still shown. */
export function valuesByBlock(surface, blocks) {
  const values = {};
  for (const [block, drawn] of elementsOf(blocks)) {
    const value = surface.values.get(valueKey(block, drawn));
    if (value) (values[block.block_id] ??= {})[drawn.action_id] = value;
  }
  return values;
}

/** Forgets what belongs to elements that are no longer shown. */
export function keepValuesOf(surface, blocks) {
  const shown = new Set(elementsOf(blocks).map(([block, drawn]) => valueKey(block, drawn)));
  for (const key of surface.values.keys()) if (!shown.has(key)) surface.values.delete(key);
}

/** Tells the bot of a press or a choice, after its confirmation if it has one. */
export async function press(surface, block, drawn, action, control) {
  if (isBusy(control) || !(await confirmed(drawn.confirm))) return false;
  const body = {
    as: store.as,
    ...surface.address,
    block_id: block.block_id,
    action: { type: drawn.type, action_id: drawn.action_id, ...action },
  };
  store.askedAt = Date.now();
  const answer = await whileBusy(control, () => post("press", body));
  if (!answer.ok) toast(answer.error);
  return answer.ok;
}

/** Keeps what was put into an element; outside of input blocks the bot hears of it at once. */
export function keep(context, drawn, value, control) {
  const { surface, block } = context;
  surface.values.set(valueKey(block, drawn), { type: drawn.type, ...value });
  if (block.type !== "input" || block.dispatch_action) press(surface, block, drawn, value, control);
}

function surfaceAt(key, address) {
  if (!surfaces.has(key)) surfaces.set(key, { address, values: new Map() });
  return surfaces.get(key);
}

function elementsOf(blocks) {
  return blocks.flatMap((block) =>
    [block.element, block.accessory, ...(block.elements ?? [])]
      .filter((drawn) => drawn?.action_id)
      .map((drawn) => [block, drawn]),
  );
}
