// What a person does, as gestures to Python: numbered messages. The editor changes nothing itself.

import { clamp, distance, edgeId, flip, freePlace, labelOf, snap, SCALE, unitId } from "./geometry.js";
import { Picture } from "./picture.js";
import { TEXT } from "./words.js";

const ARRANGEMENTS = [
  ["left", "centre", "right", "top", "middle", "bottom"],
  ["horizontal", "vertical"],
  ["circle", "grid", "layered", "force"],
];

export class Acts extends Picture {
  emit(type, content = {}) {
    if (type !== "weight") this.sendWeights(true); // what was done first comes first
    this.seq += 1;
    this.model.send_msg({ seq: this.seq, type, ...content });
    return this.seq;
  }

  // Python answers a gesture with something new of this kind: that is then selected.
  expect(kind, seq) {
    this.fresh = { kind, seq, before: { units: this.units, edges: this.edges } };
  }

  // What an action is about: the selection; the item with the focus when nothing is selected, or when
  // somebody walked there by keyboard since.
  subject() {
    const alone = this.focus && (this.selected.length === 0 || (this.walked && !this.chosen.has(this.focus)));
    return alone ? [this.focus] : this.selected;
  }

  chosenUnits() {
    return this.subject()
      .map(labelOf)
      .filter((label) => this.byLabel.has(label));
  }

  aloneUnit() {
    const units = this.chosenUnits();
    return units.length === 1 ? units[0] : null;
  }

  toggle(label) {
    const unit = this.byLabel.get(label);
    const state = (this.stateOf(unit) + 1) % unit.states;
    this.states.set(label, { state, seq: this.emit("toggle", { label, state }) });
    this.drawUnit(unit);
    this.say(TEXT.unit({ ...unit, on: state }));
  }

  add(x, y) {
    this.expect("units", this.emit("add", { x: clamp(x), y: flip(clamp(y)) }));
  }

  // Somewhere free near the middle of what is visible.
  addAnywhere() {
    const { w, h } = this.size();
    const centre = { x: (w / 2 - this.view.x) / this.view.k, y: (h / 2 - this.view.y) / this.view.k };
    const spot = freePlace(centre, this.points(), 3.4 * this.r);
    this.add(snap(spot.x / SCALE), snap(spot.y / SCALE));
  }

  connect(source, target) {
    const id = edgeId(source, target);
    if (this.byId.has(id)) {
      this.select([id]);
      this.say(TEXT.exists(source, target), true);
      return;
    }
    this.expect("edges", this.emit("connect", { source, target }));
  }

  loopSelection() {
    const units = this.chosenUnits();
    if (!units.length) this.say(TEXT.noUnit, true);
    else if (units.length === 1) this.connect(units[0], units[0]);
    else {
      for (const label of units) {
        if (!this.byId.has(edgeId(label, label))) this.emit("connect", { source: label, target: label });
      }
    }
  }

  reconnect(old, source, target) {
    if (this.byId.has(edgeId(source, target))) {
      this.say(TEXT.exists(source, target), true);
      return;
    }
    this.expect(
      "edges",
      this.emit("reconnect", { source: old.from, target: old.to, new_source: source, new_target: target }),
    );
  }

  // Where units shall be, as Python takes it.
  positions(places) {
    return Object.fromEntries(
      [...places]
        .filter(([label]) => this.byLabel.has(label))
        .map(([label, p]) => [label, [clamp(p.x), flip(clamp(p.y))]]),
    );
  }

  moveUnits(places) {
    const seq = this.emit("move", { positions: this.positions(places) });
    for (const [label, p] of places) this.places.set(label, { x: clamp(p.x), y: clamp(p.y), seq });
  }

  // Into the macro unit called `into`, or out of theirs if it is empty.
  regroup(places, into) {
    const seq = this.emit("regroup", { units: [...places.keys()], into, positions: this.positions(places) });
    for (const [label, p] of places) this.places.set(label, { x: clamp(p.x), y: clamp(p.y), seq });
  }

  // Without places Python finds some beside the originals.
  duplicate(places = null) {
    const units = places ? [...places.keys()] : this.chosenUnits();
    if (!units.length) {
      this.say(TEXT.noUnit, true);
      return;
    }
    this.expect(
      "units",
      this.emit("duplicate", { units, ...(places && { positions: this.positions(places) }) }),
    );
  }

  arrange(how) {
    const all = ARRANGEMENTS[2].includes(how);
    const units = all ? [] : this.chosenUnits();
    const least = all ? 0 : ARRANGEMENTS[0].includes(how) ? 2 : 3;
    if (units.length < least) {
      this.say(least === 2 ? TEXT.two : TEXT.three, true);
      return;
    }
    const seq = this.emit("arrange", { how, units });
    if (all) this.fitAt = seq;
  }

  arrangeMenu(at) {
    const items = ARRANGEMENTS.map((group) =>
      group.map((how) => [how, TEXT.arranged[how], () => this.arrange(how)]),
    );
    this.openMenu([...items[0], null, ...items[1], null, ...items[2]], at, TEXT.arrange);
  }

  select(ids) {
    this.walked = false;
    const same = ids.length === this.selected.length && ids.every((id, i) => id === this.selected[i]);
    if (same) return;
    this.selected = ids;
    this.selectSeq = this.emit("select", { ids });
    this.draw();
  }

  addToSelection(id) {
    this.select(this.chosen.has(id) ? this.selected.filter((other) => other !== id) : [...this.selected, id]);
    this.say(TEXT.selected(this.selected.length));
  }

  selectAll() {
    this.select(this.units.map((u) => unitId(u.label)));
  }

  removeSelection() {
    const ids = this.subject();
    const units = this.chosenUnits();
    const edges = ids
      .filter((id) => this.byId.has(id))
      .map((id) => [this.byId.get(id).from, this.byId.get(id).to]);
    if (units.length + edges.length === 0) this.say(TEXT.nothing, true);
    else this.emit("delete", { units, edges });
  }

  edit(id = this.focus ?? this.selected[0] ?? null) {
    if (id && !this.chosen.has(id)) this.select([id]);
    this.emit("edit", { id });
  }

  // The menu of what is under the pointer or has the focus: an item, several, or the sheet at a place.
  menuFor(id, at, place) {
    if (!id) return this.openMenu(this.sheetItems(place), at);
    this.focusItem(id);
    const several = this.selected.length > 1 && this.chosen.has(id);
    // What is not selected becomes so only when something is done with it, so that it can join a selection.
    const own = (name, action) =>
      menuItem(name, () => {
        if (!several) this.select([id]);
        action();
      });
    const remove = own("remove", () => this.removeSelection());
    const end = [
      own("duplicate", () => this.duplicate()),
      own("copy", () => this.copy()),
      own("cut", () => this.copy(true)),
      remove,
    ];
    const choose = menuItem(this.chosen.has(id) ? "less" : "more", () => this.addToSelection(id));
    const edit = own("edit", () => this.edit(id));
    if (several) {
      return this.openMenu([menuItem("arrange", () => this.arrangeMenu(at)), choose, null, ...end], at);
    }
    const label = labelOf(id);
    if (label === undefined) return this.openMenu([edit, ...this.edgeItems(id), choose, null, remove], at);
    const [toggle, ...links] = this.unitItems(label);
    return this.openMenu([toggle, edit, ...links, choose, null, ...end], at);
  }

  sheetItems(place) {
    const add = () => (place ? this.add(snap(place.x / SCALE), snap(place.y / SCALE)) : this.addAnywhere());
    return [
      menuItem("add", add),
      menuItem("paste", () => this.pasteByButton(place)),
      null,
      menuItem("all", () => this.selectAll()),
      menuItem("fit", () => this.fit()),
    ];
  }

  edgeItems(id) {
    return [
      menuItem("end", () => this.startReconnect(id, "to")),
      menuItem("origin", () => this.startReconnect(id, "from")),
    ];
  }

  unitItems(label) {
    return [
      menuItem("toggle", () => this.toggle(label)),
      menuItem("connect", () => this.startConnect(label)),
      menuItem("loop", () => this.connect(label, label)),
    ];
  }

  near(p) {
    return this.points().find((q) => distance(p, q) <= this.r + 8)?.label ?? null;
  }
}

function menuItem(name, action) {
  return [name, TEXT.item[name], action];
}
