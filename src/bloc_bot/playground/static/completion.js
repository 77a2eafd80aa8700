/** What can be completed in what is typed: commands, their subcommands, and the mention of the bot. */

import { store } from "./store.js";

/**
 * @param {string} typed up to the caret
 * @returns {{choices: Object[], active: number, from: number} | null} choices replace the text from `from` on
 */
export function completionOf(typed) {
  const command = /^\/\S*$/u.exec(typed);
  if (command) return offered(commandsLike(typed), 0, typed);
  const [, name, rest] = /^(\/\S+)\s+(.*)$/u.exec(typed) ?? [];
  if (name) return offered(subcommandsLike(name, rest), typed.length - rest.length, rest, -1);
  const mention = /(?:^|\s)(@\w*)$/u.exec(typed);
  return mention ? offered(mentionsLike(mention[1]), typed.length - mention[1].length, mention[1]) : null;
}

// What is typed in full already must not keep Enter from sending it; nor must a mere suggestion.
function offered(choices, from, typed, active = 0) {
  const isWhole = choices.some((choice) => choice.value.trim() === typed);
  if (!choices.length || (isWhole && choices.length === 1 && active < 0)) return null;
  return { choices, from, active: isWhole ? -1 : active };
}

function commandsLike(typed) {
  return store.commands
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map(({ command, description, hint }) => ({
      label: command,
      detail: hint ? `${description} · ${hint}` : description,
      value: `${command} `,
    }));
}

function subcommandsLike(name, typed) {
  const command = store.commands.find((known) => known.command === name.toLowerCase());
  return (command?.subcommands ?? [])
    .filter((subcommand) => subcommand.startsWith(typed.toLowerCase()))
    .map((subcommand) => ({ label: subcommand, value: subcommand }));
}

function mentionsLike(typed) {
  const mention = `@${store.bot.name}`;
  const fits = mention.toLowerCase().startsWith(typed.toLowerCase());
  return fits ? [{ label: mention, detail: "Ask the bot", value: `${mention} ` }] : [];
}
