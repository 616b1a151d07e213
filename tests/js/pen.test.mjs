import assert from "node:assert/strict";
import { test } from "node:test";

import { Sheets, path } from "../../apps/workspace/lecture/pen.js";

test("a stroke goes from point to point, and a touch is a dot", () => {
  assert.equal(
    path([
      [1.4, 2],
      [3, 4.6],
    ]),
    "M1 2L3 5",
  );
  assert.equal(path([[7, 8]]), "M7 8h.1");
});

test("what is drawn beside a network comes back with it, and not beside another", () => {
  const sheets = new Sheets();
  assert.deepEqual(sheets.turn("one", ["stroke"], "two"), []);
  assert.deepEqual(sheets.turn("two", [], "one"), ["stroke"]);
});
