// The marks that Python puts on a drawing: regions, what is lit, lesioned, in the background, cut.

import { edgeId } from "./geometry.js";
import { REGIONS } from "./regions.js";

const MOST_TICKS = 16;

function readRegion(r, units) {
  const kind = REGIONS.includes(r.kind) ? r.kind : "excluded";
  const region = { units, kind, text: String(r.text ?? "") };
  if (!r.label) return region;
  return { ...region, label: String(r.label), updates: Math.min(Number(r.updates) || 1, MOST_TICKS) };
}

// Only what names units that exist is kept: marks may arrive a moment before or after their network.
export function readMarks(marks, byLabel) {
  const has = (labels) => (labels ?? []).map(String).filter((l) => byLabel.has(l));
  const regions = (marks?.regions ?? []).map((r) => readRegion(r, has(r.units)));
  const system = has(marks?.system);
  if (system.length && !regions.some((r) => r.kind === "system")) {
    regions.push({ units: system, kind: "system", text: "" });
  }
  regions.sort((a, b) => REGIONS.indexOf(a.kind) - REGIONS.indexOf(b.kind));
  return {
    regions: regions.filter((r) => r.units.length),
    highlight: new Set(marks?.highlight ?? []),
    background: new Set(has(marks?.background)),
    lesioned: new Set(has(marks?.lesioned)),
    regroups: marks?.regroups === true,
    cut: new Set((marks?.cut ?? []).map(([s, t]) => edgeId(s, t))),
  };
}
