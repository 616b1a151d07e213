// The outlines of regions, as pure functions.

import { distance, towards, xy } from "./geometry.js";

// Painted in this order: fills below, dashes above.
export const REGIONS = ["complex", "macro", "excluded", "system"];

const RUNG = 5; // between two ticks of a ladder
const FAR = 3; // radii of a unit

// Monotone chain; clockwise on screen (y grows downwards).
export function convexHull(points) {
  const sorted = points.toSorted((p, q) => p.x - q.x || p.y - q.y);
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
  return [...half(sorted), ...half(sorted.toReversed())];
}

export function circlePath(p, radius) {
  return `M${xy({ x: p.x - radius, y: p.y })}a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;
}

// The hull, pushed outwards by `pad`, with round corners.
export function hullPath(points, pad) {
  const hull = convexHull(points);
  if (hull.length === 1) return circlePath(hull[0], pad);
  const sides = hull.map((p, i) => {
    const q = hull[(i + 1) % hull.length];
    const d = distance(p, q) || 1;
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

// A hull that would swallow a stranger says something false: then every member gets its own ring, linked by
// lines.
export function regionShape(points, region, r) {
  const members = points.filter((p) => region.units.includes(p.label));
  const pad = r + { complex: 12, macro: 12, excluded: 15, system: 18 }[region.kind];
  const hull = convexHull(members);
  const strangers = points.some((p) => !region.units.includes(p.label) && insideHull(p, hull, pad));
  const d = strangers && members.length > 1 ? islands(members, r + (pad - r) * 0.7) : hullPath(members, pad);
  return { d, spots: (size) => regionSpots(members, pad, size) };
}

// A tick for each update of a macro unit, one below the other across the left end of its outline.
export function ladder(points, region, r) {
  if (!(region.updates > 1)) return "";
  const members = points.filter((p) => region.units.includes(p.label));
  const first = members.reduce((a, b) => (b.x < a.x ? b : a));
  const x = first.x - r - 12;
  const top = first.y - ((region.updates - 1) * RUNG) / 2;
  return Array.from({ length: region.updates }, (_, i) => `M${xy({ x: x - 6, y: top + i * RUNG })}h12`).join(
    "",
  );
}

// The macro unit into whose outline the place `at` falls, if the units `moved` join it there: its label; ""
// if they leave theirs, being `FAR` from the others' outline; null if nothing changes. `starts` are the
// places of all units before the drag.
export function regrouped(regions, starts, moved, at, r) {
  const macros = regions.filter((region) => region.kind === "macro" && region.label);
  const members = (region) => starts.filter((p) => region.units.includes(p.label));
  const whole = (region) => region.units.every((label) => moved.includes(label));
  const within = (region, pad) => insideHull(at, convexHull(members(region)), pad);
  const over = macros.filter((region) => !whole(region) && within(region, r + 12));
  const into = over.toSorted((a, b) => a.units.length - b.units.length)[0];
  if (into) return moved.every((label) => into.units.includes(label)) ? null : into.label;
  const left = macros.find((region) => moved.some((label) => region.units.includes(label)));
  return left && !whole(left) && !within(left, FAR * r) ? "" : null;
}

function islands(members, radius) {
  const links = spanningTree(members).map(
    ([a, b]) => `M${xy(towards(a, b, radius))}L${xy(towards(b, a, radius))}`,
  );
  return [...members.map((p) => circlePath(p, radius)), ...links].join("");
}

export function spanningTree(points) {
  const inside = [points[0]];
  const rest = points.slice(1);
  const links = [];
  while (rest.length) {
    let best = null;
    for (const a of inside) {
      for (const b of rest) if (!best || distance(a, b) < distance(...best)) best = [a, b];
    }
    links.push(best);
    inside.push(...rest.splice(rest.indexOf(best[1]), 1));
  }
  return links;
}

function regionSpots(members, pad, { w, h }) {
  const xs = members.map((p) => p.x);
  const ys = members.map((p) => p.y);
  const left = Math.min(...xs) - pad;
  const right = Math.max(...xs) + pad;
  const top = Math.min(...ys) - pad;
  const bottom = Math.max(...ys) + pad;
  const cx = (left + right) / 2;
  const cy = (top + bottom) / 2;
  // Above and below first: there the view that shows everything leaves room for a line of text.
  return [
    { x: cx, y: top - h / 2 - 4 },
    { x: cx, y: bottom + h / 2 + 4 },
    { x: cx, y: top - h * 1.5 - 6 },
    { x: cx, y: bottom + h * 1.5 + 6 },
    { x: right + w / 2 + 4, y: cy },
    { x: left - w / 2 - 4, y: cy },
    { x: cx, y: top - h * 2.5 - 8 },
    { x: cx, y: bottom + h * 2.5 + 8 },
  ];
}
