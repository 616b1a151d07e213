import assert from "node:assert/strict";
import { test } from "node:test";

import { pieces, shortened, signed } from "../../apps/editor/captions.js";
import { setAttrs } from "../../apps/editor/elements.js";
import * as g from "../../apps/editor/geometry.js";
import { forAll, near } from "./drawn.mjs";

test("what follows an underscore is a subscript, and the line goes on at its height", () => {
  assert.deepEqual(pieces("Φ"), [["Φ", {}]]);
  const [lead, low, rest] = pieces("φ_s(aB) = 0.17");
  assert.deepEqual([lead[0], low[0], rest[0]], ["φ", "s", "(aB) = 0.17"]);
  forAll(
    (chance) => chance.list(chance.whole(0, 12), () => chance.of(["_", "φ", "s", " ", "1"])).join(""),
    (text) => {
      const made = pieces(text);
      assert.equal(made.map(([piece]) => piece).join(""), text.replaceAll("φ_s", "φs"));
      assert.equal(
        made.reduce((height, [, look]) => height + (look.dy ?? 0), 0),
        0,
      );
    },
  );
});

test("a weight has two places and a minus as printers set it", () => {
  assert.deepEqual([signed(-0.5), signed(0), signed(1.234)], ["−0.50", "0.00", "1.23"]);
  forAll(
    (chance) => chance.number(-3, 3),
    (weight) => near(Number(signed(weight).replace("−", "-")), weight, 0.005 + 1e-9),
  );
});

test("only attributes that differ are written", () => {
  const written = [];
  const node = {
    values: new Map(),
    getAttribute(name) {
      return this.values.get(name) ?? null;
    },
    setAttribute(name, value) {
      written.push(name);
      this.values.set(name, String(value));
    },
  };
  assert.equal(setAttrs(node, { r: 5, class: "disc" }), node);
  setAttrs(node, { r: 5, class: "rim" });
  assert.deepEqual(written, ["r", "class", "class"]);
});

test("long names are shortened, never taken for indices", () => {
  const text = "φ_s(Coup_fti mitogen_activated_kinase) = 0.17";
  assert.deepEqual(
    pieces(text).map(([piece]) => piece),
    ["φ", "s", "(Coup_fti mitogen_activated_kinase) = 0.17"],
  );
  assert.equal(shortened(text), "φ_s(Coup_fti mit…inase) = 0.17");
  assert.equal(shortened("φ_s(aBC) = 0.17"), "φ_s(aBC) = 0.17");
});

test("a network fits as large as the type of a lecture, and its captions stay in proportion", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ];
  const room = { w: 4000, h: 4000 };
  assert.equal(g.fitView(points, room, 20, 0).k, 1.5);
  assert.equal(g.fitView(points, room, 20, 0, 2).k, 3);
  assert.equal(g.captionSize(3, 2), 1);
  assert.equal(g.captionSize(1, 2), 2);
  assert.equal(g.captionSize(1.5, 1), 1);
});
