import assert from "node:assert/strict";
import { test } from "node:test";

import { rowAfter } from "../../apps/selection/hover.js";

test("arrow keys walk the rows and stop at both ends", () => {
  for (let count = 1; count < 6; count += 1) {
    for (let now = 0; now < count; now += 1) {
      assert.equal(rowAfter(now, 1, count), Math.min(now + 1, count - 1));
      assert.equal(rowAfter(now, -1, count), Math.max(now - 1, 0));
      assert.deepEqual([rowAfter(now, -Infinity, count), rowAfter(now, Infinity, count)], [0, count - 1]);
    }
    assert.equal(rowAfter(-1, 1, count), 0, "with no row picked, down begins at the first");
    assert.equal(rowAfter(-1, -1, count), count - 1, "and up at the last");
  }
});

test("a table without rows has none to go to", () => {
  for (const by of [1, -1, Infinity, -Infinity]) assert.equal([][rowAfter(-1, by, 0)], undefined);
});
