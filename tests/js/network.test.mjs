import assert from "node:assert/strict";
import { test } from "node:test";

import { readNetwork } from "../../apps/editor/network.js";
import { forAll, near } from "./drawn.mjs";

const drawn = (chance) => chance.network();

test("units and edges are found by what they are called", () => {
  forAll(drawn, (sent) => {
    const { units, edges, byLabel, byId } = readNetwork(sent);
    assert.equal(units.length, sent.units.length);
    assert.equal(edges.length, sent.edges.length);
    for (const unit of units) assert.equal(byLabel.get(unit.label), unit);
    for (const edge of edges) assert.equal(byId.get(edge.id), edge);
  });
});

test("Python counts y upwards, the screen downwards", () => {
  forAll(drawn, (sent) => {
    for (const [i, unit] of readNetwork(sent).units.entries()) near(unit.y, 1 - sent.units[i].y, 1e-4);
  });
});

test("neighbours are mutual, and each edge touches its ends", () => {
  forAll(drawn, (sent) => {
    const { units, edges, touching, neighbours } = readNetwork(sent);
    for (const { label } of units) {
      assert.ok(!neighbours.get(label).has(label));
      for (const other of neighbours.get(label)) assert.ok(neighbours.get(other).has(label));
      const its = edges.filter((e) => e.from === label || e.to === label);
      assert.deepEqual(touching.get(label), its);
    }
  });
});

test("an edge without one of its ends is left out", () => {
  forAll(drawn, (sent) => {
    const units = sent.units.slice(1);
    const labels = new Set(units.map((u) => u.label));
    const { edges } = readNetwork({ ...sent, units });
    assert.ok(edges.every((e) => labels.has(e.from) && labels.has(e.to)));
    const whole = sent.edges.filter((e) => labels.has(e.from) && labels.has(e.to));
    assert.deepEqual(
      edges.map((e) => e.id),
      whole.map((e) => e.id),
    );
  });
});

test("no edge is stronger than the strongest, which is at least 1", () => {
  assert.equal(readNetwork({}).strongest, 1);
  const edges = [{ from: "A", to: "A", weight: -3 }];
  assert.equal(readNetwork({ units: [{ label: "A" }], edges }).strongest, 3);
});

test("what is missing is made up, and labels may be numbers", () => {
  for (const nothing of [undefined, null, {}]) assert.deepEqual(readNetwork(nothing).units, []);
  const { units, edges } = readNetwork({ units: [{ label: 1 }, { label: 2 }], edges: [{ from: 1, to: 2 }] });
  assert.deepEqual(
    units.map(({ label, on, states, kind }) => [label, on, states, kind]),
    [
      ["1", 0, 2, ""],
      ["2", 0, 2, ""],
    ],
  );
  assert.ok(units.every((u) => u.x >= 0 && u.x <= 1 && u.y >= 0 && u.y <= 1));
  assert.notDeepEqual([units[0].x, units[0].y], [units[1].x, units[1].y]);
  assert.deepEqual(edges, [{ id: "edge:1>2", from: "1", to: "2", weight: 1 }]);
});
