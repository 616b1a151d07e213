// What stands around the units and edges: regions with their captions, weights, and the scissors of the cut.

import { svg } from "./elements.js";
import { round } from "./geometry.js";
import { regionShape } from "./regions.js";
import { freeSpot, labelSpot } from "./spots.js";
import { View } from "./view.js";
import { TEXT } from "./words.js";

const GLYPHS = 12; // scissors drawn at most; the dashes show every cut edge
const LABELS = 40; // weights drawn at most, unless all are wanted
const CROWD = 30; // from this many weights on they are set smaller

export class Captions extends View {
  drawRegions() {
    const shapes = this.marks.regions.map((region) => ({ region, ...regionShape(this.now, region, this.r) }));
    this.layers.regions.replaceChildren(
      ...shapes.map(({ region, d }) => {
        const g = svg("g", { class: `region ${region.kind}` });
        g.append(svg("path", { d }));
        return g;
      }),
    );
    const taken = this.takenByDrawing();
    this.layers.captions.replaceChildren(
      ...shapes.filter((s) => s.region.text).map((s) => caption(s, taken)),
    );
  }

  // Where a caption would cover a unit, a self-loop or the middle of an edge.
  takenByDrawing() {
    const taken = this.unitBoxes(6);
    for (const { shape } of this.edgeNodes.values()) {
      taken.push({ ...shape.middle, w: 14, h: 14 });
      for (const p of shape.spots.slice(1, 5)) taken.push({ ...p, w: 10, h: 10 });
    }
    return taken;
  }

  // Weights of the edges that are pointed at, selected or focused, or all; and the scissors of the cut.
  drawLabels() {
    const shown = this.allWeights
      ? this.edges
      : this.edges
          .filter((e) => this.chosen.has(e.id) || this.hovered === e.id || this.focus === e.id)
          .slice(0, LABELS);
    const size = shown.length > CROWD ? 9.5 : 12;
    const units = this.unitBoxes(4);
    const taken = [];
    if (shown.length || this.layers.labels.firstChild) {
      this.layers.labels.replaceChildren(...shown.map((edge) => this.weightLabel(edge, size, units, taken)));
    }
    const cut = this.edges.filter((e) => this.marks.cut.has(e.id)).slice(0, GLYPHS);
    if (cut.length || this.layers.glyphs.firstChild) {
      this.layers.glyphs.replaceChildren(...cut.map((edge) => scissors(this.edgeNodes.get(edge.id).shape)));
    }
  }

  unitBoxes(room) {
    return this.now.map((p) => ({ x: p.x, y: p.y, w: 2 * this.r + room, h: 2 * this.r + room }));
  }

  weightLabel(edge, font, units, taken) {
    const value = signed(edge.weight);
    const size = { w: round(value.length * font * 0.59 + font * 0.8), h: font * 1.5 };
    const at = labelSpot(this.edgeNodes.get(edge.id).shape.spots, size, units, taken);
    taken.push({ ...at, ...size });
    const g = svg("g", {
      class: edge.weight < 0 ? "weight inhibit" : "weight",
      transform: `translate(${round(at.x)} ${round(at.y)})`,
    });
    g.dataset.of = edge.id;
    const text = svg("text", { "font-size": font });
    text.textContent = value;
    g.append(svg("rect", { x: -size.w / 2, y: -size.h / 2, width: size.w, height: size.h, rx: 4 }), text);
    return g;
  }

  toggleWeights() {
    this.allWeights = !this.allWeights;
    this.drawLabels();
    this.enableTools();
    this.say(this.allWeights ? TEXT.weightsOn : TEXT.weightsOff);
  }
}

export function signed(weight) {
  return (weight < 0 ? "−" : "") + Math.abs(weight).toFixed(2);
}

// "φ_s(aB) = 0.17": what follows an underscore is set as a subscript.
export function pieces(text) {
  const [lead, ...rest] = text.split("_");
  const low = (part) => [
    [part.slice(0, 1), { dy: 3, "font-size": "10px" }],
    [part.slice(1), { dy: -3 }],
  ];
  return [[lead, {}], ...rest.flatMap(low)];
}

function caption({ region, spots }, taken) {
  const size = { w: region.text.length * 7.2 + 8, h: 18 };
  const at = freeSpot(spots(size), size, taken);
  taken.push({ ...at, ...size });
  const g = svg("g", { class: `region ${region.kind}` });
  const text = svg("text", { x: at.x, y: at.y });
  text.append(...pieces(region.text).map(([piece, look]) => tspan(piece, look)));
  g.append(text);
  return g;
}

function tspan(text, attributes) {
  const node = svg("tspan", attributes);
  node.textContent = text;
  return node;
}

function scissors(shape) {
  const { x, y, angle } = shape.middle;
  const g = svg("g", {
    class: "scissors",
    transform: `translate(${x} ${y}) rotate(${round((angle * 180) / Math.PI + 90)})`,
  });
  g.append(svg("circle", { class: "plate", r: 10 }), svg("path", { d: "M-3.2 3.4 6.5 -4M-3.2 -3.4 6.5 4" }));
  for (const side of [-1, 1]) g.append(svg("circle", { cx: -5, cy: side * 4.4, r: 2.3 }));
  return g;
}
