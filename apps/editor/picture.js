// The drawing: units and edges as SVG nodes that are changed, never rebuilt.

import { Captions } from "./captions.js";
import { setAttrs, svg } from "./elements.js";
import {
  THICKET,
  SCALE,
  caseOf,
  distance,
  edgeId,
  elided,
  hasRoomBelow,
  labelOf,
  round,
  unitId,
} from "./geometry.js";
import { edgeShape, edgeWidth, lobeOf } from "./shapes.js";
import { TEXT } from "./words.js";

const FAINT_FROM = 0.14; // of the sheet: longer edges of a crowded drawing are faint
const READABLE = 9; // pixels: the least size of a name
const BELOW = 11.5; // that of a name below its unit
const FEW = 16; // units: so many are large enough for their names
const HANDLE_OFF = 22; // pixels along the edge from its end; where a unit is pressed reaches 8 beyond its rim

export class Picture extends Captions {
  draw() {
    this.hadFocus = this.root.getRootNode().activeElement?.matches?.(".unit, .edge") ?? false;
    this.chosen = new Set(this.selected);
    this.locate();
    dropMissing(this.unitNodes, this.byLabel);
    dropMissing(this.edgeNodes, this.byId);
    this.svg.setAttribute("aria-label", TEXT.editor(this.units.length, this.edges.length));
    this.hint.hidden = this.units.length > 0;
    for (const unit of this.units) this.drawUnit(unit);
    for (const edge of this.edges) this.drawEdge(edge);
    this.drawRegions();
    this.drawLabels();
    this.drawHandles();
    this.enableTools();
    this.roving();
  }

  // Where the units and their self-loops are now.
  locate() {
    this.now = this.points();
    this.lobes = this.now
      .filter((p) => this.byId.has(edgeId(p.label, p.label)))
      .map((p) => lobeOf(p, this.now, this.neighbours.get(p.label), this.r));
  }

  enableTools() {
    const units = this.selected.filter((id) => labelOf(id) !== undefined).length;
    const able = { loop: units, copy: units, duplicate: units, remove: this.selected.length };
    for (const [name, yes] of Object.entries(able)) {
      setAttrs(this.tools[name], { "aria-disabled": String(!yes && !this.focus) });
    }
    this.root.classList.toggle("many", this.units.length > THICKET);
    setAttrs(this.tools.weights, { "aria-pressed": String(Boolean(this.allWeights)) });
    setAttrs(this.tools.connect, { "aria-pressed": String(Boolean(this.connecting)) });
  }

  // A drag touches only what moves: the units, their edges, and the self-loops that look away from them.
  drawMoved(labels) {
    this.locate();
    const edges = new Set();
    for (const label of labels) {
      this.drawUnit(this.byLabel.get(label));
      for (const edge of this.touching.get(label)) {
        edges.add(edge);
        for (const end of [edge.from, edge.to]) {
          if (this.byId.has(edgeId(end, end))) edges.add(this.byId.get(edgeId(end, end)));
        }
      }
    }
    const moved = new Set(labels);
    // An edge between two that move together keeps its bow until they are dropped.
    for (const edge of edges) this.drawEdge(edge, moved.has(edge.from) && moved.has(edge.to));
    if (this.marks.regions.length) this.drawRegions();
    this.drawLabels();
    this.drawHandles();
    this.drawGuides(labels);
  }

  drawUnit(unit) {
    let node = this.unitNodes.get(unit.label);
    if (!node) this.unitNodes.set(unit.label, (node = this.makeUnit(unit)));
    const on = this.stateOf(unit);
    const at = this.place(unit.label);
    const id = unitId(unit.label);
    const flags = {
      on: on === unit.states - 1,
      mid: on > 0 && on < unit.states - 1,
      selected: this.chosen.has(id),
      marked: this.marks.highlight.has(id),
      background: this.marks.background.has(unit.label),
      lesioned: this.marks.lesioned.has(unit.label),
    };
    const below = this.sizeBelow(unit, at);
    const look = JSON.stringify([on, unit.states, unit.kind, flags, this.r, below]);
    if (node.look === look && node.x === at.x && node.y === at.y) return;
    this.touched += 1;
    node.g.setAttribute("transform", `translate(${at.x} ${at.y})`);
    if (node.look !== look) {
      for (const [name, value] of Object.entries(flags)) node.g.classList.toggle(name, value);
      this.describeUnit(node, { ...unit, on }, flags);
      sizeUnit(node, this.r, unit, on);
      if (below) nameBelow(node, this.r, caseOf(unit.label, on));
      node.name.classList.toggle("below", below !== null);
    }
    Object.assign(node, { look, below, ...at });
  }

  // Where units are small, a name that is too long for its unit stands below it, if there is room: its size.
  sizeBelow({ label }, at) {
    const { length } = this.units;
    if (length <= FEW || length > THICKET || label.length * READABLE * 0.62 <= this.r * 1.75) return null;
    const size = { w: label.length * BELOW * 0.6, h: BELOW + 1 };
    return hasRoomBelow({ label, ...at }, this.now, size, this.r) ? size : null;
  }

  nodeOf(id) {
    return id ? (this.edgeNodes.get(id) ?? this.unitNodes.get(labelOf(id)))?.g : null;
  }

  makeUnit(unit) {
    const g = svg("g", { class: "unit", tabindex: "-1" });
    g.dataset.unit = unit.label;
    const node = { g };
    for (const part of ["hit", "mark", "ring", "focus", "disc", "rim"]) {
      g.append((node[part] = svg("circle", { class: part })));
    }
    g.append(
      (node.name = svg("text", { class: "name" })),
      (node.whole = svg("title")),
      (node.kind = svg("text", { class: "kind" })),
      (node.pin = svg("path", { class: "pin" })),
      (node.wound = svg("path", { class: "wound" })),
    );
    this.layers.units.append(g);
    return node;
  }

  describeUnit(node, unit, flags) {
    const said =
      TEXT.unit(unit) +
      (flags.background ? TEXT.background : "") +
      (flags.lesioned ? TEXT.lesioned : "") +
      (flags.selected ? TEXT.chosen : "");
    const role =
      unit.states > 2 ? { role: "button" } : { role: "switch", "aria-checked": String(unit.on > 0) };
    if (unit.states > 2) node.g.removeAttribute("aria-checked");
    setAttrs(node.g, { ...role, "aria-label": said });
  }

  drawEdge(edge, asItWas = false) {
    let node = this.edgeNodes.get(edge.id);
    if (!node) this.edgeNodes.set(edge.id, (node = this.makeEdge(edge)));
    const shape = this.shapeOf(edge, asItWas ? node.shape?.bow : undefined);
    node.shape = shape;
    const flags = {
      inhibit: edge.weight < 0,
      silent: edge.weight === 0,
      selected: this.chosen.has(edge.id),
      marked: this.marks.highlight.has(edge.id),
      cut: this.marks.cut.has(edge.id),
      far: this.units.length > THICKET && distance(shape.start, shape.tip) > FAINT_FROM * SCALE,
    };
    const look = JSON.stringify([edge.weight, flags]);
    if (node.look === look && node.path === shape.d && node.tip === shape.head) return;
    this.touched += 1;
    // Written without being read first: in a drag nearly all of it is new in each frame.
    for (const part of ["hit", "line", "halo"]) node[part].setAttribute("d", shape.d);
    node.head.setAttribute("d", shape.head);
    setAttrs(node.halo, { "stroke-width": shape.width + 7 });
    setAttrs(node.line, { "stroke-width": shape.width });
    if (node.look !== look) {
      for (const [name, value] of Object.entries(flags)) node.g.classList.toggle(name, value);
      setAttrs(node.g, {
        "aria-label": TEXT.edge(edge) + (flags.cut ? TEXT.cut : "") + (flags.selected ? TEXT.chosen : ""),
      });
    }
    Object.assign(node, { look, path: shape.d, tip: shape.head });
  }

  makeEdge(edge) {
    const g = svg("g", { class: "edge", tabindex: "-1", role: "button" });
    g.dataset.edge = edge.id;
    const node = { g };
    for (const part of ["halo", "line", "head", "hit"]) g.append((node[part] = svg("path", { class: part })));
    this.layers.edges.append(g);
    return node;
  }

  shapeOf(edge, bow) {
    const many = this.units.length > THICKET;
    const width = edgeWidth(edge.weight, this.strongest, this.edges.length, many);
    const opposite = edge.from !== edge.to && this.byId.has(edgeId(edge.to, edge.from));
    return edgeShape(this.now, edge, {
      r: this.r,
      width,
      opposite,
      near: this.neighbours.get(edge.from),
      lobes: many ? null : this.lobes,
      bow,
    });
  }

  // One selected edge shows its two ends as handles: drag one to another unit to reconnect. They stand off
  // the rims, where the next edge is drawn from.
  drawHandles() {
    const edge = this.selected.length === 1 ? this.byId.get(this.selected[0]) : null;
    const line = edge && this.press?.kind !== "link" ? this.edgeNodes.get(edge.id).line : null;
    for (const [end, node] of Object.entries(this.handles)) {
      const at = line && alongLine(line, end === "from" ? HANDLE_OFF : -HANDLE_OFF);
      if (at) setAttrs(node, { cx: round(at.x), cy: round(at.y), r: 5 });
      node.style.display = at ? "" : "none";
    }
  }

  // Lines through what a dragged unit is level with.
  drawGuides(labels) {
    const lines = this.press?.lines ?? [];
    for (const line of this.layers.over.querySelectorAll(".guide")) line.remove();
    for (const l of labels.length ? lines : []) {
      const [x1, y1, x2, y2] = [l.x1, l.y1, l.x2, l.y2].map((v) => round(v * SCALE));
      const out = x1 === x2 ? { x: 0, y: this.r + 14 } : { x: this.r + 14, y: 0 };
      this.layers.over.append(
        svg("line", { class: "guide", x1: x1 - out.x, y1: y1 - out.y, x2: x2 + out.x, y2: y2 + out.y }),
      );
    }
  }
}

// The place so far along a line, from its end if negative; never beyond its middle.
function alongLine(line, off) {
  const whole = line.getTotalLength();
  const far = Math.min(Math.abs(off), whole * 0.4);
  return line.getPointAtLength(off < 0 ? whole - far : far);
}

function dropMissing(nodes, present) {
  for (const [key, node] of nodes) {
    if (!present.has(key)) {
      node.g.remove();
      nodes.delete(key);
    }
  }
}

function sizeUnit(node, r, unit, on) {
  const radii = { hit: r + 8, mark: r + 5.5, ring: r + 4, focus: r + 8.5, disc: r, rim: r + 3 };
  for (const [part, radius] of Object.entries(radii)) setAttrs(node[part], { r: radius });
  const name = caseOf(unit.label, on);
  const below = unit.states > 2 ? String(on) : /^[A-Z]{2,5}$/.test(unit.kind) ? unit.kind : "";
  // A long name is elided before it is too small to be read; pointing at the unit tells it whole.
  const room = r * 1.75;
  const size = Math.min(r * 0.78, Math.max(room / Math.max(1, name.length * 0.62), READABLE));
  const shown = elided(name, Math.max(2, Math.floor(room / (size * 0.6))));
  node.name.textContent = shown;
  node.whole.textContent = shown === name ? "" : name;
  node.kind.textContent = r >= 16 ? below : "";
  setAttrs(node.name, { "font-size": round(size), y: node.kind.textContent ? -2.5 : 0.5 });
  setAttrs(node.kind, { y: r * 0.62 });
  setAttrs(node.pin, { d: node.g.classList.contains("background") ? pinPath(r) : "" });
  setAttrs(node.wound, { d: node.g.classList.contains("lesioned") ? crossPath(r) : "" });
}

function nameBelow(node, r, name) {
  node.name.textContent = name;
  node.whole.textContent = "";
  setAttrs(node.name, { "font-size": BELOW, y: r + BELOW * 0.6 });
}

// A push-pin stuck in the upper right of the circle.
function pinPath(r) {
  const x = r * 0.72;
  const y = -r * 0.72;
  return `M${x - 3.5} ${y + 6}L${x - 1} ${y + 1}L${x - 5} ${y - 3}L${x - 1} ${y - 4}L${x + 3} ${y - 8.5}L${x + 8.5} ${y - 3}L${x + 4} ${y + 1}L${x + 3} ${y + 5}Z`;
}

// Crossed out in the upper left of the circle, where no push-pin is.
function crossPath(r) {
  const x = -r * 0.74;
  const y = -r * 0.74;
  return `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x - 5} ${y + 5}L${x + 5} ${y - 5}`;
}
