import assert from "node:assert/strict";
import { test } from "node:test";

import { freeSpot, labelSpot } from "../../apps/editor/spots.js";
import { forAll } from "./drawn.mjs";

const SIZE = { w: 30, h: 14 };
const box = (p) => ({ x: p.x, y: p.y, w: 44, h: 44 });
const shared = (a, b) =>
  Math.max(0, (a.w + b.w) / 2 - Math.abs(a.x - b.x)) * Math.max(0, (a.h + b.h) / 2 - Math.abs(a.y - b.y));

const scene = (chance) => ({
  spots: chance.list(5, () => ({ x: chance.number(0, 200), y: chance.number(0, 200) })),
  taken: chance.points(6, 200).map(box),
});

test("no other spot covers less than the one that is taken", () => {
  forAll(scene, ({ spots, taken }) => {
    const covered = (p) => taken.reduce((sum, o) => sum + shared({ ...p, ...SIZE }, o), 0);
    const best = freeSpot(spots, SIZE, taken);
    assert.ok(spots.every((p) => covered(p) >= covered(best)));
    const free = spots.find((p) => covered(p) === 0);
    if (free) assert.equal(best, free);
  });
});

test("a label is never on a unit, however full it is around its edge", () => {
  forAll(scene, ({ spots, taken: units }) => {
    const at = labelSpot(spots, SIZE, units, []);
    assert.ok(units.every((unit) => shared({ ...at, ...SIZE }, unit) === 0));
  });
  const crowd = Array.from({ length: 400 }, (_, i) => box({ x: 22 * (i % 20), y: 22 * Math.floor(i / 20) }));
  const at = labelSpot([{ x: 220, y: 220 }], SIZE, crowd, []);
  assert.ok(crowd.every((unit) => shared({ ...at, ...SIZE }, unit) === 0));
});
