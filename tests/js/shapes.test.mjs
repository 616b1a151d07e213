import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, unitRadius } from "../../apps/editor/geometry.js";
import * as s from "../../apps/editor/shapes.js";
import { labelSpot } from "../../apps/editor/spots.js";
import { forAll, near } from "./drawn.mjs";

const R = 22;
const LOOK = { r: R, width: 2, opposite: false, near: new Set() };
const inARow = [..."ABC"].map((label, i) => ({ label, x: 100 * i, y: 0 }));

const twoUnits = (chance) => chance.points(2, 480, 3 * R);

test("an edge is the wider the stronger it is", () => {
  forAll(
    (chance) => ({ weights: chance.list(2, () => chance.number(-1, 1)), edges: chance.whole(1, 100) }),
    ({ weights, edges }) => {
      const [weak, strong] = weights.toSorted((a, b) => Math.abs(a) - Math.abs(b));
      assert.ok(s.edgeWidth(weak, 1, edges) <= s.edgeWidth(strong, 1, edges));
      assert.equal(s.edgeWidth(weak, 1, edges), s.edgeWidth(-weak, 1, edges));
    },
  );
  assert.equal(s.edgeWidth(0, 1, 1), 1);
});

test("a curve goes from its start to its end", () => {
  const curve = { start: { x: 1, y: 2 }, control: { x: 5, y: 9 }, end: { x: 3, y: 4 } };
  assert.deepEqual(s.quadAt(curve, 0), curve.start);
  assert.deepEqual(s.quadAt(curve, 1), curve.end);
});

test("an edge begins and ends at the rims of its units", () => {
  forAll(twoUnits, ([a, b]) => {
    const shape = s.edgeShape([a, b], { from: a.label, to: b.label, weight: 1 }, LOOK);
    near(distance(shape.start, a), R + 1, 1e-6);
    near(distance(shape.tip, b), R + 2, 1e-6);
    const bare = s.edgeShape([a, b], { from: a.label, to: b.label, weight: 1 }, { ...LOOK, bare: b.label });
    near(distance(bare.tip, b), 0, 1e-6);
  });
});

test("an edge that is alone is straight, and a bow that is settled stays", () => {
  forAll(twoUnits, ([a, b]) => {
    const edge = { from: a.label, to: b.label, weight: 1 };
    const straight = s.edgeShape([a, b], edge, LOOK);
    assert.equal(straight.bow, 0);
    near(distance(a, straight.middle) + distance(straight.middle, b), distance(a, b), 1e-6);
    assert.equal(s.edgeShape([a, b], edge, { ...LOOK, bow: 46 }).bow, 46);
  });
});

test("opposite edges never meet", () => {
  const [a, b] = [
    { label: "A", x: 0, y: 0 },
    { label: "B", x: 200, y: 0 },
  ];
  const middle = (from, to) =>
    s.edgeShape([a, b], { from, to, weight: 1 }, { ...LOOK, opposite: true }).middle.y;
  const [ahead, back] = [middle("A", "B"), middle("B", "A")];
  assert.ok(ahead * back < 0);
  assert.ok(Math.abs(ahead - back) > 20);
});

test("opposite edges never meet, wherever their units and others are", () => {
  forAll(
    (chance) => chance.points(5, 480, 3 * R),
    (points) => {
      const [a, b] = points;
      const shape = (from, to) =>
        s.edgeShape(points, { from: from.label, to: to.label, weight: 1 }, { ...LOOK, opposite: true });
      const [ahead, back] = [shape(a, b), shape(b, a)];
      // A bow counts to the right of its edge: the same curve has the opposite sign from the other end.
      assert.ok(Math.abs(ahead.bow + back.bow) >= 11);
      assert.ok(distance(ahead.middle, back.middle) > 5);
    },
  );
});

test("with nothing in their way opposite edges bend alike, each to its left", () => {
  forAll(twoUnits, ([a, b]) => {
    const bow = s.chooseBow(a, b, [], true);
    assert.equal(s.chooseBow(b, a, [], true), bow);
    assert.ok(bow <= -11 && bow >= -26);
  });
});

test("a bow counts to the right of its edge, and is how far the edge bends", () => {
  forAll(
    (chance) => ({ ends: twoUnits(chance), bow: chance.number(-60, 60) }),
    ({ ends: [a, b], bow }) => {
      const { middle } = s.bowShape(a, b, bow, 1, 2, R);
      const right = (b.x - a.x) * (middle.y - a.y) - (b.y - a.y) * (middle.x - a.x);
      near(right / distance(a, b), bow, Math.abs(bow) * 0.75);
      const back = s.bowShape(b, a, -bow, 1, 2, R).middle;
      assert.ok(distance(middle, back) < 12, "the same curve from the other end, but for its head");
    },
  );
});

test("where no bow is clear, none of them would leave more room worth a bend", () => {
  const bows = [0, -26, 26, -46, 46, -70, 70, -96, 96];
  forAll(
    (chance) => ({
      ends: twoUnits(chance),
      others: chance.list(9, () => ({ x: chance.number(0, 480), y: chance.number(0, 480), room: 60 })),
    }),
    ({ ends: [a, b], others }) => {
      const d = distance(a, b);
      const room = (bow) => {
        const control = {
          x: (a.x + b.x) / 2 - ((b.y - a.y) / d) * 2 * bow,
          y: (a.y + b.y) / 2 + ((b.x - a.x) / d) * 2 * bow,
        };
        const places = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) =>
          s.quadAt({ start: a, control, end: b }, i / 10),
        );
        return Math.min(...places.flatMap((p) => others.map((o) => distance(p, o) - o.room)));
      };
      const chosen = s.chooseBow(a, b, others, false);
      const clear = bows.find((bow) => room(bow) > 0);
      if (clear !== undefined) assert.equal(chosen, clear);
      else assert.ok(bows.every((bow) => room(bow) <= room(chosen) + 2));
    },
  );
});

test("an edge goes around a unit in its way", () => {
  const shape = s.edgeShape(inARow, { from: "A", to: "C", weight: 1 }, LOOK);
  assert.ok(Math.min(...shape.spots.map((p) => distance(p, inARow[1]))) > R);
});

test("a self-loop looks away and heads tell the sign", () => {
  const [a, b] = inARow;
  const head = (weight) => s.headShape(a, b, weight, 2).d;
  near(Math.abs(s.loopAngle(a, [a, b], new Set(["B"]))), Math.PI, 0.01);
  assert.ok(!head(1).includes("a"));
  assert.equal(head(-1).match(/a/g).length, 2);
});

test("an arrowhead is even about its edge, a dot touches its tip", () => {
  const numbers = (text) => text.match(/-?\d+(\.\d+)?/g).map(Number);
  forAll(twoUnits, ([tip, from]) => {
    const arrow = s.headShape(tip, from, 1, 2);
    const [x, y, x1, y1, , , x2, y2] = numbers(arrow.d);
    near(distance(tip, { x, y }), 0, 1e-3);
    near(distance(tip, { x: x1, y: y1 }), distance(tip, { x: x2, y: y2 }), 1e-3);
    near(distance(from, { x: x1, y: y1 }), distance(from, { x: x2, y: y2 }), 1e-3);
    assert.ok(distance({ x: x1, y: y1 }, { x: x2, y: y2 }) > 4);
    const [left, middle, radius, , , , , width] = numbers(s.headShape(tip, from, -1, 2).d);
    near(distance(tip, { x: left + radius, y: middle }), radius, 1e-3);
    near(width, 2 * radius);
    assert.ok(radius > 3);
  });
});

test("a self-loop stands in the middle of the widest angle that is free", () => {
  forAll(
    (chance) => chance.points(6, 480, 3 * R),
    (points) => {
      const [unit, ...others] = points;
      const labels = new Set(others.map((p) => p.label));
      const apart = (angle) => {
        const gaps = others.map((p) => Math.cos(angle - Math.atan2(p.y - unit.y, p.x - unit.x)));
        return Math.acos(Math.min(1, Math.max(...gaps)));
      };
      const best = apart(s.loopAngle(unit, points, labels));
      for (let angle = 0; angle < 7; angle += 0.05) assert.ok(apart(angle) <= best + 1e-6);
      const lobe = s.lobeOf(unit, points, labels, R);
      near(distance(lobe, unit), R + 12, 1e-6);
    },
  );
  near(s.loopAngle(inARow[0], [inARow[0]], new Set()), -Math.PI / 2);
});

test("a self-loop begins and ends at the rim", () => {
  const [unit] = inARow;
  const loop = s.edgeShape(inARow, { from: "A", to: "A", weight: -1 }, LOOK);
  near(distance(loop.start, unit), R + 1);
  near(distance(loop.tip, unit), R + 2);
});

test("a self-loop is even about its angle, and so are the places of its weight", () => {
  forAll(
    (chance) => ({ unit: chance.points(1)[0], angle: chance.number(-3, 3) }),
    ({ unit, angle }) => {
      const loop = s.loopShape(unit, angle, 1, 2, R);
      const out = (p) => (p.x - unit.x) * Math.cos(angle) + (p.y - unit.y) * Math.sin(angle);
      const aside = (p) => (p.y - unit.y) * Math.cos(angle) - (p.x - unit.x) * Math.sin(angle);
      near(aside(loop.middle), 0, 1e-6);
      assert.ok(out(loop.middle) > R + 10 && out(loop.middle) < R + 40);
      const [ahead, left, right] = loop.spots;
      near(aside(ahead), 0, 1e-6);
      near(out(left), out(right), 1e-6);
      near(aside(left), -aside(right), 1e-6);
    },
  );
});

// Ten units on a circle, each with an edge to all, itself included.
function dense() {
  const points = [..."ABCDEFGHIJ"].map((label, i) => {
    const angle = (i * Math.PI) / 5;
    return { label, x: 240 + 216 * Math.cos(angle), y: 240 + 216 * Math.sin(angle) };
  });
  const labels = new Set(points.map((p) => p.label));
  const lobes = points.map((p) => s.lobeOf(p, points, labels, R));
  const pairs = points.flatMap((a) => points.map((b) => [a.label, b.label]));
  const shapes = new Map(
    pairs.map(([from, to]) => {
      const look = { r: R, width: 2, opposite: from !== to, near: labels, lobes };
      return [from + to, s.edgeShape(points, { from, to, weight: 1 }, look)];
    }),
  );
  return { points, lobes, pairs, shapes };
}

test("of ten dense units nothing is covered", () => {
  const { points, lobes, pairs, shapes } = dense();
  const edges = [...shapes].filter(([[from, to]]) => from !== to);
  const gap = (others) =>
    Math.min(
      ...edges.flatMap(([ends, shape]) =>
        others
          .filter((o) => !ends.includes(o.label))
          .flatMap((o) => shape.spots.map((spot) => distance(spot, o))),
      ),
    );
  const twins = pairs
    .filter(([a, b]) => a < b)
    .map(([a, b]) => distance(shapes.get(a + b).middle, shapes.get(b + a).middle));
  assert.equal(unitRadius(10), R);
  assert.ok(gap(points) > R, "an edge crosses a unit");
  assert.ok(gap(lobes) > 10, "an edge crosses the self-loop of another unit");
  assert.ok(Math.min(...twins) > 10, "opposite edges lie on each other");
});

test("no weight stands on a unit", () => {
  const { points, shapes } = dense();
  const boxes = points.map((p) => ({ x: p.x, y: p.y, w: 2 * R, h: 2 * R }));
  const size = { w: 32, h: 14 };
  const taken = [];
  for (const shape of shapes.values()) {
    taken.push({ ...labelSpot(shape.spots, size, boxes, taken), ...size });
  }
  const meet = (a, b) => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;
  assert.equal(taken.filter((label) => boxes.some((box) => meet(label, box))).length, 0);
  const apart = taken.filter((label, i) => !taken.slice(0, i).some((other) => meet(label, other)));
  assert.ok(apart.length >= 80, "of 100 weights");
});
