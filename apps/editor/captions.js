// What stands around the units and edges: regions with their captions, weights, and the scissors of the cut.

import { svg } from "./elements.js";
import { elided, fittedPart, round } from "./geometry.js";
import { ladder, regionShape } from "./regions.js";
import { freeSpot, inside, isFree, labelSpot } from "./spots.js";
import { typeSize, View } from "./view.js";
import { TEXT } from "./words.js";

const GLYPHS = 12; // scissors drawn at most; the dashes show every cut edge
const LABELS = 40; // weights drawn at most, unless all are wanted
const NAMES = 18; // letters of a caption between the brackets
const FULL_CAPTIONS = 8; // regions whose captions say of which units they are
const CROWD = 30; // from this many weights on they are set smaller

export class Captions extends View {
  drawRegions() {
    const shapes = this.marks.regions.map((region) => ({ region, ...regionShape(this.now, region, this.r) }));
    this.layers.regions.replaceChildren(
      ...shapes.map(({ region, d }) => {
        const joins = region.label && this.press?.into === region.label ? " joins" : "";
        const g = svg("g", { class: `region ${region.kind}${joins}` });
        g.append(svg("path", { d }));
        const rungs = ladder(this.now, region, this.r);
        if (rungs) g.append(svg("path", { class: "ladder", d: rungs }));
        if (region.text) g.append(hint(region.text));
        return g;
      }),
    );
    const taken = { drawing: this.takenByDrawing(), captions: [] };
    const bounds = fittedPart(this.points(), this.size(), this.r, this.barHeight(), typeSize());
    // What is said of a complex or of the candidate system finds room before what is said of the others.
    const told = shapes.filter((s) => s.region.text).toSorted((s, t) => rank(t.region) - rank(s.region));
    const brief = told.length > FULL_CAPTIONS;
    this.layers.captions.replaceChildren(...told.flatMap((s) => caption(s, taken, bounds, brief)));
  }

  // Where a caption would cover a unit, a self-loop or the middle of an edge.
  takenByDrawing() {
    const taken = [...this.unitBoxes(6), ...this.namesBelow()];
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
          .filter((e) => !this.press?.weighs || this.press.id !== e.id) // shown beside the pointer
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

  // The names that stand below their units.
  namesBelow() {
    const named = [...this.unitNodes.values()].filter((node) => node.below);
    return named.map(({ x, y, below: { w, h } }) => ({ x, y: y + this.r + h / 2, w, h }));
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

// "φ_s(aB) = 0.17": the index of φ is set as a subscript; names of units have underscores of their own.
export function pieces(text) {
  const [lead, ...rest] = text.split(/(?<=[φΦ])_(?=[a-z])/);
  const low = (part) => [
    [part.slice(0, 1), { dy: 3, "font-size": "10px" }],
    [part.slice(1), { dy: -3 }],
  ];
  return [[lead, {}], ...rest.flatMap(low)];
}

// A caption with long names, short enough to stand beside its region: "φ_s(Coup_fti…x) = 0.17".
export function shortened(text) {
  return text.replace(/\(.*\)/s, (names) => `(${elided(names.slice(1, -1), NAMES)})`);
}

// "φ_s(aB) = 0.17" without what it is of.
export function valueOf(text) {
  return text.split(" = ").at(-1);
}

const rank = (region) => ["excluded", "complex", "macro", "system"].indexOf(region.kind);

// A caption within the part of the plane that fits the window. One that would lie over another is left
// out, but for that of the candidate system: pointing at the outline says the same.
// Of many regions only the values are written.
function caption({ region, spots }, taken, bounds, brief) {
  const shown = brief && region.kind !== "system" ? valueOf(region.text) : shortened(region.text);
  const size = { w: shown.length * 8 + 8, h: 18 };
  const places = spots(size).map((spot) => inside(spot, size, bounds));
  const free = places.filter((spot) => isFree(spot, size, taken.captions));
  if (!free.length && region.kind !== "system") return [];
  const at = freeSpot(free.length ? free : places, size, taken.drawing);
  taken.captions.push({ ...at, ...size });
  const g = svg("g", { class: `region ${region.kind}` });
  const text = svg("text", { x: at.x, y: at.y });
  text.append(...pieces(shown).map(([piece, look]) => tspan(piece, look)));
  if (shown !== region.text) g.append(hint(region.text));
  g.append(text);
  return [g];
}

function hint(text) {
  const title = svg("title");
  title.textContent = text.replace("φ_s", "φₛ");
  return title;
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
