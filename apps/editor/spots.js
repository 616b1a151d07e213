// Where labels find room, as pure functions.

import { polar } from "./geometry.js";

// Where a weight stands: on its edge when it can, beside it when it cannot, and never on a unit.
export function labelSpot(spots, size, units, taken) {
  const clear = (p) => units.every((u) => !overlaps(p, size, u));
  const near = [14, 24, 36, 52, 72].flatMap((d) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((i) => polar(spots[0], d, (i * Math.PI) / 4)),
  );
  const free = [...spots, ...near].filter(clear);
  return free.length ? freeSpot(free, size, taken) : farSpot(spots[0], clear);
}

function farSpot(from, clear) {
  for (let d = 90; d < 2000; d += 20) {
    for (let i = 0; i < 16; i += 1) {
      if (clear(polar(from, d, (i * Math.PI) / 8))) return polar(from, d, (i * Math.PI) / 8);
    }
  }
  return from;
}

function overlaps(p, { w, h }, o) {
  return Math.abs(p.x - o.x) < (w + o.w) / 2 && Math.abs(p.y - o.y) < (h + o.h) / 2;
}

// A spot moved to where a box of this size is within the bounds; in the middle of bounds that are too narrow.
export function inside({ x, y }, { w, h }, { left, right, top, bottom }) {
  const held = (at, from, to) => (from > to ? (from + to) / 2 : Math.min(Math.max(at, from), to));
  return { x: held(x, left + w / 2, right - w / 2), y: held(y, top + h / 2, bottom - h / 2) };
}

export function isFree(p, size, taken) {
  return !taken.some((o) => overlaps(p, size, o));
}

// The first spot that meets nothing; else the one that meets least.
export function freeSpot(spots, { w, h }, taken) {
  const overlap = (p) =>
    taken.reduce(
      (sum, o) =>
        sum +
        Math.max(0, (w + o.w) / 2 - Math.abs(p.x - o.x)) * Math.max(0, (h + o.h) / 2 - Math.abs(p.y - o.y)),
      0,
    );
  let best = spots[0];
  let least = Infinity;
  for (const p of spots) {
    const area = overlap(p);
    if (area === 0) return p;
    if (area < least) {
      least = area;
      best = p;
    }
  }
  return best;
}
