// Keeps the networks of this window in the browser's local storage, one slot per window.
//
// A window finds its slot again, after a reload and on every page, by a name in its session storage. A window
// without one takes what windows that are gone have left. Locks tell who is alive, so that two windows (a
// duplicated one brings the same name) never write over each other.
import { make } from "../../ui/nodes.js";

const PREFIX = "phiscope.kept.";
const NAME = "phiscope.slot";
const MOST = 6;
const ANSWER = 200; // ms that other windows have to say that a slot is theirs
const SAID = "position: fixed; left: 0; right: 0; top: 40%; text-align: center; font: 1rem var(--phi-font)";
const LONGEST = 20_000; // ms after which the example is shown all the same

export function render({ model }) {
  const slots = new Slots(model);
  const show = curtain();
  model.on("msg:custom", (message) => {
    const told = message.data ?? message;
    if (told.shown) show();
    slots.told(told);
  });
  slots.begin();
}

// A page begins with an example. Where something of one's own is on its way, nothing is shown before that.
function curtain() {
  const { style } = document.documentElement;
  const said = make("p", { role: "status", style: SAID });
  const draw = (opacity, events) => {
    style.setProperty("--phi-await", opacity);
    style.setProperty("--phi-await-events", events);
  };
  const show = () => {
    draw("1", "auto");
    said.remove();
  };
  if (location.hash.startsWith("#d=") || anything()) {
    draw("0", "none");
    said.textContent = tr("Opening your network …");
    document.body.append(said);
    setTimeout(show, LONGEST);
  }
  return show;
}

function anything() {
  try {
    return known().length > 0;
  } catch {
    return false; // people may forbid a page to look
  }
}

export class Slots {
  constructor(model) {
    this.model = model;
    this.gone = [];
  }

  async begin() {
    let names = [];
    try {
      const name = sessionStorage.getItem(NAME);
      const mine = name && (await lock(name)) !== false;
      this.own = mine ? name : fresh();
      if (!mine) await lock(this.own);
      sessionStorage.setItem(NAME, this.own);
      names = mine ? [this.own] : await this.left(name);
    } catch {
      this.model.send_msg({ blocked: true }); // people may forbid a page to keep anything
      return;
    }
    onYield((name) => this.yield(name));
    this.model.send_msg({ own: this.own, found: names.map(read) });
  }

  yield(name) {
    this.gone = this.gone.filter((other) => other !== name);
    if (name === this.own) this.rename();
  }

  rename() {
    sessionStorage.setItem(NAME, (this.own = fresh()));
    this.model.send_msg({ own: this.own });
  }

  // What to begin with: a copy of what the window shows that this one came from, else of the latest; and
  // what other windows that are gone have left.
  async left(from) {
    const names = known().filter((name) => name !== this.own);
    const first = names.includes(from) ? from : names[0];
    if (first === undefined) return [];
    const free = await Promise.all(names.map((name) => lock(name, true)));
    this.gone.push(...names.filter((_, i) => free[i]));
    return [first, ...this.gone.filter((name) => name !== first)];
  }

  told({ keep, stamp, merged, aside }) {
    try {
      if (aside) this.rename();
      if (typeof keep !== "string" || !this.own) return;
      localStorage.setItem(PREFIX + this.own, JSON.stringify({ at: Date.now(), stamp, text: keep }));
      if (merged) for (const name of this.gone.splice(0)) localStorage.removeItem(PREFIX + name);
      for (const name of known().slice(MOST)) if (name !== this.own) localStorage.removeItem(PREFIX + name);
    } catch {
      this.model.send_msg({ full: true });
    }
  }
}

// By its name alone the server finds what a window showed last, so nobody must be able to guess it.
export function fresh() {
  const random = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
  return `${Date.now().toString(36)}${random}`;
}

function slot(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? {};
  } catch {
    return {};
  }
}

// What is kept under a name; a text without the time that the server put on it is told as such.
export function read(name) {
  const { text = null, stamp = null } = slot(name);
  return { name, text, stamp };
}

// Names of all slots, the latest first.
export function known() {
  const names = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
  return names
    .map((name) => [Number(slot(name).at) || 0, name])
    .toSorted((a, b) => b[0] - a[0])
    .map(([, name]) => name);
}

// Holds a slot while this page lives, or only looks whether nobody does: false if somebody else has it.
function lock(name, look = false) {
  if (!navigator.locks) return ask(name, look);
  return new Promise((resolve) => {
    navigator.locks.request(PREFIX + name, { ifAvailable: true }, (held) => {
      resolve(Boolean(held));
      return held && !look ? new Promise(() => {}) : undefined;
    });
  });
}

// Browsers have no locks for pages that come without encryption from another machine: there windows ask each
// other. Of two that ask for one slot at the same time, the one with the smaller number has it.
class Windows {
  constructor() {
    this.number = Math.random();
    this.held = new Set();
    this.asked = new Map();
    this.channel = new BroadcastChannel("phiscope.slots");
    this.channel.addEventListener("message", ({ data }) => this.hear(data));
  }

  hear({ ask: name, number, taken }) {
    if (taken !== undefined) {
      const answer = this.asked.get(taken);
      if (answer) answer(false);
      else this.late(taken);
    } else if (this.held.has(name) || (this.asked.has(name) && this.number < number)) {
      this.channel.postMessage({ taken: name });
    }
  }

  ask(name, look) {
    return new Promise((resolve) => {
      const answer = (free) => {
        this.asked.delete(name);
        if (free && !look) this.held.add(name);
        resolve(free);
      };
      this.asked.set(name, answer);
      this.channel.postMessage({ ask: name, number: this.number });
      setTimeout(() => this.asked.get(name) === answer && answer(true), ANSWER);
    });
  }

  // A busy window answers when this one has already taken the slot: it gives it back.
  late(name) {
    this.held.delete(name);
    this.yielded?.(name);
  }
}

let windows = null;

function ask(name, look) {
  windows ??= new Windows();
  return windows.ask(name, look);
}

// What to do when a slot turns out to be another window's.
function onYield(act) {
  if (windows) windows.yielded = act;
}
