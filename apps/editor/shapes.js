// What edges and self-loops look like, as pure functions.

import { distance, polar, round, towards, xy } from "./geometry.js";

// Angles of a self-loop's feet and of its handles, and how far these reach.
const LOOP = { foot: 0.42, turn: 0.6, out: 40 };
const LOBE = 15; // room that the lobe of a self-loop takes around its middle
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8]; // where along an edge its weight may stand
const ROOM = 6; // between an edge and the rim of a unit that it passes

export function edgeWidth(weight, strongest, edges, many = false) {
  const [least, full] = many ? [0.5, 0.5] : [1, edges > 60 ? 1.8 : 2.6];
  return round(least + full * Math.min(1, Math.abs(weight) / strongest));
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
    const radius = 3 + 0.7 * width;
    const c = back(radius);
    return {
      d: `M${xy({ x: c.x - radius, y: c.y })}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`,
      end: back(radius),
    };
  }
  // A thin line, of a crowded drawing, has a small head.
  const length = width > 1 ? 7.5 + 1.7 * width : 5.5;
  const half = width > 1 ? 3 + 0.95 * width : 2.2;
  const base = back(length);
  const notch = back(length * 0.74);
  const side = { x: ((tip.y - base.y) / length) * half, y: (-(tip.x - base.x) / length) * half };
  return {
    d: `M${xy(tip)}L${xy({ x: base.x + side.x, y: base.y + side.y })}L${xy(notch)}L${xy({ x: base.x - side.x, y: base.y - side.y })}Z`,
    end: notch,
  };
}

// Everything there is to draw of an edge. `near`: labels its self-loop should look away from; `bare`: an end
// without a circle; `lobes`: where self-loops are, which other edges go around, null: they go around nothing; `bow`: its bend, if settled.
export function edgeShape(points, edge, { r, width, opposite, near, bare = null, lobes = [], bow }) {
  const a = points.find((p) => p.label === edge.from);
  const b = points.find((p) => p.label === edge.to);
  if (a === b) return loopShape(a, loopAngle(a, points, near), edge.weight, width, r);
  bow ??= lobes ? chooseBow(a, b, inTheWay(a, b, points, lobes, r), opposite) : opposite ? 9 : 0;
  return bowShape(a, b, bow, edge.weight, width, r, bare);
}

function inTheWay(a, b, points, lobes, r) {
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
  const start = towards(a, control, a.label === bare ? 0 : r + 1);
  const tip = towards(b, control, b.label === bare ? 0 : r + 2);
  const head = headShape(tip, control, weight, width);
  const curve = { start, control, end: head.end };
  const mid = quadAt(curve, 0.5);
  const ahead = quadAt(curve, 0.55);
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

// Two opposite edges choose together, so that they never meet: each to its own left, or both on the side that
// is free, one inside the other. A bow counts to the right of its edge; for the other edge the sign turns.
function chooseOfPair(a, b, room) {
  const s = Math.min(26, Math.max(11, distance(a, b) * 0.075));
  const w = Math.min(2 * s, 30);
  const first = a.label < b.label;
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
  let best = choices[0];
  let most = -Infinity;
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
      const dx = p.x - other.x;
      const dy = p.y - other.y;
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
    .toSorted((p, q) => p - q);
  if (!angles.length) return -Math.PI / 2;
  let widest = -1;
  let middle = 0;
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
  const start = polar(unit, r + 1, angle - LOOP.foot);
  const tip = polar(unit, r + 2, angle + LOOP.foot);
  const out = r + (width > 1 ? LOOP.out : LOOP.out / 2);
  const c0 = polar(unit, out, angle - LOOP.turn);
  const c1 = polar(unit, out, angle + LOOP.turn);
  const head = headShape(tip, c1, weight, width);
  const top = polar(unit, (r * Math.cos(LOOP.foot) + 3 * out * Math.cos(LOOP.turn)) / 4, angle);
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
