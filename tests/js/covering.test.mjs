import assert from "node:assert/strict";
import { test } from "node:test";

import { known, numbersIn, same } from "../../apps/workspace/lecture/covering.js";
import { forAll } from "./drawn.mjs";

test("numbers are read as the page prints them", () => {
  assert.deepEqual(numbersIn("φs(aB) = 0.17"), [[0.17, 2]]);
  assert.deepEqual(numbersIn("1,537,080 of −2.5 and 1.2×10⁻⁵"), [
    [1537080, 0],
    [-2.5, 1],
    [1.2e-5, 6],
  ]);
  assert.deepEqual(numbersIn("1\u202f537\u202f080"), [[1537080, 0]]); // in German
  assert.deepEqual(numbersIn("≈ 1.53×10²⁰"), [[1.53e20, -18]]);
  assert.deepEqual(numbersIn("No. Nothing exists here."), []);
});

test("a number is the same with fewer digits", () => {
  const drawn = (chance) => ({ value: chance.whole(1, 99_999) / 1e4, digits: chance.whole(1, 4) });
  forAll(drawn, ({ value, digits }) => {
    const exact = [value, 4];
    const printed = [Number(value.toFixed(digits)), digits];
    assert.ok(same(exact, printed) && same(printed, exact));
    assert.ok(!same(exact, [printed[0] + 2 * 10 ** -digits, digits]));
  });
});

test("a count is no fraction, and a part is known when all that it tells is", () => {
  assert.ok(!same([0, 0], [0.17, 2]));
  assert.ok(!same([2, 0], [2.04, 2]));
  assert.ok(same([3, 0], [3, 0]));
  const shown = numbersIn("0.1719 3");
  assert.ok(known(numbersIn("3 distinctions, φ 0.172"), shown));
  assert.ok(!known(numbersIn("3 distinctions, Φ 1.56"), shown));
});
