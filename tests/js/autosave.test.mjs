import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Slots, fresh, known, read } from "../../apps/workspace/documents/autosave.js";
import { forAll } from "./drawn.mjs";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

function put(name, slot) {
  localStorage.setItem(`phiscope.kept.${name}`, JSON.stringify(slot));
}

function slots(own) {
  const sent = [];
  const made = new Slots({ send_msg: (message) => sent.push(message) });
  return Object.assign(made, { own, sent });
}

test("names are never the same, and can be parts of a key", () => {
  const names = new Set(Array.from({ length: 1000 }, fresh));
  assert.equal(names.size, 1000);
  for (const name of names) assert.match(name, /^[0-9a-z]{20,}$/);
});

test("what is kept is read as it was told", () => {
  const own = slots("here");
  own.told({ keep: "A = B", stamp: 7 });
  assert.deepEqual(read("here"), { name: "here", text: "A = B", stamp: 7 });
  assert.deepEqual(own.sent, []);
});

test("a slot that is empty or broken is read as one without a text", () => {
  localStorage.setItem("phiscope.kept.broken", "{");
  localStorage.setItem("phiscope.kept.null", "null");
  for (const name of ["none", "broken", "null"]) {
    assert.deepEqual(read(name), { name, text: null, stamp: null });
  }
});

test("slots are known with the latest first; what others store is none", () => {
  localStorage.setItem("panel", "{}");
  forAll(
    (chance) => chance.list(8, (i) => ({ name: `s${i}`, at: chance.whole(1, 1e6) })),
    (made) => {
      for (const { name, at } of made) put(name, { at });
      const times = known().map((name) => made.find((slot) => slot.name === name).at);
      assert.deepEqual(
        times,
        made.map(({ at }) => at).toSorted((a, b) => b - a),
      );
    },
    50,
  );
});

test("of many slots the oldest go, never one's own", () => {
  for (let i = 0; i < 9; i += 1) put(`s${i}`, { at: 1e15 + i }); // later than the own one
  slots("own").told({ keep: "A", stamp: 1 });
  const names = known();
  assert.deepEqual(names.slice(0, 6), ["s8", "s7", "s6", "s5", "s4", "s3"]);
  assert.deepEqual(names.slice(6), ["own"]);
});

// Locks as browsers have them, with some that other windows hold.
function locked(...held) {
  const request = (name, options, act) => act(held.includes(name.slice("phiscope.kept.".length)) ? null : {});
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
}

test("a window that is loaded again finds its own slot", async () => {
  locked();
  put("mine", { at: 1, text: "A", stamp: 3 });
  put("later", { at: 2, text: "B", stamp: 4 });
  sessionStorage.setItem("phiscope.slot", "mine");
  const own = slots();
  await own.begin();
  assert.deepEqual(own.sent, [{ own: "mine", found: [{ name: "mine", text: "A", stamp: 3 }] }]);
});

test("a duplicated window begins with a copy, under a name of its own, and takes what is left of others", async () => {
  locked("twin", "open");
  for (const [at, name] of ["left", "twin", "open", "older"].entries()) put(name, { at: 9 - at, text: name });
  sessionStorage.setItem("phiscope.slot", "twin");
  const own = slots();
  await own.begin();
  assert.ok(!["left", "twin", "open", "older"].includes(own.own));
  assert.equal(sessionStorage.getItem("phiscope.slot"), own.own);
  assert.deepEqual(
    own.sent[0].found.map((slot) => slot.text),
    ["twin", "left", "older"],
  );
});

// Another window, in a browser without locks, that has a slot or is asking for it.
function otherWindow(name, { has = false, number = 1 } = {}) {
  const channel = new BroadcastChannel("phiscope.slots");
  channel.addEventListener("message", ({ data }) => {
    if (data.ask === name && (has || number < data.number)) channel.postMessage({ taken: name });
  });
}

function unlocked() {
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
}

test("without locks a new window begins with the latest, and takes what is left of others", async () => {
  unlocked();
  put("older", { at: 1, text: "A" });
  put("latest", { at: 2, text: "B" });
  const own = slots();
  await own.begin();
  assert.deepEqual(
    own.sent[0].found.map((slot) => slot.text),
    ["B", "A"],
  );
});

test("without locks a duplicated window is told by the other that its slot is taken", async () => {
  unlocked();
  otherWindow("shared", { has: true });
  put("shared", { at: 1, text: "A" });
  sessionStorage.setItem("phiscope.slot", "shared");
  const own = slots();
  await own.begin();
  assert.notEqual(own.own, "shared");
  assert.deepEqual(
    own.sent[0].found.map((slot) => slot.text),
    ["A"],
  );
  assert.deepEqual(own.gone, []);
});

test("without locks, of two windows that ask at the same time one yields", async () => {
  unlocked();
  otherWindow("both", { number: -1 });
  otherWindow("mine", { number: 2 });
  sessionStorage.setItem("phiscope.slot", "both");
  const second = slots();
  await second.begin();
  assert.notEqual(second.own, "both");
  sessionStorage.setItem("phiscope.slot", "mine");
  const first = slots();
  await first.begin();
  assert.equal(first.own, "mine");
});

test("slots that were merged are gone once the whole is kept", () => {
  put("left", { at: 1, text: "B" });
  const own = Object.assign(slots("own"), { gone: ["left"] });
  own.told({ keep: "A", stamp: 1 });
  assert.deepEqual(known().toSorted(), ["left", "own"]);
  own.told({ keep: "A, B", stamp: 2, merged: true });
  assert.deepEqual(known(), ["own"]);
});

test("a window that is set aside goes on under a new name", () => {
  const own = slots("old");
  put("old", { at: 1, text: "A" });
  own.told({ aside: true, keep: "B", stamp: 2 });
  assert.notEqual(own.own, "old");
  assert.equal(sessionStorage.getItem("phiscope.slot"), own.own);
  assert.deepEqual(own.sent, [{ own: own.own }]);
  assert.deepEqual([read("old").text, read(own.own).text], ["A", "B"]);
});

test("a full store is told, and a window without a name keeps nothing", () => {
  const full = slots("own");
  localStorage.setItem = () => {
    throw new Error("full");
  };
  try {
    full.told({ keep: "A", stamp: 1 });
  } finally {
    delete localStorage.setItem;
  }
  assert.deepEqual(full.sent, [{ full: true }]);
  slots(undefined).told({ keep: "A", stamp: 1 });
  assert.deepEqual(known(), []);
});
