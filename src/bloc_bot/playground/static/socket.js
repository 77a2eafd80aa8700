/** The connection over which the server pushes. Lost, it is made again after a growing pause, with the state anew. */

import { fetchState } from "./api.js";
import { store, takePush, takeState, tell } from "./store.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
let current = null;

/** Leaves the person before, if any, and connects as another. Without an id, as the first person there is. */
export function connectAs(as) {
  current?.leave();
  current = new Connection(as);
}

class Connection {
  constructor(as) {
    this.as = as;
    this.pause = FIRST_PAUSE;
    this.held = [];
    this.hasLeft = false;
    this.open();
  }

  leave() {
    this.hasLeft = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  async open() {
    const isKnown = store.people.length > 0 || (await this.meet());
    if (this.hasLeft) return;
    if (!isKnown) {
      this.openLater();
      return;
    }
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.held = [];
    this.socket = new WebSocket(`${scheme}://${location.host}/playground/socket?as=${encodeURIComponent(this.as)}`);
    this.socket.addEventListener("open", () => this.catchUp());
    this.socket.addEventListener("message", ({ data }) => this.take(JSON.parse(data)));
    this.socket.addEventListener("close", () => this.openLater());
  }

  /** Asks who there is: the address may name nobody, or somebody who is not there. */
  async meet() {
    const state = await fetchState("");
    if (state && !state.people.some(({ id }) => id === this.as)) this.as = state.as;
    return Boolean(state);
  }

  // What is pushed while the state is on its way is held, so that nothing falls between the two.
  async catchUp() {
    const state = await fetchState(this.as);
    if (this.hasLeft) return;
    if (!state) {
      this.socket.close();
      return;
    }
    takeState(state);
    tell("connection", true);
    this.pause = FIRST_PAUSE;
    const held = this.held;
    this.held = null;
    held.forEach(takePush);
  }

  take(push) {
    if (this.hasLeft) return;
    if (this.held) this.held.push(push);
    else takePush(push);
  }

  openLater() {
    if (this.hasLeft) return;
    tell("connection", false);
    this.timer = setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }
}
