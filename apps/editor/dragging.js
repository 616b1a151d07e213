// What follows the pointer while it is dragged, and what comes of it when it is let go; and two fingers.

import { setAttrs, svg } from "./elements.js";
import {
  SCALE,
  boxOf,
  distance,
  guideLines,
  idsInside,
  labelOf,
  nearest,
  shiftOf,
  unitId,
  zoomView,
} from "./geometry.js";
import { regrouped } from "./regions.js";
import { Weighing } from "./weighing.js";
import { TEXT } from "./words.js";

const REACH = 6; // pixels from which a unit jumps level with another
const DRAGS = { body: "dragging", link: "connecting", pan: "panning", edge: "weighing" };

export class Dragging extends Weighing {
  startDrag(event) {
    const press = this.press;
    press.moved = true;
    clearTimeout(this.holding);
    this.hover(null);
    this.root.classList.add(DRAGS[press.kind] ?? "banding");
    if (this.canWeigh(press)) this.startWeighing(press, event);
    if (press.kind !== "body") return;
    const labels = this.movedWith(press.label);
    press.starts = new Map(
      labels.map((l) => [l, { x: this.place(l).x / SCALE, y: this.place(l).y / SCALE }]),
    );
    press.places = new Map(press.starts);
    press.all = this.points();
    press.still = this.units
      .filter((u) => !press.starts.has(u.label))
      .map((u) => ({ x: this.place(u.label).x / SCALE, y: this.place(u.label).y / SCALE }));
  }

  // A unit that is selected takes the others with it.
  movedWith(label) {
    return this.chosen.has(unitId(label))
      ? this.selected.map(labelOf).filter((l) => this.byLabel.has(l))
      : [label];
  }

  drag(event) {
    const press = this.press;
    if (!press?.moved) return;
    if (press.kind === "pan") this.pan(event);
    else if (press.kind === "body") this.dragBody(event);
    else if (press.kind === "link") this.dragLink(event);
    else if (press.kind === "band") this.dragBand(event);
    else if (press.kind === "edge") this.dragWeight(event);
  }

  pan(event) {
    this.viewTouched = true;
    this.held = null;
    this.setView({
      ...this.view,
      x: this.press.view.x + event.clientX - this.press.x,
      y: this.press.view.y + event.clientY - this.press.y,
    });
  }

  dragBody(event) {
    const press = this.press;
    const at = this.at(event);
    const raw = { dx: (at.x - press.from.x) / SCALE, dy: (at.y - press.from.y) / SCALE };
    const starts = [...press.starts.values()];
    const reach = event.shiftKey ? null : REACH / SCALE / this.view.k;
    const { dx, dy } = shiftOf(raw, press.starts.get(press.label), starts, press.still, reach);
    for (const [label, p] of press.starts) {
      if (this.byLabel.has(label)) press.places.set(label, { x: p.x + dx, y: p.y + dy });
    }
    press.into = this.joined(press, at, event.shiftKey);
    press.lines = event.shiftKey ? [] : guideLines([...press.places.values()], press.still);
    this.drawMoved([...press.places.keys()].filter((l) => this.byLabel.has(l)));
  }

  // The macro unit that what is dragged would join here; with Shift or Alt it only moves.
  joined(press, at, shift) {
    if (!this.marks.regroups || shift || press.copies) return null;
    return regrouped(this.marks.regions, press.all, [...press.starts.keys()], at, this.r);
  }

  dragLink(event) {
    const press = this.press;
    const at = this.at(event);
    if (distance(at, this.place(press.label)) > this.r + 12) press.left = true;
    press.over = this.unitAt(at, press);
    this.drawGhost(press, at);
  }

  // A self-loop only after the pointer has left the unit: a trembling click must not make one.
  unitAt(at, press) {
    const near = nearest(at, this.points());
    if (!near || distance(at, near) > this.r + 10 || (near.label === press.label && !press.left)) return null;
    return near.label;
  }

  dragBand(event) {
    const press = this.press;
    const box = boxOf(press.from, this.at(event));
    press.band ??= this.layers.over.appendChild(svg("rect", { class: "band", rx: 2 }));
    setAttrs(press.band, { x: box.x, y: box.y, width: box.w, height: box.h });
    press.ids = idsInside(
      box,
      this.now,
      this.edges.map((e) => ({ id: e.id, ...this.edgeNodes.get(e.id).shape.middle })),
    );
    this.preview([...new Set([...press.base, ...press.ids])]);
  }

  // Shown while the band grows; sent once, at the end.
  preview(ids) {
    this.chosen = new Set(ids);
    for (const unit of this.units) {
      this.unitNodes.get(unit.label).g.classList.toggle("selected", this.chosen.has(unitId(unit.label)));
    }
    for (const edge of this.edges) {
      this.edgeNodes.get(edge.id).g.classList.toggle("selected", this.chosen.has(edge.id));
    }
  }

  drop(press) {
    if (press.kind === "aim") return;
    if (press.kind === "body" && this.byLabel.has(press.label)) {
      const places = new Map([...press.places].filter(([label]) => this.byLabel.has(label)));
      if (press.copies) this.duplicate(places);
      else if (press.into !== undefined && press.into !== null) this.regroup(places, press.into);
      else this.moveUnits(places);
    } else if (press.kind === "band") this.dropBand(press);
    else if (press.kind === "edge" && press.weighs) this.dropWeight(press);
    else if (press.kind === "link" && press.over != null) this.dropLink(press);
    else if (press.kind === "link") this.say(TEXT.cancelled);
    if (press.label !== undefined) this.focusItem(unitId(press.label));
  }

  // The focus goes along, so that the next key is about what was just framed.
  dropBand(press) {
    this.select([...new Set([...press.base, ...(press.ids ?? [])])]);
    this.focusItem(this.selected[0] ?? null);
  }

  startPinch() {
    this.clearPress();
    const [a, b] = [...this.pointers.values()];
    this.pinch = {
      view: { ...this.view },
      gap: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      mid: this.middle(a, b),
    };
  }

  middle(a, b) {
    const box = this.svg.getBoundingClientRect();
    return { x: (a.clientX + b.clientX) / 2 - box.left, y: (a.clientY + b.clientY) / 2 - box.top };
  }

  pinching() {
    const [a, b] = [...this.pointers.values()];
    const mid = this.middle(a, b);
    const { view, gap, mid: start } = this.pinch;
    const zoomed = zoomView(
      view,
      Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) / Math.max(gap, 1),
      start,
    );
    this.viewTouched = true;
    this.held = null;
    this.setView({ ...zoomed, x: zoomed.x + mid.x - start.x, y: zoomed.y + mid.y - start.y });
  }
}
