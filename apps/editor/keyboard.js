// The keyboard, and where the focus is.

import { GRID, SCALE, clamp, labelOf, neighbourTowards, unitId } from "./geometry.js";
import { Pointer } from "./pointer.js";
import { TEXT } from "./words.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 40; // pixels that the view moves at a key press

export class Keyboard extends Pointer {
  order() {
    return [...this.units.map((u) => unitId(u.label)), ...this.edges.map((e) => e.id)];
  }

  // One Tab stop for the page (roving): the item that had the focus last, or the first.
  roving() {
    const current = this.focus && this.exists(this.focus) ? this.focus : this.order()[0];
    for (const nodes of [this.unitNodes, this.edgeNodes]) {
      for (const { g } of nodes.values()) {
        if (g.getAttribute("tabindex") !== "-1") g.setAttribute("tabindex", "-1");
      }
    }
    this.nodeOf(current)?.setAttribute("tabindex", "0");
    this.svg.setAttribute("tabindex", current ? "-1" : "0");
  }

  focusItem(id) {
    const changed = id !== this.focus;
    this.focus = id && this.exists(id) ? id : null;
    this.roving();
    (this.nodeOf(this.focus) ?? this.svg).focus({ preventScroll: true });
    if (changed) this.drawLabels();
  }

  focused(target) {
    const label = target.closest(".unit")?.dataset.unit;
    const id = label !== undefined ? unitId(label) : target.closest(".edge")?.dataset.edge;
    if (!id || id === this.focus) return;
    this.focus = id;
    this.walked = true;
    this.roving();
    this.drawLabels();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      this.escape(event);
      return;
    }
    const used = this.menu.contains(event.target)
      ? this.menuKey(event)
      : this.help.contains(event.target)
        ? this.command(event)
        : this.bar.contains(event.target)
          ? this.barKey(event) || this.command(event)
          : this.command(event) || this.keyInDrawing(event);
    if (used) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  keyInDrawing(event) {
    if (!this.svg.contains(event.target)) return false;
    this.root.classList.add("kbd");
    const label = event.target.closest(".unit")?.dataset.unit;
    const edge = event.target.closest(".edge")?.dataset.edge;
    return this.connecting ? this.connectKey(event) : this.plainKey(event, label, edge);
  }

  command(event) {
    const key = event.key.toLowerCase();
    const ctrl = event.ctrlKey || event.metaKey;
    if (!ctrl && key === "?") {
      this.toggleHelp();
      return true;
    }
    if (!ctrl || event.altKey) return false;
    if (key === "v") {
      this.awaitPaste();
      return false;
    } // the paste itself is the browser's
    // Text that is marked somewhere, in the cheat sheet for one, is what shall be copied.
    if ("cx".includes(key) && !document.getSelection()?.isCollapsed && document.getSelection()?.toString()) {
      return false;
    }
    const commands = {
      z: () => this.emit(event.shiftKey ? "redo" : "undo"),
      y: () => this.emit("redo"),
      a: () => this.selectAll(),
      c: () => this.copy(),
      x: () => this.copy(true),
      d: () => this.duplicate(),
    };
    if (ARROWS[event.key]) {
      this.panBy(ARROWS[event.key]);
      return true;
    }
    commands[key]?.();
    return key in commands;
  }

  panBy([dx, dy]) {
    this.viewTouched = true;
    this.held = null;
    this.setView({ ...this.view, x: this.view.x - dx * PAN, y: this.view.y - dy * PAN });
  }

  plainKey(event, label, edge) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Tab") return this.walk(event.shiftKey ? -1 : 1);
    if (event.key === "Home" || event.key === "End") return this.jump(event.key === "Home" ? 0 : -1);
    if (event.key === " " || event.key === "Enter") return this.activate(event, label, edge);
    if (ARROWS[event.key]) {
      const [dx, dy] = ARROWS[event.key];
      if (label === undefined) return this.stepWeight(edge, dx - dy, event.shiftKey);
      return this.nudge(label, [dx, dy], event.shiftKey ? GRID / 5 : GRID);
    }
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      return this.menuByKey(label, edge);
    }
    const actions = {
      Delete: () => this.removeSelection(),
      Backspace: () => this.removeSelection(),
      n: () => this.addAnywhere(),
      "+": () => this.zoom(1.25),
      "=": () => this.zoom(1.25),
      "-": () => this.zoom(1 / 1.25),
      0: () => this.fit(),
      e: () => this.edit(),
      f2: () => this.edit(),
      c: () => this.startConnect(label ?? null, true),
      l: () => this.loopSelection(),
      w: () => this.toggleWeights(),
      a: () => this.arrangeMenu(this.below(this.nodeOf(this.focus) ?? this.tools.arrange)),
      r: () => edge !== undefined && this.startReconnect(edge, event.shiftKey ? "from" : "to", true),
    };
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    action?.();
    return action !== undefined;
  }

  menuByKey(label, edge) {
    const id = label !== undefined ? unitId(label) : (edge ?? null);
    this.menuFor(id, id ? this.below(this.nodeOf(id)) : { x: this.size().w / 2, y: this.size().h / 3 });
    return true;
  }

  // At either end Tab goes on to the rest of the page: the drawing is no trap.
  walk(step) {
    const order = this.order();
    const at = order.indexOf(this.focus) + step;
    if (!order.includes(this.focus) || at < 0 || at >= order.length) return false;
    this.walked = true;
    this.focusItem(order[at]);
    return true;
  }

  jump(at) {
    this.walked = true;
    this.focusItem(this.order().at(at) ?? null);
    return true;
  }

  // Space waits for its release: held down, it turns a drag into moving the view.
  activate(event, label, edge) {
    if (event.key === " ") {
      this.space ??= { label, edge, shift: event.shiftKey, panned: false };
      return true;
    }
    this.act(label, edge, event.shiftKey);
    return true;
  }

  act(label, edge, shift) {
    const id = label !== undefined ? unitId(label) : edge;
    if (!id || !this.exists(id)) return;
    if (shift) this.addToSelection(id);
    else if (label !== undefined) this.toggle(label);
    else this.select([id]);
  }

  keyUp(event) {
    if (event.key.startsWith("Arrow")) this.flushNudge();
    if (event.key !== " " || !this.space) return;
    const space = this.space;
    this.space = null;
    if (!space.panned) this.act(space.label, space.edge, space.shift);
    event.preventDefault();
  }

  // A held arrow key is one move, sent when the key comes up.
  nudge(label, [dx, dy], step) {
    const labels = this.movedWith(label);
    this.nudged ??= new Map();
    for (const l of labels) {
      const at = this.place(l);
      const moved = { x: clamp(at.x / SCALE + dx * step), y: clamp(at.y / SCALE + dy * step) };
      this.nudged.set(l, moved);
      this.places.set(l, { ...moved, seq: Infinity });
    }
    this.drawMoved(labels);
    return true;
  }

  flushNudge() {
    const places = this.nudged;
    this.nudged = null;
    if (places?.size) this.moveUnits(new Map([...places].filter(([l]) => this.byLabel.has(l))));
  }

  // Choosing a unit for the open end of an edge, or for its start.
  connectKey(event) {
    const job = this.connecting;
    const labels = this.units.map((u) => u.label);
    const here = job.over ?? labelOf(this.focus ?? "") ?? labels[0];
    const turn = (step) => labels[(labels.indexOf(here) + step + labels.length) % labels.length];
    if (here === undefined) return false;
    if (event.key === "Tab") this.aim(turn(event.shiftKey ? -1 : 1));
    else if (ARROWS[event.key]) this.aim(neighbourTowards(this.points(), here, ARROWS[event.key]) ?? here);
    else if (event.key === "Enter" || event.key === " ") this.take(here);
    return event.key !== "Shift";
  }

  escape(event) {
    // Nothing to finish: a selection goes, and a lecture is left by the same press.
    const busy = !this.menu.hidden || !this.help.hidden || this.connecting || this.press;
    if (busy || this.selected.length) event.preventDefault();
    if (!this.menu.hidden) this.closeMenu();
    else if (!this.help.hidden) this.toggleHelp(false);
    else if (this.connecting) this.cancelConnect();
    else if (this.press) {
      this.abort();
      this.say(TEXT.cancelled);
    } else if (this.selected.length) {
      this.select([]);
      this.say(TEXT.selected(0));
    }
    this.showTip(null);
    if (busy) event.stopPropagation();
  }
}
