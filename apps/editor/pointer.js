// Mouse, pen and fingers: what is pressed, dragged and let go.

import {
  SCALE,
  boxOf,
  distance,
  guideLines,
  idsInside,
  labelOf,
  levelWith,
  nearest,
  snap,
  unitId,
  within,
  zoomView,
} from "./geometry.js";
import { Pointing } from "./pointing.js";
import { setAttrs, svg } from "./page.js";
import { TEXT } from "./words.js";

const TREMBLE = { mouse: 4, pen: 6, touch: 10 }; // pixels a pointer may move and still click
const DOUBLE = 400; // ms between the two clicks of a double click
const HOLD = 480; // ms until a finger that rests is a long press
const REACH = 6; // pixels from which a unit jumps level with another
const DRAGS = { body: "dragging", link: "connecting", pan: "panning" };

export class Pointer extends Pointing {
  // At the end of the zoom range the page gets its wheel back.
  wheel(event) {
    const box = this.svg.getBoundingClientRect();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    if (this.zoom(Math.exp(-step * 0.0016), { x: event.clientX - box.left, y: event.clientY - box.top }))
      event.preventDefault();
  }

  // A finger has its menu on letting go; some systems also send this event while it rests.
  contextMenu(event) {
    event.preventDefault();
    if (event.pointerType === "touch" || this.lastPointer === "touch" || event.button !== 2) return;
    this.menuFor(this.idAt(event.target), this.inRoot(event), this.at(event));
  }

  // -- pressing ---------------------------------------------------------------------------------------------

  down(event) {
    this.root.classList.remove("kbd");
    this.lastPointer = event.pointerType;
    this.pointers.set(event.pointerId, event);
    if (event.button !== 2) this.svg.setPointerCapture(event.pointerId); // else the menu would not know what it is for
    if (this.pointers.size === 2) {
      this.startPinch();
      return;
    }
    if (this.pointers.size > 2 || this.press) return;
    event.preventDefault(); // no text selection, no focus by the browser: the editor places the focus itself
    this.flushNudge();
    this.press = this.pressOn(event);
    if (!this.press) return;
    Object.assign(this.press, {
      from: this.at(event),
      x: event.clientX,
      y: event.clientY,
      pointer: event.pointerId,
      moved: false,
    });
    if (event.pointerType === "touch") this.holding = setTimeout(() => this.hold(), HOLD);
  }

  pressOn(event) {
    if (event.button === 1 || (event.button === 0 && this.space)) {
      if (this.space) this.space.panned = true;
      return { kind: "pan", view: { ...this.view } };
    }
    if (event.button !== 0) return null;
    if (this.connecting) return { kind: "aim" };
    const end = event.target.dataset?.end,
      id = this.idAt(event.target),
      label = labelOf(id ?? ""),
      shift = event.shiftKey || event.ctrlKey || event.metaKey;
    if (end) return this.reconnectPress(end);
    if (label !== undefined)
      return {
        kind: this.zone(event, label) === "rim" ? "link" : "body",
        label,
        shift,
        copies: event.altKey,
      };
    return id ? { kind: "edge", id, shift } : { kind: "band", shift, base: shift ? this.selected : [] };
  }

  reconnectPress(end) {
    const edge = this.byId.get(this.selected[0]);
    return {
      kind: "link",
      label: end === "to" ? edge.from : edge.to,
      reversed: end === "from",
      old: edge,
      left: true,
    };
  }

  // A long press: of a unit it draws an edge when the finger moves on, and is a menu when it lets go.
  hold() {
    const press = this.press;
    if (!press || press.moved || !["body", "link", "edge", "band"].includes(press.kind) || press.old) return;
    press.held = true;
    navigator.vibrate?.(12);
    if (press.label === undefined) return;
    press.kind = "link";
    this.unitNodes.get(press.label)?.g.classList.add("target");
    this.say(TEXT.held, true);
  }

  move(event) {
    if (this.pointers.has(event.pointerId)) this.pointers.set(event.pointerId, event);
    if (this.pinch) {
      this.pinching();
      return;
    }
    if (!this.press) {
      this.hoverAt(event);
      return;
    }
    if (event.pointerId !== this.press.pointer) return;
    const tremble = TREMBLE[event.pointerType] ?? TREMBLE.mouse;
    if (!this.press.moved && Math.hypot(event.clientX - this.press.x, event.clientY - this.press.y) < tremble)
      return;
    if (!this.press.moved) this.startDrag();
    this.dragEvent = event;
    this.frame ??= requestAnimationFrame(() => this.tick());
  }

  startDrag() {
    const press = this.press;
    press.moved = true;
    clearTimeout(this.holding);
    this.hover(null);
    this.root.classList.add(DRAGS[press.kind] ?? "banding");
    if (press.kind !== "body") return;
    const labels = this.movedWith(press.label);
    press.starts = new Map(
      labels.map((l) => [l, { x: this.place(l).x / SCALE, y: this.place(l).y / SCALE }]),
    );
    press.places = new Map(press.starts);
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

  // Units jump level with others near by; else the grid takes hold of the one under the pointer. The others of a
  // group keep their distance to it.
  dragBody(event) {
    const press = this.press,
      at = this.at(event),
      start = press.starts.get(press.label),
      starts = [...press.starts.values()];
    const raw = { dx: (at.x - press.from.x) / SCALE, dy: (at.y - press.from.y) / SCALE };
    const level = event.shiftKey
      ? {}
      : levelWith(
          starts.map((p) => ({ x: p.x + raw.dx, y: p.y + raw.dy })),
          press.still,
          REACH / SCALE / this.view.k,
        );
    const caught = (d, from, to) => (event.shiftKey ? d : to == null ? snap(from + d) - from : d + to);
    const dx = within(
      caught(raw.dx, start.x, level.dx),
      starts.map((p) => p.x),
    );
    const dy = within(
      caught(raw.dy, start.y, level.dy),
      starts.map((p) => p.y),
    );
    for (const [label, p] of press.starts)
      if (this.byLabel.has(label)) press.places.set(label, { x: p.x + dx, y: p.y + dy });
    press.lines = event.shiftKey ? [] : guideLines([...press.places.values()], press.still);
    this.drawMoved([...press.places.keys()].filter((l) => this.byLabel.has(l)));
  }

  dragLink(event) {
    const press = this.press,
      at = this.at(event);
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
    const press = this.press,
      box = boxOf(press.from, this.at(event));
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
    for (const unit of this.units)
      this.unitNodes.get(unit.label).g.classList.toggle("selected", this.chosen.has(unitId(unit.label)));
    for (const edge of this.edges)
      this.edgeNodes.get(edge.id).g.classList.toggle("selected", this.chosen.has(edge.id));
  }

  // -- letting go -------------------------------------------------------------------------------------------

  up(event) {
    this.pointers.delete(event.pointerId);
    if (this.pinch) {
      if (this.pointers.size < 2) this.pinch = null;
      return;
    }
    const press = this.press;
    if (!press || event.pointerId !== press.pointer) return;
    if (press.moved) {
      this.drag(event);
      this.drop(press);
    } else this.click(press, event);
    this.clearPress();
    if (press.held && !press.moved)
      this.menuFor(
        press.label !== undefined ? unitId(press.label) : (press.id ?? null),
        this.inRoot(event),
        this.at(event),
      );
  }

  clearPress() {
    const press = this.press;
    clearTimeout(this.holding);
    this.press = null;
    this.dragEvent = null;
    press?.band?.remove();
    this.root.classList.remove("dragging", "panning", "banding");
    if (!this.connecting) {
      this.root.classList.remove("connecting");
      this.clearGhost();
    }
    this.drawGuides([]);
    // What the band lit is drawn anew.
    if (press?.band)
      for (const nodes of [this.unitNodes, this.edgeNodes])
        for (const node of nodes.values()) node.look = null;
    if (press) this.draw();
  }

  abort(event) {
    if (event) this.pointers.delete(event.pointerId);
    this.pinch = null;
    this.clearPress();
  }

  drop(press) {
    if (press.kind === "aim") return;
    if (press.kind === "body" && this.byLabel.has(press.label)) {
      const places = new Map([...press.places].filter(([label]) => this.byLabel.has(label)));
      if (press.copies) this.duplicate(places);
      else this.moveUnits(places);
    } else if (press.kind === "band") this.dropBand(press);
    else if (press.kind === "link" && press.over != null) this.dropLink(press);
    else if (press.kind === "link") this.say(TEXT.cancelled);
    if (press.label !== undefined) this.focusItem(unitId(press.label));
  }

  // The focus goes along, so that the next key is about what was just framed.
  dropBand(press) {
    this.select([...new Set([...press.base, ...(press.ids ?? [])])]);
    this.focusItem(this.selected[0] ?? null);
  }

  click(press, event) {
    const id = press.label !== undefined ? unitId(press.label) : press.id;
    if (press.kind === "pan" || press.old || press.held) return;
    if (press.kind === "aim") {
      this.aimAt(event);
      return;
    }
    if (press.kind === "band") {
      this.clickEmpty(press, event);
      return;
    }
    if (!this.exists(id)) return;
    this.focusItem(id);
    if (press.shift) this.addToSelection(id);
    else {
      if (press.label !== undefined) this.toggle(press.label);
      this.select([id]);
    }
  }

  // The second step of connecting, or the first; beside all units it is cancelled.
  aimAt(event) {
    const label = this.near(this.at(event));
    if (label === null) this.cancelConnect();
    else this.take(label);
  }

  clickEmpty(press, event) {
    const last = this.lastEmpty,
      at = this.at(event),
      reach = event.pointerType === "touch" ? 28 : 8;
    this.focusItem(null);
    if (last && event.timeStamp - last.time < DOUBLE && distance(at, last) * this.view.k < reach) {
      this.lastEmpty = null;
      this.add(
        event.shiftKey ? at.x / SCALE : snap(at.x / SCALE),
        event.shiftKey ? at.y / SCALE : snap(at.y / SCALE),
      );
      return;
    }
    this.lastEmpty = { ...at, time: event.timeStamp };
    if (!press.shift) this.select([]);
  }

  // -- two fingers ------------------------------------------------------------------------------------------

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
    const mid = this.middle(a, b),
      { view, gap, mid: start } = this.pinch;
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
