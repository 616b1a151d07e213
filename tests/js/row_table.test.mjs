import assert from "node:assert/strict";
import { test } from "node:test";

import { led } from "../../apps/ui/row_table.js";

test("arrows lead from row to row and stay within the table", () => {
  assert.equal(led("ArrowDown", 0, 3), 1);
  assert.equal(led("ArrowDown", 2, 3), 2);
  assert.equal(led("ArrowUp", 0, 3), 0);
  assert.equal(led("Home", 2, 3), 0);
  assert.equal(led("End", 0, 3), 2);
});

test("other keys lead nowhere", () => {
  for (const key of ["Enter", " ", "a", "Tab"]) assert.equal(led(key, 1, 3), null);
});
