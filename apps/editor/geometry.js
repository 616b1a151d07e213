// Ids, places and views as pure functions: nothing here knows of the page.

export const SCALE = 480; // drawing units per unit of x or y
export const GRID = 0.025;
export const THICKET = 40; // units: from here on edges are thin, and long ones faint

export function unitId(label) {
  return `unit:${label}`;
}

export function edgeId(from, to) {
  return `edge:${from}>${to}`;
}

export function labelOf(id) {
  return typeof id === "string" && id.startsWith("unit:") ? id.slice(5) : undefined;
}

// The first letter tells the state; an abbreviation stays one: "AND" and "and", but "CycD" and "cycD".
export function caseOf(label, on) {
  const [first, rest] = [label.slice(0, 1), label.slice(1)];
  if (on > 0) return first.toUpperCase() + rest;
  const abbreviation = label === label.toUpperCase() && label !== label.toLowerCase();
  return abbreviation ? label.toLowerCase() : first.toLowerCase() + rest;
}

// At most so many letters, the middle of a longer text left out.
export function elided(text, most) {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}

export function finite(value, otherwise) {
  return Number.isFinite(value) ? value : otherwise;
}

export function round(v) {
  return Math.round(v * 1e4) / 1e4;
}

export function snap(v) {
  return round(Math.round(v / GRID) * GRID);
}

// A place is from 0 to 1 in x and y: the sheet with the dots.
export function clamp(v) {
  return round(Math.max(0, Math.min(1, v)));
}

// A place has y upwards, the screen has it downwards.
export function flip(y) {
  return round(1 - y);
}

// The part of a shift that keeps every value from 0 to 1: a group stops together at the edge of the sheet.
export function within(shift, values) {
  return Math.max(-Math.min(...values), Math.min(1 - Math.max(...values), shift));
}

export function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

const WHOLE = 22; // radius of a unit of few

export function unitRadius(n) {
  return n <= 16 ? WHOLE : Math.max(9, WHOLE * Math.sqrt(16 / n));
}

// Whether a text of this size has room below a unit of radius r: no other unit is there, nor its text beside it.
export function hasRoomBelow(unit, points, { w, h }, r) {
  return points.every((q) => {
    const across = Math.abs(q.x - unit.x);
    const down = q.y - unit.y;
    if (q.label === unit.label) return true;
    if (Math.abs(down) < h) return across >= Math.max(w, w / 2 + r);
    return down < 0 || down >= 2 * r + h || across >= w / 2 + r;
  });
}

// A finger covers a unit: it draws edges from outside of the disc only, or after a long press.
export function rimZone(d, r, touch = false) {
  return d > r * (touch ? 0.96 : 0.66) ? "rim" : "body";
}

export function polar(centre, radius, angle) {
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

// A place as the paths of SVG have it.
export function xy(p) {
  return `${round(p.x)} ${round(p.y)}`;
}

export function towards(from, to, length) {
  const d = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / d) * length, y: from.y + ((to.y - from.y) / d) * length };
}

export function freePlace(centre, points, gap) {
  for (let ring = 0; ring < 12; ring += 1) {
    for (let i = 0; i < Math.max(1, ring * 6); i += 1) {
      const p = polar(centre, ring * gap * 0.7, -Math.PI / 2 + (i * 2 * Math.PI) / Math.max(1, ring * 6));
      if (points.every((q) => distance(p, q) >= gap)) return p;
    }
  }
  return centre;
}

export function nearest(p, points) {
  return points.reduce((best, q) => (!best || distance(p, q) < distance(p, best) ? q : best), null);
}

// The closest unit within 60° of a direction.
export function neighbourTowards(points, label, [dx, dy]) {
  const from = points.find((p) => p.label === label);
  const ahead = points.filter(
    (p) => p !== from && (p.x - from.x) * dx + (p.y - from.y) * dy > 0.5 * distance(p, from),
  );
  return nearest(from, ahead)?.label ?? null;
}

// How far a group has to go, in x and in y, until a place of it is level with one that stays; null: too far.
export function levelWith(moving, still, reach) {
  const along = (axis) => {
    let best = null;
    for (const m of moving) {
      for (const s of still) {
        const d = s[axis] - m[axis];
        if (Math.abs(d) <= reach && (best === null || Math.abs(d) < Math.abs(best))) best = d;
      }
    }
    return best;
  };
  return { dx: along("x"), dy: along("y") };
}

// How far a group goes that is dragged by its unit at `start`, and keeps its shape: until it is level with a
// unit that stays, where one is within reach; else until the grid has hold of that unit; with `reach` null as
// far as the pointer.
export function shiftOf({ dx, dy }, start, moving, still, reach) {
  const moved = moving.map((p) => ({ x: p.x + dx, y: p.y + dy }));
  const level = reach === null ? null : levelWith(moved, still, reach);
  const caught = (d, from, to) => (to === null ? snap(from + d) - from : d + to);
  const along = (axis, d, to) =>
    within(
      level ? caught(d, start[axis], to) : d,
      moving.map((p) => p[axis]),
    );
  return { dx: along("x", dx, level?.dx), dy: along("y", dy, level?.dy) };
}

// The lines through places that are level now: from the farthest to the farthest of each column and row.
export function guideLines(moving, still) {
  const lines = [];
  for (const [axis, other] of [
    ["x", "y"],
    ["y", "x"],
  ]) {
    for (const at of new Set(moving.map((m) => round(m[axis])))) {
      const level = still.filter((s) => Math.abs(s[axis] - at) < 1e-3);
      if (!level.length) continue;
      const span = [...level, ...moving.filter((m) => round(m[axis]) === at)].map((p) => p[other]);
      lines.push({
        [`${axis}1`]: at,
        [`${axis}2`]: at,
        [`${other}1`]: Math.min(...span),
        [`${other}2`]: Math.max(...span),
      });
    }
  }
  return lines;
}

export function boxOf(p, q) {
  return { x: Math.min(p.x, q.x), y: Math.min(p.y, q.y), w: Math.abs(p.x - q.x), h: Math.abs(p.y - q.y) };
}

export function idsInside(box, units, edges) {
  const inside = (p) => p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
  return [...units.filter(inside).map((u) => unitId(u.label)), ...edges.filter(inside).map((e) => e.id)];
}

export function zoomView(view, factor, at) {
  const k = Math.max(0.2, Math.min(5, view.k * factor));
  const f = k / view.k;
  return { k, x: at.x - (at.x - view.x) * f, y: at.y - (at.y - view.y) * f };
}

// Room for self-loops and region labels around the units, all of it below the tool bar; never more than a
// half larger than drawn, in the size of type. Where units are many, names need that room more.
export function fitView(points, { w, h: full }, r, bar, size = 1) {
  const h = full - bar;
  if (!points.length) return { k: 1, x: w / 2 - SCALE / 2, y: bar + h / 2 - SCALE / 2 };
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const crowd = r < WHOLE;
  const side = r + (crowd ? 30 : 56);
  const over = r + (crowd ? 36 : 68);
  const left = Math.min(...xs) - side;
  const top = Math.min(...ys) - over;
  const wide = Math.max(...xs) + side - left;
  const high = Math.max(...ys) + over - top;
  const k = Math.max(0.2, Math.min(1.5 * size, w / wide, h / high));
  return { k, x: (w - wide * k) / 2 - left * k, y: bar + (h - high * k) / 2 - top * k };
}

// What is in sight in that view, in the units of the drawing.
export function fittedPart(points, size, r, bar, type = 1) {
  const { k, x, y } = fitView(points, size, r, bar, type);
  return { left: -x / k, right: (size.w - x) / k, top: (bar - y) / k, bottom: (size.h - y) / k };
}

// How much larger than the units captions are written: on screen never less than in everyday size of type.
export function captionSize(k, size) {
  return Math.min(size, Math.max(1, (1.5 * size) / k));
}

// The place in the middle of a view, and its scale.
export function partShown({ x, y, k }, { w, h }) {
  return { x: round((w / 2 - x) / k), y: round((h / 2 - y) / k), k: round(k) };
}

// The view that has this place in its middle.
export function viewOf({ x, y, k }, { w, h }) {
  return { k, x: w / 2 - x * k, y: h / 2 - y * k };
}

export function newIds(before, after) {
  const units = new Set(before.units.map((u) => u.label));
  const edges = new Set(before.edges.map((e) => e.id));
  return {
    units: after.units.filter((u) => !units.has(u.label)).map((u) => unitId(u.label)),
    edges: after.edges.filter((e) => !edges.has(e.id)).map((e) => e.id),
  };
}

// Another network altogether (fewer than half of the units stayed): worth showing whole.
export function isOther(before, after) {
  const labels = new Set(before.map((u) => u.label));
  const kept = after.filter((u) => labels.has(u.label)).length;
  if (kept === 0 && before.length > 0 && after.length > 0) return true;
  return 2 * kept < Math.max(before.length, after.length) && Math.abs(after.length - before.length) !== 1;
}
