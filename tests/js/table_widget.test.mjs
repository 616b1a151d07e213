import assert from "node:assert/strict";
import { test } from "node:test";

import { isSame } from "../../apps/ui/table_widget.js";

test("press and release are a click on one cell only", () => {
  const at = (row, field) => ({ row, field });
  assert.equal(isSame(at(1, "phi"), at(1, "phi")), true);
  for (const pressed of [null, undefined, at(2, "phi"), at(1, "cause")]) {
    assert.equal(isSame(pressed, at(1, "phi")), false);
  }
  assert.equal(isSame(at(1, "phi"), undefined), false);
});
