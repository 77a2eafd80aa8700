/**
 * What the page knows, and who is told when it changes.
 *
 * Subjects: `state` (everything anew), `place`, `message`, `removed`, `modals`, `home`, `traffic`, `notice` and
 * `connection`.
 */

const KEPT_ENTRIES = 300;
const listeners = new Map();

export const store = {
  workspace: "",
  as: "",
  bot: { id: "", name: "" },
  people: [],
  channels: [],
  commands: [],
  shortcuts: [],
  suggestions: [],
  messages: new Map(),
  home: null,
  modals: [],
  traffic: [],
  place: "",
  unread: new Map(),
  askedAt: 0,
};

export function on(subject, listener) {
  listeners.set(subject, [...(listeners.get(subject) ?? []), listener]);
}

export function tell(subject, detail) {
  for (const listener of listeners.get(subject) ?? []) listener(detail);
}

export const keyOf = (message) => `${message.channel}/${message.ts}`;
export const channelHere = () => store.channels.find((channel) => channel.id === store.place) ?? null;
export const self = () => store.people.find((person) => person.id === store.as);

/** The person or bot behind an id; an unknown one is called by its id. */
export function nameOf(id) {
  if (id === store.bot.id) return store.bot.name;
  return store.people.find((person) => person.id === id)?.name ?? id;
}

/** Takes over a whole state. Where the place is no longer seen, its counterpart is shown. */
export function takeState(state) {
  const before = channelHere();
  const { messages, ...rest } = state;
  Object.assign(store, rest, { messages: new Map(messages.map((message) => [keyOf(message), message])) });
  const stays = store.place === "home" || channelHere();
  const counterpart = store.channels.find((channel) => channel.kind === before?.kind) ?? store.channels[0];
  if (!stays) store.place = counterpart?.id ?? "home";
  tell("state");
}

export function goTo(place) {
  store.place = place;
  store.unread.delete(place);
  tell("place");
}

const TAKEN = {
  message({ message }) {
    const isNew = !store.messages.has(keyOf(message));
    store.messages.set(keyOf(message), message);
    if (isNew && message.channel !== store.place && message.user !== store.as) {
      store.unread.set(message.channel, (store.unread.get(message.channel) ?? 0) + 1);
    }
    tell("message", { message, isNew });
  },
  removed(removed) {
    store.messages.delete(keyOf(removed));
    tell("removed", removed);
  },
  modals({ views }) {
    store.modals = views;
    tell("modals");
  },
  home({ view }) {
    store.home = view;
    tell("home");
  },
  traffic({ entry }) {
    const others = store.traffic.filter((known) => known.id !== entry.id);
    store.traffic = [...others, entry].slice(-KEPT_ENTRIES);
    tell("traffic", entry);
  },
  notice({ text }) {
    tell("notice", text);
  },
};

/** Takes one object that the server pushed. A kind that is not known is left alone. */
export function takePush(push) {
  TAKEN[push.type]?.(push);
}
