// Where the eye stands, what is where on screen and what is under the pointer there, as pure functions.

const REACH = 16; // px from a point that still count as on it
const CLOSE = 5; // px from a line

export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

/** The place of the camera: farther back on a narrow stage, so that all is seen. */
export function standpoint({ yaw, pitch, far }, aspect) {
  const back = far * Math.max(1, 1.3 / aspect);
  return [
    back * Math.cos(pitch) * Math.sin(yaw),
    back * Math.sin(pitch),
    back * Math.cos(pitch) * Math.cos(yaw),
  ];
}

/** The eye after a turn; it never goes over the top. */
export function turned(eye, yaw, pitch) {
  return { ...eye, yaw: eye.yaw + yaw, pitch: clamp(eye.pitch + pitch, -1.5, 1.5) };
}

/** Pixels of the stage for what a camera gives: from -1 to 1, y upwards. */
export function pixels({ x, y }, { wide, high }) {
  return { x: ((x + 1) / 2) * wide, y: ((1 - y) / 2) * high };
}

/** Distance in px from (x, y) to the segment a–b on screen. */
export function awayFromSegment(x, y, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = clamp(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}

/**
 * What is at a place of the stage: a purview's point, a mechanism's label, or the line of a relation.
 *
 * `points` and `mechanisms` are on screen, in px; points 2i and 2i + 1 are the purviews of distinction i.
 */
export function spotAt(x, y, points, mechanisms, lines) {
  const away = (at) => Math.hypot(at.x - x, at.y - y);
  const near = [
    ...points.map((at, i) => ({ away: away(at), kind: "purview", numbers: [i], says: at.says })),
    ...mechanisms.map((at, i) => ({ away: away(at), kind: "distinction", numbers: [i], says: at.says })),
  ];
  const spot = closest(near, REACH);
  if (spot.kind) return spot;
  const along = ({ of: [a, b] }) => awayFromSegment(x, y, points[a], points[b]);
  const { line } = closest(
    lines.map((each) => ({ away: along(each), line: each })),
    CLOSE,
  );
  if (!line) return null;
  const numbers = [...new Set(line.of.map((i) => i >> 1))].toSorted((a, b) => a - b);
  return { kind: "relation", numbers, says: line.says };
}

function closest(things, reach) {
  return things.reduce((best, each) => (each.away < best.away ? each : best), { away: reach });
}

/** What is picked there: a point stands for its distinction, as in the plane. */
export function picked(found) {
  if (found?.kind === "purview") return { kind: "distinction", numbers: [found.numbers[0] >> 1] };
  return found && { kind: found.kind, numbers: found.numbers };
}

const BETWEEN = 2; // px between two labels

/**
 * Middles of labels on screen so that none covers another, null for a label that has no room.
 *
 * The most important come first; each tries its own place, then above, below and beside it.
 */
export function apart(labels) {
  const taken = [];
  const free = (box) =>
    taken.every(
      (other) =>
        Math.abs(box.x - other.x) >= (box.wide + other.wide) / 2 + BETWEEN ||
        Math.abs(box.y - other.y) >= (box.high + other.high) / 2 + BETWEEN,
    );
  return labels.map(({ x, y, wide, high }) => {
    const shifts = [0, -1, 1, -1.6, 1.6].map((up) => [0, up * high]);
    const beside = wide / 2 + high;
    const tried = [...shifts, [beside, 0], [-beside, 0]].map(([dx, dy]) => ({
      x: x + dx,
      y: y + dy,
      wide,
      high,
    }));
    const found = tried.find(free);
    if (!found) return null;
    taken.push(found);
    return { x: found.x, y: found.y };
  });
}

/**
 * Indices of the labels to write, the most important first: of mechanisms, and of the purviews of each.
 *
 * `named` are distinctions, strongest first; `near` those that the page's selection lights up. `purviews[j]` is
 * the label of point j.
 */
export function ordered(named, near, purviews) {
  const labels = [];
  const told = new Set();
  for (const i of new Set([...near, ...named])) {
    labels.push({ kind: "mechanism", index: i });
    for (const end of [purviews[2 * i], purviews[2 * i + 1]]) {
      if (!told.has(end)) labels.push({ kind: "purview", index: end });
      told.add(end);
    }
  }
  return labels;
}

/** The distinction after `at` of so many, round and round; -1: none yet. */
export function stepped(at, by, count) {
  if (at < 0) return by > 0 ? 0 : count - 1;
  return (at + by + count) % count;
}
