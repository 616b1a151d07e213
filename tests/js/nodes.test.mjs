import assert from "node:assert/strict";
import { test } from "node:test";

import { told } from "../../apps/ui/nodes.js";

test("a name is told as it is, whatever `replace` makes of it", () => {
  for (const name of ["XOR", "$&", "$1", "$$", "{name}"]) {
    assert.equal(told("Close {name}", name), `Close ${name}`);
  }
});
