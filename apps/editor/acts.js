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
    this.seq += 1;
    this.model.send_msg({ seq: this.seq, type, ...content });
    return this.seq;
  }

  // Python answers a gesture with something new of this kind: that is then selected.
  expect(kind, seq) {
    this.fresh = { kind, seq, before: { units: this.units, edges: this.edges } };
  }

  // What an action is about: the selection; the item with the focus when nothing is selected, or when somebody
  // walked there by keyboard since.
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
    const unit = this.byLabel.get(label),
      state = (this.stateOf(unit) + 1) % unit.states;
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
    else
      for (const label of units)
        if (!this.byId.has(edgeId(label, label))) this.emit("connect", { source: label, target: label });
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
    const all = ARRANGEMENTS[2].includes(how),
      units = all ? [] : this.chosenUnits();
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
    const ids = this.subject(),
      units = this.chosenUnits();
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

  // -- connecting in two steps: the first unit, then the second; by keys, clicks or taps ------------------------

  // `source` null: it is chosen first. With the keyboard a first target is offered.
  startConnect(source, offered = false) {
    this.connecting = { label: source, over: null, left: true, reversed: false, old: null };
    this.startAiming();
    if (source === null) {
      this.say(TEXT.start, true);
      return;
    }
    const target =
      this.units.find((u) => u.label !== source && !this.byId.has(edgeId(source, u.label)))?.label ?? source;
    if (offered) this.aim(target);
    else this.say(TEXT.from(source), true);
  }

  // Another unit for one end ("from" or "to") of an edge.
  startReconnect(id, end, offered = false) {
    const old = this.byId.get(id);
    this.connecting = {
      label: end === "to" ? old.from : old.to,
      over: null,
      left: true,
      reversed: end === "from",
      old,
    };
    this.startAiming();
    this.say(TEXT.again(old, end), true);
    if (offered) this.aim(end === "to" ? old.to : old.from);
  }

  startAiming() {
    this.root.classList.add("connecting");
    this.enableTools();
    if (
      !this.root.contains(this.root.getRootNode().activeElement) ||
      this.bar.contains(this.root.getRootNode().activeElement)
    )
      this.focusItem(this.focus ?? this.order()[0]);
  }

  // Point at a unit for the open end.
  aim(over) {
    const job = this.connecting;
    if (job.label === null) {
      this.focusItem(unitId(over));
      return;
    }
    job.over = over;
    this.focusItem(unitId(over));
    this.drawGhost(job, this.place(over));
    const [source, target] = job.reversed ? [over, job.label] : [job.label, over];
    this.say(TEXT.connectTo(source, target), true);
  }

  // Take a unit: as the first of a new edge, or as its other end.
  take(label) {
    const job = this.connecting;
    if (job.label === null) {
      this.startConnect(label, this.root.classList.contains("kbd"));
      return;
    }
    this.endConnect();
    if (!job.old) this.focusItem(unitId(job.label));
    this.dropLink({ ...job, over: label });
  }

  dropLink(job) {
    const [source, target] = job.reversed ? [job.over, job.label] : [job.label, job.over];
    if (!job.old) this.connect(source, target);
    else if (job.old.from !== source || job.old.to !== target) this.reconnect(job.old, source, target);
  }

  endConnect() {
    const job = this.connecting;
    this.connecting = null;
    this.root.classList.remove("connecting");
    this.clearGhost();
    this.toast.classList.remove("shown");
    this.enableTools();
    return job;
  }

  cancelConnect() {
    const job = this.endConnect();
    this.focusItem(job.old ? job.old.id : job.label === null ? this.focus : unitId(job.label));
    this.say(TEXT.cancelled);
  }

  // -- the menu of what is under the pointer or has the focus ---------------------------------------------------

  menuFor(id, at, place) {
    const label = labelOf(id ?? ""),
      words = TEXT.item,
      several = this.selected.length > 1 && this.chosen.has(id);
    const item = (name, action) => [name, words[name], action];
    if (!id) {
      return this.openMenu(
        [
          item("add", () =>
            place ? this.add(snap(place.x / SCALE), snap(place.y / SCALE)) : this.addAnywhere(),
          ),
          item("paste", () => this.pasteByButton(place)),
          null,
          item("all", () => this.selectAll()),
          item("fit", () => this.fit()),
        ],
        at,
      );
    }
    this.focusItem(id);
    // What is not selected becomes so only when something is done with it: else nothing could be added to a selection.
    const own = (name, action) =>
      item(name, () => {
        if (!several) this.select([id]);
        action();
      });
    const end = [
      own("duplicate", () => this.duplicate()),
      own("copy", () => this.copy()),
      own("cut", () => this.copy(true)),
      own("remove", () => this.removeSelection()),
    ];
    const choose = item(this.chosen.has(id) ? "less" : "more", () => this.addToSelection(id));
    if (several)
      return this.openMenu([item("arrange", () => this.arrangeMenu(at)), choose, null, ...end], at);
    if (label === undefined) {
      return this.openMenu(
        [
          own("edit", () => this.edit(id)),
          item("end", () => this.startReconnect(id, "to")),
          item("origin", () => this.startReconnect(id, "from")),
          choose,
          null,
          end[3],
        ],
        at,
      );
    }
    return this.openMenu(
      [
        item("toggle", () => this.toggle(label)),
        own("edit", () => this.edit(id)),
        item("connect", () => this.startConnect(label)),
        item("loop", () => this.connect(label, label)),
        choose,
        null,
        ...end,
      ],
      at,
    );
  }

  near(p) {
    return this.points().find((q) => distance(p, q) <= this.r + 8)?.label ?? null;
  }
}
