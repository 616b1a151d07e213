// Theorems are tested on what is drawn by chance, the same in each run.

import assert from "node:assert/strict";

const LETTERS = [..."ABCDEFGHIJKLMNOP"];

// Mulberry32: small, and even enough for this.
class Chance {
  constructor(seed) {
    this.seed = seed;
  }

  number(low = 0, high = 1) {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (high - low);
  }

  // From `low` to `high`, both included.
  whole(low, high) {
    return Math.floor(this.number(low, high + 1));
  }

  yes(share = 0.5) {
    return this.number() < share;
  }

  of(things) {
    return things[this.whole(0, things.length - 1)];
  }

  list(count, make) {
    return Array.from({ length: count }, (_, i) => make(i));
  }

  some(things, share = 0.5) {
    return things.filter(() => this.yes(share));
  }

  // `count` points with labels in a square, all of them at least `gap` apart.
  points(count, side = 480, gap = 0) {
    const made = [];
    while (made.length < count) {
      const p = { label: LETTERS[made.length], x: this.number(0, side), y: this.number(0, side) };
      if (made.every((q) => Math.hypot(p.x - q.x, p.y - q.y) >= gap)) made.push(p);
    }
    return made;
  }

  // A network as the editor holds it.
  network(most = 6) {
    const units = this.list(this.whole(0, most), (i) => {
      const states = this.whole(2, 3);
      return { label: LETTERS[i], x: this.number(), y: this.number(), states, on: this.whole(0, states - 1) };
    });
    const pairs = units.flatMap(({ label: from }) => units.map(({ label: to }) => ({ from, to })));
    const edges = this.some(pairs, 0.4).map(({ from, to }) => {
      return { id: `edge:${from}>${to}`, from, to, weight: this.number(-1, 1) };
    });
    return { units, edges };
  }
}

// Checks a theorem for so many drawn cases; a failure tells the case.
export function forAll(make, check, count = 200) {
  for (let seed = 1; seed <= count; seed += 1) {
    const drawn = make(new Chance(seed * 7919));
    try {
      check(drawn);
    } catch (error) {
      throw new Error(`${error.message}\nfor ${JSON.stringify(drawn)}`, { cause: error });
    }
  }
}

export function near(a, b, tolerance = 1e-9) {
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);
}
