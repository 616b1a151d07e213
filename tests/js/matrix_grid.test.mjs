import assert from "node:assert/strict";
import { test } from "node:test";

import { chanceIn, isBlock, leaves, target } from "../../apps/ui/matrix_grid.js";
import { forAll } from "./drawn.mjs";

const KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];
const BACK = { ArrowUp: "ArrowDown", ArrowDown: "ArrowUp", ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

const cell = (chance) => {
  const [rows, columns] = [chance.whole(1, 9), chance.whole(1, 9)];
  return { rows, columns, row: chance.whole(0, rows - 1), column: chance.whole(0, columns - 1) };
};

test("keys never leave the grid, and no other key moves", () => {
  forAll(cell, ({ rows, columns, row, column }) => {
    for (const key of KEYS) {
      const [r, c] = target(key, row, column, rows, columns);
      assert.ok(r >= 0 && r < rows && c >= 0 && c < columns);
    }
    for (const key of ["a", "Tab", "Escape", " "]) {
      assert.equal(target(key, row, column, rows, columns), null);
    }
  });
});

test("the opposite arrow goes back, unless the first stood at the edge", () => {
  forAll(cell, ({ rows, columns, row, column }) => {
    for (const [key, back] of Object.entries(BACK)) {
      const there = target(key, row, column, rows, columns);
      if (there[0] === row && there[1] === column) continue;
      assert.deepEqual(target(back, ...there, rows, columns), [row, column]);
    }
  });
});

test("Home and End stay in the row, the pages in the column; twice is as once", () => {
  forAll(cell, ({ rows, columns, row, column }) => {
    for (const key of KEYS.slice(4)) {
      const there = target(key, row, column, rows, columns);
      assert.equal(key.startsWith("Page") ? there[1] : there[0], key.startsWith("Page") ? column : row);
      assert.deepEqual(target(key, ...there, rows, columns), there);
    }
  });
});

test("left and right walk on where the caret can go no further, and where all is selected", () => {
  forAll(
    (chance) => {
      const length = chance.whole(0, 6);
      const start = chance.whole(0, length);
      return { length, start, end: chance.whole(start, length) };
    },
    ({ length, start, end }) => {
      const all = start === 0 && end === length;
      for (const key of ["ArrowLeft", "Home"]) {
        assert.equal(leaves(key, start, end, length), all || end === 0);
      }
      for (const key of ["ArrowRight", "End"]) {
        assert.equal(leaves(key, start, end, length), all || start === length);
      }
      assert.ok(leaves("ArrowUp", start, end, length));
    },
  );
});

test("a cell shows the probability that it says", () => {
  for (const [text, chance] of [
    ["0.25", 0.25],
    [" 1 ", 1],
    ["0", 0],
    ["1e-3", 0.001],
  ]) {
    assert.equal(chanceIn(text), chance);
  }
  for (const text of ["", "  ", "x", "1.5", "-0.1", "1/2", "Infinity", "NaN"]) {
    assert.equal(chanceIn(text), 0);
  }
});

test("one number is an entry, several are a block, however they are set apart", () => {
  for (const one of ["1", "0.25", "0,25", " -1e-3\n", "1/2", "\t1\t"]) assert.ok(!isBlock(one), one);
  for (const many of ["1\t2", "1\n2", "1\r\n2", "1;2", "1 2", "1,2,3", "0.1, 0.2"]) {
    assert.ok(isBlock(many), many);
  }
});
