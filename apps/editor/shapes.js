// What edges, self-loops, regions and labels look like, as pure functions.

import { distance, polar, round, towards } from "./geometry.js";

const LOOP = { foot: 0.42, turn: 0.6, out: 40 }; // angles of a self-loop's feet and of its handles, and how far these reach
const LOBE = 15; // room that the lobe of a self-loop takes around its middle
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8]; // where along an edge its weight may stand
const ROOM = 6; // between an edge and the rim of a unit that it passes
// Painted in this order: fills below, dashes above.
export const REGIONS = ["complex", "excluded", "system"];

export function edgeWidth(weight, strongest, edges) {
  const full = edges > 60 ? 1.8 : 2.6;
  return round(1 + full * Math.min(1, Math.abs(weight) / strongest));
}

function xy(p) {
  return `${round(p.x)} ${round(p.y)}`;
}

export function quadAt({ start, control, end }, t) {
  const u = 1 - t;
  return {
    x: u * u * start.x + 2 * u * t * control.x + t * t * end.x,
    y: u * u * start.y + 2 * u * t * control.y + t * t * end.y,
  };
}

// The line of an edge leaves room for its head: a filled arrowhead (excites) or a filled dot (inhibits).
export function headShape(tip, from, weight, width) {
  const back = (length) => towards(tip, from, length);
  if (weight < 0) {
    const radius = 3 + 0.7 * width,
      c = back(radius);
    return {
      d: `M${xy({ x: c.x - radius, y: c.y })}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`,
      end: back(radius),
    };
  }
  const length = 7.5 + 1.7 * width,
    half = 3 + 0.95 * width,
    base = back(length),
    notch = back(length * 0.74);
  const side = { x: ((tip.y - base.y) / length) * half, y: (-(tip.x - base.x) / length) * half };
  return {
    d: `M${xy(tip)}L${xy({ x: base.x + side.x, y: base.y + side.y })}L${xy(notch)}L${xy({ x: base.x - side.x, y: base.y - side.y })}Z`,
    end: notch,
  };
}

// Everything there is to draw of an edge. `near`: labels its self-loop should look away from; `bare`: an end without
// a circle; `lobes`: where self-loops are, which other edges go around; `bow`: its bend, when that is settled.
export function edgeShape(points, edge, { r, width, opposite, near, bare = null, lobes = [], bow }) {
  const a = points.find((p) => p.label === edge.from),
    b = points.find((p) => p.label === edge.to);
  if (a === b) return loopShape(a, loopAngle(a, points, near), edge.weight, width, r);
  bow ??= chooseBow(a, b, obstacles(a, b, points, lobes, r), opposite);
  return bowShape(a, b, bow, edge.weight, width, r, bare);
}

function obstacles(a, b, points, lobes, r) {
  const others = (p) => p.label !== a.label && p.label !== b.label;
  return [
    ...points.filter(others).map((p) => ({ x: p.x, y: p.y, room: r + ROOM })),
    ...lobes.filter(others).map((p) => ({ x: p.x, y: p.y, room: LOBE })),
  ];
}

// The middle of a self-loop's lobe.
export function lobeOf(unit, points, near, r) {
  return { label: unit.label, ...polar(unit, r + LOBE - 3, loopAngle(unit, points, near)) };
}

export function bowShape(a, b, bow, weight, width, r, bare = null) {
  const control = bowControl(a, b, bow);
  const start = towards(a, control, a.label === bare ? 0 : r + 1),
    tip = towards(b, control, b.label === bare ? 0 : r + 2);
  const head = headShape(tip, control, weight, width),
    curve = { start, control, end: head.end };
  const mid = quadAt(curve, 0.5),
    ahead = quadAt(curve, 0.55);
  return {
    d: `M${xy(start)}Q${xy(control)} ${xy(head.end)}`,
    head: head.d,
    width,
    start,
    tip,
    bow,
    middle: { ...mid, angle: Math.atan2(ahead.y - mid.y, ahead.x - mid.x) },
    spots: SPOTS.map((t) => quadAt(curve, t)),
  };
}

function bowControl(a, b, bow) {
  const d = distance(a, b) || 1;
  return {
    x: (a.x + b.x) / 2 - ((b.y - a.y) / d) * 2 * bow,
    y: (a.y + b.y) / 2 + ((b.x - a.x) / d) * 2 * bow,
  };
}

// The smallest bow that keeps clear of every other unit and self-loop.
export function chooseBow(a, b, obstacles, opposite) {
  const room = (bow) => clearance(a, b, bow, obstacles);
  return opposite ? chooseOfPair(a, b, room) : firstClear([0, -26, 26, -46, 46, -70, 70, -96, 96], room);
}

// Two opposite edges choose together, so that they never meet: each to its own left, or both on the side that is
// free, one inside the other. A bow counts to the right of its edge; for the other edge the sign turns.
function chooseOfPair(a, b, room) {
  const s = Math.min(26, Math.max(11, distance(a, b) * 0.075)),
    w = Math.min(2 * s, 30),
    first = a.label < b.label;
  const pairs = [
    [-s, s],
    [0, w],
    [0, -w],
    [s, s + w],
    [-s, -s - w],
    [-s - 16, s + 16],
    [w, 2 * w],
    [-w, -2 * w],
    [-s - 34, s + 34],
    [-s - 56, s + 56],
    [-s - 80, s + 80],
  ];
  const known = new Map();
  const look = (bow) => known.get(bow) ?? known.set(bow, room(bow)).get(bow);
  const mine = first ? 1 : -1;
  const pair = firstClear(pairs, ([p, q]) => Math.min(look(mine * p), look(mine * q)));
  return first ? pair[0] : -pair[1];
}

function firstClear(choices, room) {
  let best = choices[0],
    most = -Infinity;
  for (const choice of choices) {
    const free = room(choice);
    if (free > 0) return choice;
    if (free > most + 2) {
      most = free;
      best = choice;
    }
  }
  return best;
}

// How much room an edge leaves to what it passes, over what that needs; negative: it covers something.
function clearance(a, b, bow, obstacles) {
  const curve = { start: a, control: bowControl(a, b, bow), end: b };
  let least = Infinity;
  for (let i = 1; i < 10; i += 1) {
    const p = quadAt(curve, i / 10);
    for (const other of obstacles) {
      const dx = p.x - other.x,
        dy = p.y - other.y;
      least = Math.min(least, Math.sqrt(dx * dx + dy * dy) - other.room);
    }
  }
  return least;
}

// The middle of the widest free angle around a unit, so that a self-loop hides behind nothing.
export function loopAngle(unit, points, near) {
  const angles = points
    .filter((p) => p !== unit && (near.has(p.label) || distance(p, unit) < 160))
    .map((p) => Math.atan2(p.y - unit.y, p.x - unit.x))
    .sort((p, q) => p - q);
  if (!angles.length) return -Math.PI / 2;
  let widest = -1,
    middle = 0;
  angles.forEach((angle, i) => {
    const gap = i + 1 < angles.length ? angles[i + 1] - angle : angles[0] + 2 * Math.PI - angle;
    if (gap > widest + 1e-9) {
      widest = gap;
      middle = angle + gap / 2;
    }
  });
  return middle;
}

export function loopShape(unit, angle, weight, width, r) {
  const start = polar(unit, r + 1, angle - LOOP.foot),
    tip = polar(unit, r + 2, angle + LOOP.foot);
  const out = r + LOOP.out,
    c0 = polar(unit, out, angle - LOOP.turn),
    c1 = polar(unit, out, angle + LOOP.turn);
  const head = headShape(tip, c1, weight, width),
    top = polar(unit, (r * Math.cos(LOOP.foot) + 3 * out * Math.cos(LOOP.turn)) / 4, angle);
  return {
    d: `M${xy(start)}C${xy(c0)} ${xy(c1)} ${xy(head.end)}`,
    head: head.d,
    width,
    start,
    tip,
    bow: 0,
    middle: { ...top, angle: angle + Math.PI / 2 },
    spots: [
      polar(unit, r + LOOP.out, angle),
      polar(unit, r + LOOP.out, angle - 0.7),
      polar(unit, r + LOOP.out, angle + 0.7),
    ],
  };
}

// Monotone chain; clockwise on screen (y grows downwards).
export function convexHull(points) {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  if (sorted.length < 3) return sorted;
  const cross = (o, p, q) => (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

export function circlePath(p, radius) {
  return `M${xy({ x: p.x - radius, y: p.y })}a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;
}

// The hull, pushed outwards by `pad`, with round corners.
export function hullPath(points, pad) {
  const hull = convexHull(points);
  if (hull.length === 1) return circlePath(hull[0], pad);
  const sides = hull.map((p, i) => {
    const q = hull[(i + 1) % hull.length],
      d = distance(p, q) || 1;
    const out = { x: ((q.y - p.y) / d) * pad, y: (-(q.x - p.x) / d) * pad };
    return [
      { x: p.x + out.x, y: p.y + out.y },
      { x: q.x + out.x, y: q.y + out.y },
    ];
  });
  return `${sides.map(([p, q], i) => `${i ? `A${pad} ${pad} 0 0 1 ` : "M"}${xy(p)}L${xy(q)}`).join("")}A${pad} ${pad} 0 0 1 ${xy(sides[0][0])}Z`;
}

export function insideHull(p, hull, pad) {
  if (hull.length < 3) return hull.length > 0 && nearSegment(p, hull[0], hull.at(-1)) < pad;
  const signs = hull.map((a, i) => {
    const b = hull[(i + 1) % hull.length];
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  });
  return (
    signs.every((s) => s >= 0) || hull.some((a, i) => nearSegment(p, a, hull[(i + 1) % hull.length]) < pad)
  );
}

function nearSegment(p, a, b) {
  const d2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const t = d2 ? Math.max(0, Math.min(1, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / d2)) : 0;
  return distance(p, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
}

// A hull that would swallow a stranger says something false: then every member gets its own ring, linked by lines.
export function regionShape(points, region, r) {
  const members = points.filter((p) => region.units.includes(p.label)),
    pad = r + { complex: 12, excluded: 15, system: 18 }[region.kind];
  const hull = convexHull(members);
  const strangers = points.some((p) => !region.units.includes(p.label) && insideHull(p, hull, pad));
  const d = strangers && members.length > 1 ? islands(members, r + (pad - r) * 0.7) : hullPath(members, pad);
  return { d, spots: (size) => regionSpots(members, pad, size) };
}

function islands(members, radius) {
  const links = spanningTree(members).map(
    ([a, b]) => `M${xy(towards(a, b, radius))}L${xy(towards(b, a, radius))}`,
  );
  return [...members.map((p) => circlePath(p, radius)), ...links].join("");
}

export function spanningTree(points) {
  const inside = [points[0]],
    rest = points.slice(1),
    links = [];
  while (rest.length) {
    let best = null;
    for (const a of inside)
      for (const b of rest) if (!best || distance(a, b) < distance(...best)) best = [a, b];
    links.push(best);
    inside.push(...rest.splice(rest.indexOf(best[1]), 1));
  }
  return links;
}

function regionSpots(members, pad, { w, h }) {
  const xs = members.map((p) => p.x),
    ys = members.map((p) => p.y);
  const left = Math.min(...xs) - pad,
    right = Math.max(...xs) + pad,
    top = Math.min(...ys) - pad,
    bottom = Math.max(...ys) + pad;
  const cx = (left + right) / 2,
    cy = (top + bottom) / 2;
  // Above and below first: there the view that shows everything leaves room for a line of text.
  return [
    { x: cx, y: top - h / 2 - 4 },
    { x: cx, y: bottom + h / 2 + 4 },
    { x: cx, y: top - h * 1.5 - 6 },
    { x: cx, y: bottom + h * 1.5 + 6 },
    { x: right + w / 2 + 4, y: cy },
    { x: left - w / 2 - 4, y: cy },
  ];
}

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
    for (let i = 0; i < 16; i += 1)
      if (clear(polar(from, d, (i * Math.PI) / 8))) return polar(from, d, (i * Math.PI) / 8);
  }
  return from;
}

function overlaps(p, { w, h }, o) {
  return Math.abs(p.x - o.x) < (w + o.w) / 2 && Math.abs(p.y - o.y) < (h + o.h) / 2;
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
  let best = spots[0],
    least = Infinity;
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
