// Mouse, pen and fingers: what is pressed, held, clicked and let go.

import { Dragging } from "./dragging.js";
import { SCALE, distance, labelOf, snap, unitId } from "./geometry.js";
import { TEXT } from "./words.js";

const TREMBLE = { mouse: 4, pen: 6, touch: 10 }; // pixels a pointer may move and still click
const DOUBLE = 400; // ms between the two clicks of a double click
const HOLD = 480; // ms until a finger that rests is a long press

export class Pointer extends Dragging {
  // At the end of the zoom range the page gets its wheel back.
  wheel(event) {
    const box = this.svg.getBoundingClientRect();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    if (this.zoom(Math.exp(-step * 0.0016), { x: event.clientX - box.left, y: event.clientY - box.top })) {
      event.preventDefault();
    }
  }

  // A finger has its menu on letting go; some systems also send this event while it rests.
  contextMenu(event) {
    event.preventDefault();
    if (event.pointerType === "touch" || this.lastPointer === "touch" || event.button !== 2) return;
    this.menuFor(this.idAt(event.target), this.inRoot(event), this.at(event));
  }

  down(event) {
    this.root.classList.remove("kbd");
    this.lastPointer = event.pointerType;
    this.pointers.set(event.pointerId, event);
    // Captured, the right button's menu would not know what it is for.
    if (event.button !== 2) this.svg.setPointerCapture(event.pointerId);
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
    const end = event.target.dataset?.end;
    const id = this.idAt(event.target);
    const label = labelOf(id ?? "");
    const shift = event.shiftKey || event.ctrlKey || event.metaKey;
    if (end) return this.reconnectPress(end);
    if (label !== undefined) {
      return {
        kind: this.zone(event, label) === "rim" ? "link" : "body",
        label,
        shift,
        copies: event.altKey,
      };
    }
    const touch = event.pointerType === "touch";
    return id
      ? { kind: "edge", id, shift, touch }
      : { kind: "band", shift, base: shift ? this.selected : [] };
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
    if (
      !this.press.moved &&
      Math.hypot(event.clientX - this.press.x, event.clientY - this.press.y) < tremble
    ) {
      return;
    }
    if (!this.press.moved) this.startDrag(event);
    this.dragEvent = event;
    this.frame ??= requestAnimationFrame(() => this.tick());
  }

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
    if (press.held && !press.moved) {
      this.menuFor(
        press.label !== undefined ? unitId(press.label) : (press.id ?? null),
        this.inRoot(event),
        this.at(event),
      );
    }
  }

  clearPress() {
    const press = this.press;
    clearTimeout(this.holding);
    this.press = null;
    this.dragEvent = null;
    press?.band?.remove();
    this.root.classList.remove("dragging", "panning", "banding", "weighing");
    this.clearHeldWeight();
    if (!this.connecting) {
      this.root.classList.remove("connecting");
      this.clearGhost();
    }
    this.drawGuides([]);
    // What the band lit is drawn anew.
    if (press?.band) {
      for (const nodes of [this.unitNodes, this.edgeNodes]) {
        for (const node of nodes.values()) node.look = null;
      }
    }
    if (press) this.draw();
  }

  abort(event) {
    if (event) this.pointers.delete(event.pointerId);
    this.pinch = null;
    this.undoWeighing(this.press);
    this.clearPress();
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
    const last = this.lastEmpty;
    const at = this.at(event);
    const reach = event.pointerType === "touch" ? 28 : 8;
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
}
