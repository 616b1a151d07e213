import assert from "node:assert/strict";
import { test } from "node:test";

import * as s from "../../apps/views/explore/space_spots.js";
import { forAll, near } from "./drawn.mjs";

const eye = (chance) => ({
  yaw: chance.number(-7, 7),
  pitch: chance.number(-1.5, 1.5),
  far: chance.number(1.2, 12),
});

test("the eye stands as far as it is said to, farther on a narrow stage", () => {
  forAll(
    (chance) => ({ from: eye(chance), aspect: chance.number(0.2, 3) }),
    ({ from, aspect }) => {
      near(Math.hypot(...s.standpoint(from, 2)), from.far, 1e-9);
      assert.ok(Math.hypot(...s.standpoint(from, aspect)) >= from.far - 1e-9);
      near(
        s.standpoint({ ...from, yaw: from.yaw + 2 * Math.PI }, aspect)[0],
        s.standpoint(from, aspect)[0],
        1e-9,
      );
    },
  );
  assert.deepEqual(s.standpoint({ yaw: 0, pitch: 0, far: 3 }, 2), [0, 0, 3], "in front");
});

test("a turn can be taken back, and none goes over the top", () => {
  forAll(
    (chance) => ({ from: eye(chance), by: [chance.number(-1, 1), chance.number(-4, 4)] }),
    ({ from, by: [yaw, pitch] }) => {
      const there = s.turned(from, yaw, pitch);
      assert.ok(Math.abs(there.pitch) <= 1.5);
      assert.equal(there.far, from.far);
      assert.equal(there.yaw, from.yaw + yaw);
      const back = s.turned(there, -yaw, -pitch);
      near(back.yaw, from.yaw);
      if (Math.abs(from.pitch + pitch) <= 1.5) near(back.pitch, from.pitch);
    },
  );
});

test("the corners of the view are those of the stage", () => {
  const size = { wide: 300, high: 200 };
  assert.deepEqual(s.pixels({ x: -1, y: 1 }, size), { x: 0, y: 0 });
  assert.deepEqual(s.pixels({ x: 1, y: -1 }, size), { x: 300, y: 200 });
  assert.deepEqual(s.pixels({ x: 0, y: 0 }, size), { x: 150, y: 100 });
});

test("the way to a segment is the shortest to any of its points", () => {
  forAll(
    (chance) => chance.points(3, 100),
    ([p, a, b]) => {
      const away = s.awayFromSegment(p.x, p.y, a, b);
      const ways = Array.from({ length: 101 }, (_, i) => {
        const t = i / 100;
        return Math.hypot(a.x + t * (b.x - a.x) - p.x, a.y + t * (b.y - a.y) - p.y);
      });
      assert.ok(away <= Math.min(...ways) + 1e-9);
      near(away, Math.min(...ways), Math.hypot(a.x - b.x, a.y - b.y) / 100);
      near(s.awayFromSegment(p.x, p.y, a, a), Math.hypot(p.x - a.x, p.y - a.y));
    },
  );
});

const at = (x, y, says) => ({ x, y, says });
const POINTS = [at(0, 0, "a"), at(100, 0, "b"), at(0, 100, "c"), at(100, 100, "d")];
const MECHANISMS = [at(50, 0, "A"), at(50, 100, "B")];
const LINES = [
  { of: [0, 2], says: "a, c" },
  { of: [1, 3], says: "b, d" },
];
const spot = (x, y) => s.spotAt(x, y, POINTS, MECHANISMS, LINES);

test("what is pointed at is the nearest point or mechanism within reach, else a line that is close", () => {
  assert.deepEqual([spot(3, 4).kind, spot(3, 4).numbers, spot(3, 4).says], ["purview", [0], "a"]);
  assert.deepEqual([spot(55, 99).kind, spot(55, 99).numbers], ["distinction", [1]]);
  assert.deepEqual(spot(2, 50), { kind: "relation", numbers: [0, 1], says: "a, c" });
  assert.equal(spot(98, 50).says, "b, d");
  assert.equal(spot(50, 50), null);
  assert.equal(s.spotAt(0, 0, [], [], []), null);
});

test("no point is nearer than the one that is pointed at", () => {
  forAll(
    (chance) => ({ points: chance.points(6, 60), x: chance.number(0, 60), y: chance.number(0, 60) }),
    ({ points, x, y }) => {
      const away = (p) => Math.hypot(p.x - x, p.y - y);
      const least = Math.min(...points.map(away));
      const found = s.spotAt(x, y, points, [], []);
      if (least < 16) assert.equal(away(points[found.numbers[0]]), least);
      else assert.equal(found, null);
    },
  );
});

test("a point that is picked stands for its distinction", () => {
  assert.deepEqual(s.picked({ kind: "purview", numbers: [5], says: "" }), {
    kind: "distinction",
    numbers: [2],
  });
  assert.deepEqual(s.picked({ kind: "relation", numbers: [0, 1], says: "" }), {
    kind: "relation",
    numbers: [0, 1],
  });
  assert.equal(s.picked(null), null);
});

test("n and p go through all distinctions, round and round", () => {
  for (let count = 1; count < 6; count += 1) {
    assert.deepEqual([s.stepped(-1, 1, count), s.stepped(-1, -1, count)], [0, count - 1]);
    for (let now = 0; now < count; now += 1) {
      assert.equal(s.stepped(s.stepped(now, 1, count), -1, count), now);
      assert.equal(s.stepped(now, 1, count), (now + 1) % count);
    }
  }
});

test("no label in space covers another, and the first keeps its place", () => {
  forAll(
    (chance) =>
      chance.list(chance.whole(1, 20), () => ({
        x: chance.number(0, 200),
        y: chance.number(0, 150),
        wide: chance.number(10, 70),
        high: 14,
      })),
    (labels) => {
      const places = s.apart(labels);
      assert.deepEqual(places[0], { x: labels[0].x, y: labels[0].y });
      const shown = labels.map((label, i) => ({ ...label, ...places[i] })).filter((_, i) => places[i]);
      for (const [i, a] of shown.entries()) {
        for (const b of shown.slice(i + 1)) {
          const across = Math.abs(a.x - b.x) >= (a.wide + b.wide) / 2;
          assert.ok(across || Math.abs(a.y - b.y) >= (a.high + b.high) / 2);
        }
      }
    },
  );
});

test("what is near is labelled first, and every purview once", () => {
  const order = s.ordered([0, 1], [2], [0, 1, 0, 2, 3, 3]);
  assert.deepEqual(
    order.map(({ kind, index }) => kind[0] + index),
    ["m2", "p3", "m0", "p0", "p1", "m1", "p2"],
  );
});
