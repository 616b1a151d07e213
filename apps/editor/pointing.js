// Where the pointer is, what it is over, and the edge that is drawn after it.

import { Clipboard } from "./clipboard.js";
import { svg } from "./elements.js";
import { distance, edgeId, labelOf, rimZone, unitId } from "./geometry.js";
import { edgeShape } from "./shapes.js";

const POINTER = Symbol("pointer"); // stands for the loose end of an edge being drawn; no label can equal it
const MANY = 24; // from this many edges on, pointing at a unit dims the edges of others

export class Pointing extends Clipboard {
  at(event) {
    const box = this.svg.getBoundingClientRect();
    return {
      x: (event.clientX - box.left - this.view.x) / this.view.k,
      y: (event.clientY - box.top - this.view.y) / this.view.k,
    };
  }

  inRoot(event) {
    const box = this.root.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  idAt(target) {
    const unit = target.closest?.(".unit")?.dataset.unit;
    return unit !== undefined ? unitId(unit) : (target.closest?.(".edge")?.dataset.edge ?? null);
  }

  zone(event, label) {
    return rimZone(distance(this.at(event), this.place(label)), this.r, event.pointerType === "touch");
  }

  hoverAt(event) {
    if (event.pointerType === "touch") return;
    if (this.connecting) {
      this.hoverAim(event);
      return;
    }
    const id = this.idAt(event.target);
    const label = labelOf(id ?? "");
    this.hover(id, label !== undefined && this.zone(event, label) === "rim");
  }

  hoverAim(event) {
    const at = this.at(event);
    const job = this.connecting;
    if (job.label === null) {
      this.hover(this.near(at) === null ? null : unitId(this.near(at)));
      return;
    }
    this.drawGhost({ ...job, over: this.near(at) }, at);
  }

  hover(id, rim = false) {
    if (id === this.hovered && rim === this.hoveredRim) return;
    this.nodeOf(this.hovered)?.classList.remove("hover", "at-rim");
    const moved = id !== this.hovered;
    Object.assign(this, { hovered: id, hoveredRim: rim });
    const node = this.nodeOf(id);
    node?.classList.add("hover");
    node?.classList.toggle("at-rim", rim);
    if (moved) {
      this.dim(labelOf(id ?? ""));
      this.drawLabels();
    }
  }

  dim(label) {
    const dimming = this.edges.length >= MANY && this.byLabel.has(label);
    this.root.classList.toggle("dimming", dimming);
    if (dimming) {
      for (const e of this.edges) {
        this.edgeNodes.get(e.id).g.classList.toggle("lit", e.from === label || e.to === label);
      }
    }
  }

  drawGhost(press, at) {
    this.clearGhost();
    this.drawHandles();
    for (const [label, node] of this.unitNodes) {
      node.g.classList.toggle("target", label === press.over || label === press.label);
    }
    if (!press.left && press.over === null && distance(at, this.place(press.label)) < this.r + 6) return;
    const shape = this.ghostShape(press, at);
    const ghost = svg("g", { class: "ghost" });
    ghost.append(svg("path", { d: shape.d }), svg("path", { d: shape.head, class: "head" }));
    this.layers.over.append(ghost);
  }

  clearGhost() {
    for (const ghost of this.layers.over.querySelectorAll(".ghost")) ghost.remove();
    for (const node of this.unitNodes.values()) node.g.classList.remove("target");
  }

  ghostShape(press, at) {
    const far = press.over ?? POINTER;
    const [from, to] = press.reversed ? [far, press.label] : [press.label, far];
    const points = press.over === null ? [...this.now, { label: far, ...at }] : this.now;
    const opposite = press.over !== null && from !== to && this.byId.has(edgeId(to, from));
    const look = {
      r: this.r,
      width: 2.4,
      opposite,
      near: this.neighbours.get(from),
      lobes: this.lobes,
      bare: press.over === null ? far : null,
    };
    return edgeShape(points, { from, to, weight: press.old?.weight ?? 1 }, look);
  }
}
