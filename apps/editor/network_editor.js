// The network editor: one SVG, drawn by hand, that reports gestures and never edits the network itself.
// Python owns the truth. Until it answers (`seen` reaches a gesture's number) the editor shows its own guess.
// Everything is keyed by unit label or edge id, so focus, selection and a running drag survive a new network.
//
// One class in layers, a file each: Page < View < Captions < Picture < Acts < Connecting <
// Clipboard < Pointing < Weighing < Dragging < Pointer < Keyboard < Editor.
// apps/ui/scripts.py joins the files to the one script that Panel can load offline.

import { SCALE, isOther, labelOf, newIds, unitId } from "./geometry.js";
import { Keyboard } from "./keyboard.js";
import { readMarks } from "./marks.js";
import { readNetwork } from "./network.js";
import { describeChange } from "./words.js";

export function render({ model, el }) {
  const editor = new Editor(model);
  editor.root.editor = editor; // reached by the browser tests
  model.on(["network", "selected", "marks", "theme", "seen"], () => editor.soon());
  // The newest weight goes out while the answer to the last one is drawn, not a frame later.
  model.on("seen", () => editor.sendWeights());
  model.on("fit", () => editor.showWhole());
  model.on("msg:custom", (event) => editor.told(event?.data ?? event ?? {}));
  model.on("lifecycle:remove", () => editor.dispose());
  el?.style?.setProperty("height", "100%");
  return editor.root;
}

class Editor extends Keyboard {
  constructor(model) {
    super();
    this.model = model;
    this.seq = model.seen ?? 0;
    Object.assign(this, readNetwork({}));
    this.places = new Map(); // label -> {x, y, seq}: positions Python has not confirmed yet
    this.states = new Map(); // label -> {state, seq}: toggles Python has not confirmed yet
    this.weights = new Map(); // id -> {weight, stroke, seq}: weights Python has not confirmed yet
    this.weightSeq = 0;
    this.selected = [];
    this.selectSeq = 0;
    this.focus = null;
    this.connecting = null;
    this.press = null;
    this.fresh = null;
    this.look = model.shown?.k ? model.shown : null;
    this.held = null;
    this.fitAt = Infinity;
    this.pointers = new Map();
    this.view = { x: 0, y: 0, k: 1 };
    this.viewTouched = false;
    this.unitNodes = new Map();
    this.edgeNodes = new Map();
    this.touched = 0;
    this.build();
    this.listen();
    this.refresh();
  }

  told(message) {
    if (typeof message.clip === "string") this.answer(message);
    else if (message.look?.k) {
      this.look = message.look;
      this.soon(); // after the fit of what was opened
    } else this.say(message.say ?? "", true);
  }

  // Several parameters change together; one frame draws them all.
  soon() {
    this.dirty = true;
    this.frame ??= requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.frame = null;
    if (this.dirty) this.refresh();
    if (this.dragEvent) this.drag(this.dragEvent);
    this.dragEvent = null;
  }

  refresh() {
    this.dirty = false;
    const before = { units: this.units, edges: this.edges };
    Object.assign(this, readNetwork(this.model.network));
    this.forgetGuesses();
    this.sendWeights();
    this.applyWeights();
    this.readSelection();
    this.root.className = this.root.className.replace(
      /\b(light|dark)\b/,
      this.model.theme === "dark" ? "dark" : "light",
    );
    this.marks = readMarks(this.model.marks, this.byLabel);
    this.draw();
    this.afterChange(before);
  }

  forgetGuesses() {
    const seen = this.model.seen ?? 0;
    for (const [guesses, drawn] of [
      [this.places, this.byLabel],
      [this.states, this.byLabel],
      [this.weights, this.byId],
    ]) {
      for (const [name, guess] of guesses) {
        if (guess.seq <= seen || !drawn.has(name)) guesses.delete(name);
      }
    }
  }

  readSelection() {
    if ((this.model.seen ?? 0) >= this.selectSeq) this.selected = [...(this.model.selected ?? [])];
    this.selected = this.selected.filter((id) => this.exists(id));
  }

  // What a person just made is selected, so that the inspector shows it; a lost focus moves to the neighbour.
  afterChange(before) {
    const said = describeChange(before, this);
    if (before.units.length + before.edges.length > 0 && said) this.say(said);
    this.welcome();
    if (this.focus && !this.exists(this.focus)) this.moveLostFocus(before);
    if (this.connecting && !this.canConnect()) this.endConnect();
    if (this.press?.label && !this.byLabel.has(this.press.label)) this.abort();
    if (this.fitAt <= (this.model.seen ?? 0)) {
      this.fitAt = Infinity;
      this.fitting = true;
    }
    if (this.fitting || isOther(before.units, this.units)) {
      this.fitting = false;
      this.viewTouched = false;
      this.fit(false);
    }
    if (this.look) {
      this.lookAt(this.look);
      this.look = null;
    }
  }

  canConnect() {
    const { label, over, old } = this.connecting;
    return [label, over].every((l) => l === null || this.byLabel.has(l)) && (!old || this.byId.has(old.id));
  }

  // The network and `seen` may come in different frames, in this order.
  welcome() {
    const fresh = this.fresh;
    const made = fresh && newIds(fresh.before, this)[fresh.kind];
    if (made?.length || fresh?.seq <= (this.model.seen ?? 0)) this.fresh = null;
    if (!made?.length) return;
    this.select(made);
    if (fresh.kind === "units") this.focusItem(made[0]);
  }

  moveLostFocus(before) {
    const at = Math.max(
      0,
      before.units.findIndex((u) => unitId(u.label) === this.focus),
    );
    const next = this.units[Math.min(at, this.units.length - 1)];
    this.focus = next ? unitId(next.label) : null;
    this.roving();
    if (this.hadFocus) this.focusItem(this.focus);
  }

  exists(id) {
    return this.byId.has(id) || this.byLabel.has(labelOf(id));
  }

  stateOf(unit) {
    return this.states.get(unit.label)?.state ?? unit.on;
  }

  // Where a unit is drawn: under the pointer, where Python was asked to put it, or where it is.
  place(label) {
    const unit = this.press?.places?.get(label) ?? this.places.get(label) ?? this.byLabel.get(label);
    return { x: unit.x * SCALE, y: unit.y * SCALE };
  }

  points() {
    return this.units.map((u) => ({ label: u.label, ...this.place(u.label) }));
  }
}
