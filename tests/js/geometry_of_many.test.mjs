import assert from "node:assert/strict";
import { test } from "node:test";

import * as g from "../../apps/editor/geometry.js";

test("a name has room below a unit where no other unit and no other name is", () => {
  const at = (label, x, y) => ({ label, x, y });
  const unit = at("A", 100, 100);
  const size = { w: 60, h: 12 };
  const free = (...others) => g.hasRoomBelow(unit, [unit, ...others], size, 16);
  assert.equal(free(), true);
  assert.equal(free(at("B", 100, 60), at("C", 170, 100), at("D", 100, 153)), true);
  assert.equal(free(at("B", 100, 135)), false); // in the way
  assert.equal(free(at("B", 150, 100)), false); // its own name would meet this one
  assert.equal(free(at("B", 135, 120)), false);
});

test("many units come as near to the edge of their place as self-loops allow", () => {
  const points = [0.06, 0.94].map((v) => ({ x: v * g.SCALE, y: v * g.SCALE }));
  const { k } = g.fitView(points, { w: 546, h: 530 }, g.unitRadius(28), 44);
  assert.ok(k * (2 * g.unitRadius(28) + 0.88 * g.SCALE) > 0.85 * (530 - 44));
});
