import assert from "node:assert/strict";
import { test } from "node:test";

import * as g from "../../apps/editor/geometry.js";
import { forAll, near } from "./drawn.mjs";

const SIZE = { w: 800, h: 500 };

test("an id gives back the label, whatever that is", () => {
  for (const label of ["A", "unit:A", "A>B", "", "φ_s"]) assert.equal(g.labelOf(g.unitId(label)), label);
  for (const id of [g.edgeId("A", "B"), "A", null, undefined, 7]) assert.equal(g.labelOf(id), undefined);
});

test("labels are large when their unit is on", () => {
  assert.deepEqual([g.caseOf("ab", 1), g.caseOf("AB", 2), g.caseOf("AB", 0)], ["Ab", "AB", "ab"]);
});

test("what is no number is replaced", () => {
  for (const value of [NaN, Infinity, undefined, null, "1"]) assert.equal(g.finite(value, 3), 3);
  assert.equal(g.finite(0, 3), 0);
});

test("snapping and clamping twice change nothing, flipping twice neither", () => {
  const value = (chance) => chance.number(-2, 3);
  forAll(value, (v) => {
    assert.equal(g.snap(g.snap(v)), g.snap(v));
    assert.equal(g.clamp(g.clamp(v)), g.clamp(v));
    near(g.flip(g.flip(v)), v, 1e-4);
  });
});

test("snapping goes to the nearest line of the grid, clamping to the nearest place of the sheet", () => {
  const value = (chance) => chance.number(-2, 3);
  forAll(value, (v) => {
    near(g.snap(v) / g.GRID, Math.round(g.snap(v) / g.GRID));
    assert.ok(Math.abs(g.snap(v) - v) <= g.GRID / 2 + 1e-4);
    assert.ok(g.clamp(v) >= 0 && g.clamp(v) <= 1);
    if (v >= 0 && v <= 1) near(g.clamp(v), v, 1e-4);
  });
});

test("a shift that keeps all on the sheet stays as it is; any other ends at its edge", () => {
  const group = (chance) => ({ shift: chance.number(-1, 1), values: chance.list(3, () => chance.number()) });
  forAll(group, ({ shift, values }) => {
    const kept = g.within(shift, values);
    const fits = (by) => values.every((v) => v + by >= -1e-12 && v + by <= 1 + 1e-12);
    assert.ok(fits(kept));
    if (fits(shift)) assert.equal(kept, shift);
    else assert.ok(values.some((v) => Math.min(Math.abs(v + kept), Math.abs(v + kept - 1)) < 1e-9));
  });
});

test("units shrink as they become many, within limits", () => {
  for (let n = 1; n < 400; n += 1) {
    assert.ok(g.unitRadius(n + 1) <= g.unitRadius(n));
    assert.ok(g.unitRadius(n) >= 9 && g.unitRadius(n) <= 22);
  }
});

test("where a finger draws an edge a mouse does too", () => {
  for (let d = 0; d < 40; d += 1) {
    if (g.rimZone(d, 22, true) === "rim") assert.equal(g.rimZone(d, 22), "rim");
  }
  assert.equal(g.rimZone(0, 22), "body");
  assert.deepEqual([g.rimZone(18, 22), g.rimZone(18, 22, true)], ["rim", "body"]);
});

test("angles turn from the right downwards, as on screen", () => {
  const at = (angle) => g.polar({ x: 1, y: 2 }, 10, angle);
  near(at(0).x, 11);
  near(at(0).y, 2);
  near(at(Math.PI / 2).x, 1);
  near(at(Math.PI / 2).y, 12);
});

test("a place in a direction is as far as it is said to be", () => {
  forAll(
    (chance) => [...chance.points(2, 480, 5), chance.number(1, 100)],
    ([a, b, length]) => {
      near(g.distance(g.polar(a, length, length), a), length, 1e-6);
      const p = g.towards(a, b, length);
      near(g.distance(a, p), length, 1e-6);
      near(g.distance(p, b), Math.abs(g.distance(a, b) - length), 1e-6);
    },
  );
  assert.deepEqual(g.towards({ x: 1, y: 2 }, { x: 1, y: 2 }, 5), { x: 1, y: 2 });
});

test("a free place keeps its distance, and is the wanted one when that is free", () => {
  const wanted = { x: 240, y: 240 };
  forAll(
    (chance) => chance.points(12),
    (points) => {
      const p = g.freePlace(wanted, points, 60);
      assert.ok(points.every((q) => g.distance(p, q) >= 60));
      if (points.every((q) => g.distance(wanted, q) >= 60)) near(g.distance(p, wanted), 0);
    },
  );
});

test("none is nearer than the nearest", () => {
  forAll(
    (chance) => chance.points(8),
    ([p, ...others]) => {
      const best = g.distance(p, g.nearest(p, others));
      assert.ok(others.every((q) => g.distance(p, q) >= best));
    },
  );
  assert.equal(g.nearest({ x: 0, y: 0 }, []), null);
});

test("an arrow key leads to the nearest unit within 60° of it, or nowhere", () => {
  const arrows = [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ];
  forAll(
    (chance) => ({ points: chance.points(7, 480, 1), arrow: chance.of(arrows) }),
    ({ points, arrow: [dx, dy] }) => {
      const [from, ...others] = points;
      const cosine = (p) => ((p.x - from.x) * dx + (p.y - from.y) * dy) / g.distance(p, from);
      const ahead = others.filter((p) => cosine(p) > 0.5);
      const found = g.neighbourTowards(points, from.label, [dx, dy]);
      assert.equal(found, g.nearest(from, ahead)?.label ?? null);
    },
  );
});

test("level places are found and drawn", () => {
  const still = [
    { x: 0.5, y: 0.2 },
    { x: 0.5, y: 0.9 },
  ];
  const shift = g.levelWith([{ x: 0.508, y: 0.6 }], still, 0.01);
  near(shift.dx, -0.008);
  assert.equal(shift.dy, null);
  assert.deepEqual(g.levelWith([{ x: 0.6, y: 0.6 }], still, 0.01), { dx: null, dy: null });
  const lines = g.guideLines([{ x: 0.5, y: 0.6 }], still);
  assert.deepEqual(lines, [{ x1: 0.5, x2: 0.5, y1: 0.2, y2: 0.9 }]);
});

test("a group goes the shortest way until it is level, within reach", () => {
  const places = (chance, count) => chance.list(count, () => ({ x: chance.number(), y: chance.number() }));
  forAll(
    (chance) => ({ moving: places(chance, 3), still: places(chance, 4) }),
    ({ moving, still }) => {
      const shift = g.levelWith(moving, still, 0.02);
      for (const axis of ["x", "y"]) {
        const gaps = moving.flatMap((m) => still.map((s) => Math.abs(s[axis] - m[axis])));
        const least = Math.min(...gaps);
        if (least > 0.02) assert.equal(shift[`d${axis}`], null);
        else assert.equal(Math.abs(shift[`d${axis}`]), least);
      }
    },
  );
});

const dragged = (chance) => {
  const moving = chance.list(3, () => ({ x: g.snap(chance.number()), y: chance.number() }));
  const still = chance.list(3, () => ({ x: chance.number(), y: chance.number() }));
  return { raw: { dx: chance.number(-0.4, 0.4), dy: chance.number(-0.4, 0.4) }, moving, still };
};

test("a dragged group stays on the sheet, and goes as far as the pointer when it goes freely", () => {
  forAll(dragged, ({ raw, moving, still }) => {
    const [start] = moving;
    for (const reach of [null, 0.01]) {
      const { dx, dy } = g.shiftOf(raw, start, moving, still, reach);
      const inside = (v) => v >= -1e-9 && v <= 1 + 1e-9;
      assert.ok(moving.every((p) => inside(p.x + dx) && inside(p.y + dy)));
    }
    const free = g.shiftOf(raw, start, moving, still, null);
    const xs = moving.map((p) => p.x);
    assert.equal(free.dx, g.within(raw.dx, xs));
  });
});

test("a group that does not go freely ends level with a unit, on the grid, or at the edge", () => {
  forAll(dragged, ({ raw, moving, still }) => {
    const [start] = moving;
    const shift = g.shiftOf(raw, start, moving, still, 0.01);
    for (const axis of ["x", "y"]) {
      const d = shift[`d${axis}`];
      const values = moving.map((p) => p[axis] + d);
      const level = values.some((v) => still.some((s) => Math.abs(s[axis] - v) < 1e-9));
      const edge = values.some((v) => Math.min(Math.abs(v), Math.abs(v - 1)) < 1e-9);
      const grid = Math.abs(g.snap(start[axis] + d) - (start[axis] + d)) < 1e-9;
      assert.ok(level || edge || grid, axis);
    }
  });
});

test("a frame is the same from either corner, and holds what lies in it", () => {
  forAll(
    (chance) => chance.points(8),
    ([p, q, ...units]) => {
      const box = g.boxOf(p, q);
      assert.deepEqual(g.boxOf(q, p), box);
      near(box.x + box.w, Math.max(p.x, q.x));
      near(box.y + box.h, Math.max(p.y, q.y));
      const edges = units.map((u) => ({ id: `edge:${u.label}`, x: u.y, y: u.x }));
      const inside = (u) => u.x >= box.x && u.x <= box.x + box.w && u.y >= box.y && u.y <= box.y + box.h;
      assert.deepEqual(g.idsInside(box, units, edges), [
        ...units.filter(inside).map((u) => `unit:${u.label}`),
        ...edges.filter(inside).map((e) => e.id),
      ]);
    },
  );
});

const looked = (chance) => ({
  view: { x: chance.number(-500, 500), y: chance.number(-500, 500), k: chance.number(0.2, 5) },
  at: { x: chance.number(0, 800), y: chance.number(0, 500) },
  factor: chance.number(0.5, 2),
});

test("what is under the pointer stays there in a zoom, which has limits", () => {
  const under = (view, at) => ({ x: (at.x - view.x) / view.k, y: (at.y - view.y) / view.k });
  forAll(looked, ({ view, at, factor }) => {
    const zoomed = g.zoomView(view, factor, at);
    near(under(zoomed, at).x, under(view, at).x, 1e-6);
    near(under(zoomed, at).y, under(view, at).y, 1e-6);
    assert.ok(zoomed.k >= 0.2 && zoomed.k <= 5);
  });
});

test("a link shows the part that was shown", () => {
  forAll(looked, ({ view }) => {
    const again = g.viewOf(g.partShown(view, SIZE), SIZE);
    for (const key of ["x", "y", "k"]) near(again[key], view[key], 0.2);
    assert.deepEqual(g.partShown(g.viewOf(g.partShown(view, SIZE), SIZE), SIZE), g.partShown(view, SIZE));
  });
});

test("a view that fits shows every unit whole, below the bar, never magnified by more than a half", () => {
  const bar = 44;
  forAll(
    (chance) => chance.points(chance.whole(1, 9)),
    (points) => {
      const r = g.unitRadius(points.length);
      const view = g.fitView(points, SIZE, r, bar);
      assert.ok(view.k <= 1.5);
      for (const p of points) {
        const [x, y] = [p.x * view.k + view.x, p.y * view.k + view.y];
        assert.ok(x - r * view.k >= 0 && x + r * view.k <= SIZE.w);
        assert.ok(y - r * view.k >= bar && y + r * view.k <= SIZE.h);
      }
    },
  );
  const small = g.fitView([{ x: 0, y: 0 }], { w: 20, h: 20 + bar }, 22, bar);
  const large = g.fitView([{ x: 0, y: 0 }], { w: 2000, h: 2000 }, 22, bar);
  assert.deepEqual([small.k, large.k], [0.2, 1.5]);
  const empty = g.fitView([], SIZE, 22, bar);
  near(empty.x + (g.SCALE / 2) * empty.k, SIZE.w / 2);
  near(empty.y + (g.SCALE / 2) * empty.k, bar + (SIZE.h - bar) / 2);
});

test("new is what was not there before", () => {
  forAll(
    (chance) => [chance.network(), chance.network()],
    ([before, after]) => {
      assert.deepEqual(g.newIds(after, after), { units: [], edges: [] });
      const old = new Set(before.edges.map((e) => e.id));
      const fresh = after.edges.filter((e) => !old.has(e.id)).map((e) => e.id);
      assert.deepEqual(g.newIds(before, after).edges, fresh);
      const all = g.newIds({ units: [], edges: [] }, after);
      assert.deepEqual(
        all.units,
        after.units.map((u) => `unit:${u.label}`),
      );
    },
  );
});

test("a network is another one when fewer than half of its units stayed", () => {
  const units = (labels) => [...labels].map((label) => ({ label }));
  const other = (before, after) => g.isOther(units(before), units(after));
  assert.ok(!other("ABC", "ABC"));
  assert.ok(!other("ABCD", "AB"));
  assert.ok(other("ABCD", "A"));
  assert.ok(other("ABC", "XYZ"));
  assert.ok(other("A", "X"));
  assert.ok(!other("ABC", "AXYZ"), "one more or one fewer is an edit");
  assert.ok(!other("", "A"), "the first unit that is added");
  assert.ok(!other("A", ""), "the last that is removed");
  assert.ok(other("", "ABC"));
});
