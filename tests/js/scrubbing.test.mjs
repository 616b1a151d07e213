import assert from "node:assert/strict";
import { test } from "node:test";

import { readNumber, scrubbed, shownNumber, stepFrom, stopOf } from "../../apps/ui/scrubbing.js";
import { forAll, near } from "./drawn.mjs";

const drawn = (chance) => ({
  number: chance.number(-3, 3),
  moves: chance.list(chance.whole(1, 9), () => chance.whole(-40, 40)),
  fine: chance.yes(),
  step: chance.of([0.05, 0.25, 1]),
});

test("many small moves go as far as a large one", () => {
  forAll(drawn, ({ number, moves, fine, step }) => {
    const apart = moves.reduce((at, pixels) => scrubbed(at, pixels, fine, step), number);
    const whole = moves.reduce((sum, pixels) => sum + pixels, 0);
    near(apart, scrubbed(number, whole, fine, step));
  });
});

test("the stops are multiples of the step, finely of a fifth of it, and the nearest ones", () => {
  forAll(drawn, ({ number, fine, step }) => {
    const gap = fine ? step / 5 : step;
    const at = stopOf(number, fine, step);
    near(at, Math.round(at / gap) * gap);
    assert.ok(Math.abs(at - number) <= gap / 2 + 1e-9);
    assert.equal(stopOf(at, fine, step), at);
    near(stepFrom(at, 1, fine, step) - at, gap);
    near(stepFrom(stepFrom(at, -1, fine, step), 1, fine, step), at);
  });
});

test("five pixels are a step of a weight, ten a fine one", () => {
  assert.equal(stopOf(scrubbed(0.7, 5, false), false), 0.75);
  assert.equal(stopOf(scrubbed(0.7, -10, true), true), 0.69);
  assert.equal(stepFrom(0.7, -1, false), 0.65);
  assert.equal(stepFrom(0.7, 1, true), 0.71);
  assert.ok(Object.is(stopOf(scrubbed(0.05, -5, false), false), 0));
});

test("what is shown is read back, and what is no number is not", () => {
  forAll(drawn, ({ number }) => {
    near(readNumber(shownNumber(number)), number, 5e-7);
    assert.equal(
      readNumber(shownNumber(number).replace(".", ",").replace("-", "−")),
      readNumber(shownNumber(number)),
    );
  });
  assert.deepEqual([" .5 ", "+2.", "1e-3", "−0,25"].map(readNumber), [0.5, 2, 0.001, -0.25]);
  for (const text of ["", "a", "1 2", "--1", "1e999", "0x10", "Infinity", "."]) {
    assert.equal(readNumber(text), null, text);
  }
  assert.deepEqual([0.1 + 0.2, -0, 1.5].map(shownNumber), ["0.3", "0", "1.5"]);
});
