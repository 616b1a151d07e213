import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf, turned } from "../../apps/views/causation/links_table.js";
import { said } from "../../apps/views/causation/state_row.js";

test("a row reads in the order of time: causes before, effects after the occurrence", () => {
  const link = { here: "A", found: ["B", "C"], alpha: "0.5" };
  const row = (side) => cellsOf({ ...link, side }).map(({ name, texts, tied }) => [name, texts, tied]);
  assert.deepEqual(row("effect"), [
    ["x", ["A"], false],
    ["arrow", ["→"], false],
    ["y", ["B", "C"], true],
    ["alpha", ["0.5"], false],
  ]);
  assert.deepEqual(row("cause"), [
    ["x", ["B", "C"], true],
    ["arrow", ["←"], false],
    ["y", ["A"], false],
    ["alpha", ["0.5"], false],
  ]);
});

test("α is short in its cell and whole in its hint", () => {
  const cells = cellsOf({
    side: "effect",
    here: "A",
    found: ["B"],
    alpha: "0.415",
    whole: "0.41503749927884376",
  });
  assert.deepEqual(
    cells.map(({ hint }) => hint),
    [undefined, undefined, undefined, "0.41503749927884376"],
  );
});

test("one candidate alone is not tied", () => {
  assert.ok(cellsOf({ side: "effect", here: "A", found: ["B"], alpha: "1" }).every((cell) => !cell.tied));
});

test("turning goes through all candidates and comes back, either way", () => {
  for (let count = 1; count < 6; count += 1) {
    for (const by of [1, -1]) {
      const seen = [];
      for (let at = 0; !seen.includes(at); at = turned(at, by, count)) seen.push(at);
      assert.equal(seen.length, count);
      assert.equal(turned(turned(0, by, count), -by, count), 0);
      assert.equal(turned(0, by, count), by > 0 ? 1 % count : count - 1);
    }
  }
});

test("a label is said as it is, whatever `replace` makes of it", () => {
  for (const label of ["A", "$&", "$1", "$$", "{state}"]) {
    assert.equal(said("{unit} is {state}", { label, state: 1 }), `${label} is 1`);
  }
});
