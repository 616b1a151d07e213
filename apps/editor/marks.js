// The marks that Python puts on a drawing: regions, what is lit, lesioned, in the background, cut.

import { edgeId } from "./geometry.js";
import { REGIONS } from "./regions.js";

// Only what names units that exist is kept: marks may arrive a moment before or after their network.
export function readMarks(marks, byLabel) {
  const has = (labels) => (labels ?? []).map(String).filter((l) => byLabel.has(l));
  const regions = (marks?.regions ?? []).map((r) => ({
    units: has(r.units),
    kind: REGIONS.includes(r.kind) ? r.kind : "excluded",
    text: String(r.text ?? ""),
  }));
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
    cut: new Set((marks?.cut ?? []).map(([s, t]) => edgeId(s, t))),
  };
}
