import assert from "node:assert/strict";
import { test } from "node:test";

import { distance } from "../../apps/editor/geometry.js";
import * as r from "../../apps/editor/regions.js";
import { forAll, near } from "./drawn.mjs";

const inARow = [..."ABC"].map((label, i) => ({ label, x: 100 * i, y: 0 }));
const numbers = (text) => text.match(/-?\d+(\.\d+)?(e-?\d+)?/g).map(Number);
const points = (chance) => chance.points(chance.whole(1, 9));

test("a hull holds all of its points and no point beyond them", () => {
  forAll(points, (all) => {
    const hull = r.convexHull(all);
    assert.ok(all.every((p) => r.insideHull(p, hull, 1e-6)));
    assert.ok(hull.every((p) => all.includes(p)));
    const [xs, ys] = [all.map((p) => p.x), all.map((p) => p.y)];
    assert.ok(!r.insideHull({ x: Math.max(...xs) + 10, y: ys[0] }, hull, 9));
    assert.ok(!r.insideHull({ x: xs[0], y: Math.min(...ys) - 10 }, hull, 9));
  });
});

test("points in rows and columns have a hull too", () => {
  const grid = [2, 0, 1].flatMap((y) => [1, 2, 0].map((x) => ({ x, y })));
  forAll(
    (chance) => chance.some(grid, 0.6),
    (all) => {
      const hull = r.convexHull(all);
      assert.ok(all.every((p) => r.insideHull(p, hull, 1e-6)));
      for (const [i, p] of hull.entries()) {
        const [q, s] = [hull[(i + 1) % hull.length], hull[(i + 2) % hull.length]];
        const turn = (q.x - p.x) * (s.y - p.y) - (q.y - p.y) * (s.x - p.x);
        assert.ok(turn > 0 || hull.length < 3, "it turns one way, at corners only");
      }
    },
  );
});

test("the outline runs at a distance from the hull, all around", () => {
  forAll(
    (chance) => chance.points(chance.whole(2, 9), 480, 5),
    (all) => {
      const hull = r.convexHull(all);
      const pad = 30;
      const ends = r
        .hullPath(all, pad)
        .match(/(?<=[ML]|0 0 1 )[^A-Z]+/g)
        .map(numbers);
      assert.equal(ends.length, 2 * hull.length + 1, "both ends of each side, and back to the first");
      for (const [x, y] of ends) {
        near(Math.min(...hull.map((p) => distance(p, { x, y }))), pad, 1e-3);
        assert.ok(!r.insideHull({ x, y }, hull, pad - 1e-3));
      }
    },
  );
  assert.equal(r.hullPath([inARow[0]], 30), r.circlePath(inARow[0], 30));
});

test("a hull does not depend on the order of its points, and is its own hull", () => {
  forAll(points, (all) => {
    const hull = r.convexHull(all);
    assert.deepEqual(r.convexHull(all.toReversed()), hull);
    assert.deepEqual(r.convexHull(hull), hull);
  });
});

test("the room around a hull of two is that around the line between them", () => {
  const [a, , c] = inARow;
  assert.ok(r.insideHull({ x: 50, y: 9 }, [a, c], 10));
  assert.ok(!r.insideHull({ x: 50, y: 11 }, [a, c], 10));
  assert.ok(!r.insideHull({ x: 0, y: 0 }, [], 10));
});

test("a tree links all points by one line fewer, and by the shortest there is", () => {
  forAll(points, (all) => {
    const links = r.spanningTree(all);
    assert.equal(links.length, all.length - 1);
    const reached = new Set([all[0]]);
    for (const [a, b] of links) {
      assert.ok(reached.has(a) && !reached.has(b));
      reached.add(b);
    }
    if (all.length < 2) return;
    const shortest = Math.min(...all.flatMap((a) => all.map((b) => (a === b ? Infinity : distance(a, b)))));
    near(Math.min(...links.map(([a, b]) => distance(a, b))), shortest);
  });
});

test("regions never swallow a stranger", () => {
  const rings = (units) => r.regionShape(inARow, { units, kind: "system" }, 22).d.match(/Z/g).length;
  const apart = r.regionShape(inARow, { units: ["A", "C"], kind: "system" }, 22).d;
  const radius = Number(apart.match(/a([\d.]+) /)[1]);
  assert.ok(22 < radius && radius < 40, "around a unit, closer than the outline of a region");
  assert.equal(rings(["A", "C"]), 2);
  assert.equal(rings(["A", "B", "C"]), 1);
  assert.equal(rings(["A"]), 1);
});

test("a region is one outline, or a ring for each of its units where a stranger would be inside", () => {
  forAll(
    (chance) => ({ all: chance.points(6, 480, 60), size: chance.whole(1, 6), kind: chance.of(r.REGIONS) }),
    ({ all, size, kind }) => {
      const units = all.slice(0, size).map((p) => p.label);
      const outlines = r.regionShape(all, { units, kind }, 22).d.match(/Z/g).length;
      assert.ok([1, size].includes(outlines));
      if (size === all.length) assert.equal(outlines, 1);
    },
  );
});

test("a caption may stand all around the region that it names", () => {
  forAll(points, (all) => {
    const region = { units: all.map((p) => p.label), kind: "complex" };
    const [xs, ys] = [all.map((p) => p.x), all.map((p) => p.y)];
    const [w, h, pad] = [60, 18, 22 + 12];
    for (const spot of r.regionShape(all, region, 22).spots({ w, h })) {
      const beside = spot.x - w / 2 > Math.max(...xs) + pad || spot.x + w / 2 < Math.min(...xs) - pad;
      const above = spot.y + h / 2 < Math.min(...ys) - pad || spot.y - h / 2 > Math.max(...ys) + pad;
      assert.ok(beside || above);
    }
  });
});

const macro = { kind: "macro", label: "α", units: ["A", "B"], updates: 1 };
const places = [
  { label: "A", x: 0, y: 0 },
  { label: "B", x: 100, y: 0 },
  { label: "C", x: 300, y: 0 },
];

test("a unit that is dropped on a macro unit joins it, one that is dragged far off leaves it", () => {
  const into = (moved, at) => r.regrouped([macro], places, moved, at, 20);
  assert.equal(into(["C"], { x: 50, y: 10 }), "α");
  assert.equal(into(["C"], { x: 200, y: 0 }), null, "beside it nothing changes");
  assert.equal(into(["A"], { x: 60, y: 5 }), null, "within it it only moves");
  assert.equal(into(["A"], { x: 0, y: 50 }), null, "near it too");
  assert.equal(into(["A"], { x: 0, y: 70 }), "");
  assert.equal(into(["A", "B"], { x: 0, y: 200 }), null, "the whole of it moves");
  assert.equal(into(["A", "C"], { x: 50, y: 0 }), "α", "with what is in it already");
  assert.equal(r.regrouped([{ ...macro, kind: "system" }], places, ["A"], { x: 0, y: 300 }, 20), null);
});

test("a ladder has a tick for each update, at the left of the outline", () => {
  assert.equal(r.ladder(places, macro, 20), "");
  const ticks = r.ladder(places, { ...macro, updates: 3 }, 20).match(/M[^h]+h12/g);
  assert.equal(ticks.length, 3);
  for (const tick of ticks) assert.ok(numbers(tick)[0] + 12 < -20, "outside of the first unit");
});
