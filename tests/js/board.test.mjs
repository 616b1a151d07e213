import assert from "node:assert/strict";
import { test } from "node:test";

import { boardParts } from "../../apps/views/grain/board.js";

// As much of an element as the board asks for.
class Made {
  constructor(tag) {
    Object.assign(this, { tag, attributes: {}, children: [], listeners: {} });
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(...parts) {
    this.children.push(...parts);
  }

  addEventListener(kind, listener) {
    this.listeners[kind] = listener;
  }

  get text() {
    return this.children.map((each) => (each instanceof Made ? each.text : String(each))).join("");
  }

  all(holds) {
    const below = this.children.filter((each) => each instanceof Made).flatMap((each) => each.all(holds));
    return holds(this) ? [this, ...below] : below;
  }
}

globalThis.document = { createElement: (tag) => new Made(tag) };

const unit = (label, picked = false) => ({ label, picked });
const chosen = {
  label: "α",
  tau: 2,
  most: 8,
  members: [unit("A", true), unit("B", true), unit("C"), unit("D")],
  background: [unit("D", true)],
  alone: "none",
  presets: [
    ["all", "all", true],
    ["any", "any", false],
  ],
  heads: ["AB 1 update ago", "AB now"],
  rows: [
    { index: 0, states: ["ab", "ab"], on: false, now: true },
    { index: 15, states: ["AB", "AB"], on: true, now: false },
  ],
  counts: [
    [0, false],
    [2, true],
  ],
  note: "",
};
const whole = {
  making: {
    note: "How",
    units: [unit("A", true), unit("C")],
    kinds: [
      ["all", "AND"],
      ["any", "OR"],
    ],
    kind: "any",
  },
  units: [
    { label: "α", words: "α = AND(AB)", on: true, micro: false, chosen: true, verdict: "Yes.", stands: true },
    { label: "C", words: "C", on: false, micro: true, chosen: false, verdict: "", stands: null },
  ],
  chosen,
  history: {
    assumed: false,
    note: "Set",
    columns: [
      { ago: 1, head: "1 update ago", units: [{ label: "A", text: "a", on: false }] },
      { ago: 0, head: "now", units: [{ label: "A", text: "A", on: true }] },
    ],
  },
};

function drawn(board) {
  const sent = [];
  const all = boardParts(board, (message) => sent.push(message)).flatMap((part) => part.all(() => true));
  const press = (key) => {
    const found = all.filter((each) => each.attributes["data-key"] === key);
    assert.equal(found.length, 1, `one control ${key}`);
    found[0].listeners.click();
    return sent.at(-1);
  };
  return { all, press, sent, keys: all.map((each) => each.attributes["data-key"]).filter(Boolean) };
}

test("what is pressed is told in its parts, and nothing is changed here", () => {
  const { press, sent } = drawn(whole);
  for (const [key, message] of [
    ["pick C", { type: "pick", label: "C" }],
    ["make", { type: "make" }],
    ["choose α", { type: "choose", label: "α" }],
    ["split α", { type: "split", label: "α" }],
    ["leave C", { type: "leave", label: "C" }],
    ["member C", { type: "member", label: "α", unit: "C" }],
    ["apportion D", { type: "apportion", label: "α", unit: "D" }],
    ["tau -1", { type: "tau", label: "α", tau: 1 }],
    ["tau 1", { type: "tau", label: "α", tau: 3 }],
    ["preset any", { type: "preset", label: "α", key: "any" }],
    ["flip 15", { type: "flip", label: "α", row: 15 }],
    ["past 1 A", { type: "past", ago: 1, label: "A" }],
    ["trail", { type: "trail" }],
    ["walk", { type: "walk" }],
    ["assume", { type: "assume" }],
  ]) {
    assert.deepEqual(press(key), message);
  }
  assert.equal(sent.length, 15);
});

test("every control has a key of its own, so that the focus stays where it was", () => {
  const { keys } = drawn(whole);
  assert.equal(new Set(keys).size, keys.length);
});

test("every button has a name and says whether it is pressed", () => {
  const { all } = drawn(whole);
  for (const button of all.filter((each) => each.tag === "button")) {
    assert.ok(button.text || button.attributes["aria-label"], JSON.stringify(button.attributes));
  }
  const pressed = (key) => all.find((each) => each.attributes["data-key"] === key).attributes["aria-pressed"];
  assert.deepEqual(["member A", "member C", "apportion D", "flip 0"].map(pressed), [
    "true",
    "false",
    "true",
    "false",
  ]);
  const said = (key) => all.find((each) => each.attributes["data-key"] === key).attributes["aria-label"];
  assert.equal(said("member C"), "Put C into α");
  assert.equal(said("apportion D"), "D no longer belongs to α");
});

test("a micro unit cannot be split, and no unit can be made of none", () => {
  const { keys } = drawn(whole);
  assert.ok(keys.includes("split α") && !keys.includes("split C"));
  const none = structuredClone(whole);
  none.making.units = [unit("A")];
  const button = drawn(none).all.find((each) => each.attributes["data-key"] === "make");
  assert.equal(button.disabled, true);
});

test("the update grain has ends", () => {
  const at = (tau) => {
    const board = structuredClone(whole);
    board.chosen.tau = tau;
    const { all } = drawn(board);
    return ["tau -1", "tau 1"].map((key) => all.find((each) => each.attributes["data-key"] === key).disabled);
  };
  assert.deepEqual(at(1), [true, false]);
  assert.deepEqual(at(4), [false, false]);
  assert.deepEqual(at(8), [false, true]);
});

test("the present row is marked, and counts are listed when they decide", () => {
  const { all } = drawn(whole);
  assert.equal(all.filter((each) => each.attributes["aria-current"] === "true").length, 1);
  assert.ok(all.some((each) => each.text === "ON when 2 of its states are ON."));
});

test("only what is there has a part", () => {
  const { all, keys } = drawn({ making: whole.making });
  assert.equal(all.filter((each) => each.tag === "section").length, 1);
  assert.ok(!keys.includes("walk"));
  const assumed = structuredClone(whole);
  assumed.history.assumed = true;
  assert.ok(!drawn(assumed).keys.includes("assume"));
  const alone = structuredClone(whole);
  alone.chosen.background = [];
  assert.ok(drawn(alone).all.some((each) => each.text === "none"));
});
