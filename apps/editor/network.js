// A network as Python sends it, made ready for drawing.

import { edgeId, finite, flip, unitRadius } from "./geometry.js";

// What lacks a place stands on a circle; an edge that lacks an end is left out.
export function readNetwork(network) {
  const units = (network?.units ?? []).map((u, i) => ({
    label: String(u.label),
    x: finite(u.x, 0.5 + 0.35 * Math.cos(i)),
    y: flip(finite(u.y, 0.5 + 0.35 * Math.sin(i))),
    on: finite(u.on, 0),
    states: finite(u.states, 2),
    kind: String(u.kind ?? ""),
  }));
  const byLabel = new Map(units.map((u) => [u.label, u]));
  const edges = (network?.edges ?? [])
    .map(({ from, to, weight }) => ({
      id: edgeId(from, to),
      from: String(from),
      to: String(to),
      weight: finite(weight, 1),
    }))
    .filter((e) => byLabel.has(e.from) && byLabel.has(e.to));
  return {
    units,
    edges,
    byLabel,
    byId: new Map(edges.map((e) => [e.id, e])),
    ...aroundUnits(units, edges),
    strongest: Math.max(1, ...edges.map((e) => Math.abs(e.weight))),
    r: unitRadius(units.length),
  };
}

// The edges that touch each unit, and the units that it shares an edge with.
function aroundUnits(units, edges) {
  const touching = new Map(units.map((u) => [u.label, []]));
  const neighbours = new Map(units.map((u) => [u.label, new Set()]));
  for (const e of edges) {
    touching.get(e.from).push(e);
    if (e.to === e.from) continue;
    touching.get(e.to).push(e);
    neighbours.get(e.from).add(e.to);
    neighbours.get(e.to).add(e.from);
  }
  return { touching, neighbours };
}
