/** Select menus with type-ahead: one or several choices, listed in the block or asked of the bot. */

import { post } from "./api.js";
import { element } from "./dom.js";
import { Listbox } from "./listbox.js";
import { plainText } from "./mrkdwn.js";
import { store } from "./store.js";
import { keep, valueKey } from "./surfaces.js";

const PAUSE = 150;
const SLACKS_LEAST = 3;
const SLACKS_MOST = 100;

/** @param {Object} drawn Slack's element @param {Object} context see elements.js */
export function drawSelect(drawn, context) {
  return new Select(drawn, context).frame;
}

/** A menu of the channels of the workspace. */
export function drawConversations(drawn, context) {
  const channels = store.channels.filter(({ kind }) => kind === "channel");
  const options = channels.map(({ id, name }) => ({ text: { type: "plain_text", text: `#${name}` }, value: id }));
  return new Conversations({ ...drawn, options }, context).frame;
}

/** A menu of the people of the workspace. */
export function drawUsers(drawn, context) {
  const options = store.people.map(({ id, name }) => ({ text: { type: "plain_text", text: name }, value: id }));
  return new Users({ ...drawn, options }, context).frame;
}

class Select {
  constructor(drawn, context) {
    this.drawn = drawn;
    this.context = context;
    this.isMultiple = drawn.type.startsWith("multi_");
    this.isExternal = drawn.type.endsWith("external_select");
    this.least = this.isExternal ? (drawn.min_query_length ?? SLACKS_LEAST) : 0;
    this.asked = 0;
    this.chosen = this.initial();
    this.field = this.drawField();
    this.chips = element("div", { class: "chips" });
    this.frame = element("div", { class: "select" }, this.isMultiple ? this.chips : null, this.field);
    const label = context.label || plainText(drawn.placeholder) || "Choices";
    this.listbox = new Listbox(this.field, {
      label,
      isMultiple: this.isMultiple,
      onPick: ({ value }) => this.toggle(value),
    });
    this.redraw();
  }

  initial() {
    const { surface, block } = this.context;
    const key = valueKey(block, this.drawn);
    if (!surface.values.has(key)) {
      const first = this.drawn.initial_options ?? (this.drawn.initial_option ? [this.drawn.initial_option] : []);
      surface.values.set(key, { type: this.drawn.type, ...this.asValue(first) });
    }
    const value = surface.values.get(key);
    return value.selected_options ?? (value.selected_option ? [value.selected_option] : []);
  }

  asValue(chosen) {
    return this.isMultiple ? { selected_options: chosen } : { selected_option: chosen[0] ?? null };
  }

  drawField() {
    return element("input", {
      ...this.context.attributes,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      class: "field",
      "aria-expanded": "false",
      placeholder: plainText(this.drawn.placeholder) || (this.isExternal ? "Type to search" : "Choose"),
      on: {
        focus: () => this.field.select(),
        click: () => this.offer(""),
        input: () => this.offer(this.field.value),
        keydown: (event) => this.takeKey(event),
        blur: () => this.leave(),
      },
    });
  }

  takeKey(event) {
    if (this.listbox.takeKey(event)) return;
    if (["ArrowDown", "ArrowUp"].includes(event.key)) this.offer("");
    else if (event.key === "Backspace" && this.isMultiple && !this.field.value) this.remove(this.chosen.at(-1));
    // Enter in a menu never sends the form around it.
    if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) event.preventDefault();
  }

  /** Lists what fits what was typed. */
  async offer(typed) {
    const turn = (this.asked += 1);
    if (typed.trim().length < this.least) {
      this.listbox.say(`Type at least ${this.least} ${this.least === 1 ? "character" : "characters"}.`);
      return;
    }
    if (!this.isExternal) {
      this.list(this.matching(typed));
      return;
    }
    if (!this.listbox.isOpen) this.listbox.say("Searching…");
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (turn !== this.asked) return;
    const answer = await this.search(typed);
    if (turn !== this.asked || document.activeElement !== this.field) return;
    if (answer.ok) this.list(answer.options ?? []);
    else this.listbox.say(answer.error);
  }

  search(typed) {
    const { surface, block } = this.context;
    const where = { as: store.as, ...surface.address, block_id: block.block_id, action_id: this.drawn.action_id };
    return post("options", { ...where, value: typed });
  }

  matching(typed) {
    const options = this.drawn.options ?? (this.drawn.option_groups ?? []).flatMap((group) => group.options);
    const wanted = typed.trim().toLocaleLowerCase();
    return options.filter((option) => plainText(option.text).toLocaleLowerCase().includes(wanted));
  }

  list(options) {
    const choices = options.map((option) => ({
      label: plainText(option.text),
      detail: plainText(option.description),
      isChosen: this.has(option),
      value: option,
    }));
    if (choices.length) this.listbox.show(choices);
    else this.listbox.say("Nothing found.");
  }

  has(option) {
    return this.chosen.some((chosen) => chosen.value === option.value);
  }

  toggle(option) {
    if (!this.isMultiple) this.choose([option]);
    else if (this.has(option)) this.remove(option);
    else if (this.chosen.length < (this.drawn.max_selected_items ?? SLACKS_MOST)) this.choose([...this.chosen, option]);
    else this.listbox.say(`At most ${this.drawn.max_selected_items} can be chosen.`);
  }

  remove(option) {
    if (option) this.choose(this.chosen.filter((chosen) => chosen.value !== option.value));
  }

  choose(chosen) {
    this.asked += 1;
    this.chosen = chosen;
    this.listbox.hide();
    this.redraw();
    this.field.focus();
    keep(this.context, this.drawn, this.asValue(chosen), this.field);
  }

  leave() {
    this.asked += 1;
    this.listbox.hide();
    this.redraw();
  }

  redraw() {
    this.field.value = this.isMultiple ? "" : plainText(this.chosen[0]?.text);
    this.chips.replaceChildren(...this.chosen.map((option) => this.drawChip(option)));
  }

  drawChip(option) {
    const label = plainText(option.text);
    return element(
      "span",
      { class: "chip" },
      element("span", {}, label),
      element(
        "button",
        { type: "button", "aria-label": `Remove ${label}`, on: { click: () => this.remove(option) } },
        "×",
      ),
    );
  }
}

class Conversations extends Select {
  initial() {
    const { surface, block } = this.context;
    const key = valueKey(block, this.drawn);
    if (!surface.values.has(key)) {
      const selected_conversations = this.drawn.initial_conversations ?? [];
      surface.values.set(key, { type: this.drawn.type, selected_conversations });
    }
    const { selected_conversations } = surface.values.get(key);
    return this.drawn.options.filter((option) => selected_conversations.includes(option.value));
  }

  asValue(chosen) {
    return { selected_conversations: chosen.map((option) => option.value) };
  }
}

class Users extends Select {
  initial() {
    const { surface, block } = this.context;
    const key = valueKey(block, this.drawn);
    if (!surface.values.has(key)) {
      surface.values.set(key, { type: this.drawn.type, selected_user: this.drawn.initial_user ?? null });
    }
    const { selected_user } = surface.values.get(key);
    return this.drawn.options.filter((option) => option.value === selected_user);
  }

  asValue(chosen) {
    return { selected_user: chosen[0]?.value ?? null };
  }
}
