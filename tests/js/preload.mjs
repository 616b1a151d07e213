// What scripts find in a browser and node lacks.

// In the browser a script holds the sentences themselves: `tr("…")` is replaced by apps/ui/scripts.py.
globalThis.tr = (text) => text;

// As in browsers, the keys are those of the object.
class Store {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, value) {
    this[key] = String(value);
  }

  removeItem(key) {
    delete this[key];
  }

  clear() {
    for (const key of Object.keys(this)) delete this[key];
  }
}

for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(globalThis, name, { value: new Store(), configurable: true, writable: true });
}

// Windows of one browser talk to each other; node's own channel would keep the process alive.
const channels = new Set();

globalThis.BroadcastChannel = class {
  constructor() {
    this.listeners = [];
    channels.add(this);
  }

  addEventListener(_kind, listener) {
    this.listeners.push(listener);
  }

  postMessage(data) {
    for (const other of channels) {
      if (other !== this) for (const listener of other.listeners) queueMicrotask(() => listener({ data }));
    }
  }
};
