import assert from "node:assert/strict";
import { test } from "node:test";

import { asked } from "../../apps/workspace/undo_keys.js";

test("undo and redo as every program has them, and nothing else", () => {
  const key = (name, ...held) =>
    asked({ key: name, ...Object.fromEntries(held.map((each) => [each, true])) });
  assert.equal(key("z", "ctrlKey"), "undo");
  assert.equal(key("Z", "metaKey", "shiftKey"), "redo");
  assert.equal(key("y", "ctrlKey"), "redo");
  for (const other of [key("z"), key("z", "shiftKey"), key("z", "ctrlKey", "altKey"), key("a", "ctrlKey")]) {
    assert.equal(other, undefined);
  }
});
