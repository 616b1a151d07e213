// The network editor: one SVG, drawn by hand, that reports gestures and never edits the network itself.
// Python owns the truth. Until it answers (`seen` reaches a gesture's number) the editor shows its own guess.
// Everything is keyed by unit label or edge id, so focus, selection and a running drag survive a new network.

const SVG = "http://www.w3.org/2000/svg";
const SCALE = 480; // drawing units per unit of x or y
const SHEET = 44; // margin of the sheet around the places a unit may have
const GRID = 0.025;
const POINTER = Symbol("pointer"); // stands for the loose end of an edge being drawn; no label can equal it
const BAR = 46; // pixels at the top that the tool bar takes
const CLICK = 4; // pixels a pointer may tremble and still click
const DOUBLE = 400; // ms between the two clicks of a double click
const MANY = 24; // from this many edges on, pointing at a unit dims the edges of others
const GLYPHS = 12; // scissors drawn at most; the dashes show every cut edge

// Every word on screen, in one place for translation. All of it reaches the page as textContent.
const TEXT = {
  editor: (n, m) => `Network editor: ${count(n, "unit")}, ${count(m, "edge")}. Press question mark for help.`,
  empty: "Double-click here to add a unit (or press N)",
  undo: "Undo (Ctrl+Z)", redo: "Redo (Ctrl+Shift+Z)", remove: "Delete the selection (Delete)",
  closer: "Zoom in (+)", farther: "Zoom out (−)", fit: "Show everything (0)", help: "All gestures and keys (?)", close: "Close",
  nothing: "Nothing is selected: click a unit or an edge first.",
  exists: (s, t) => `There is an edge from ${s} to ${t} already: it is selected now.`,
  connect: (s, t) => `Connect ${s} to ${s === t ? "itself" : t}? Enter connects, Tab or arrows choose another, Escape cancels.`,
  cancelled: "Cancelled.",
  selected: (n) => (n ? `${n} selected` : "Nothing selected"),
  unit: (u) => `unit ${u.label}, ${u.states > 2 ? `state ${u.on} of 0 to ${u.states - 1}` : u.on ? "on" : "off"}`,
  edge: (e) => `edge ${e.from} to ${e.to}, weight ${e.weight.toFixed(2)}`,
  background: ", background", cut: ", cut by the minimum information partition", chosen: ", selected",
  added: (names) => `Added ${names}`, removed: (names) => `Removed ${names}`,
  moved: (u) => `${u.label} moved to ${u.x.toFixed(3)}, ${flip(u.y).toFixed(3)}`,
  weight: (e) => `Weight of ${e.from} to ${e.to} is ${e.weight.toFixed(2)}`,
  helpTitle: "Gestures and keys",
  helpRows: [
    ["Click a unit", "turn it on or off (next state)"],
    ["Drag a unit", "move it; Shift: without the grid"],
    ["Drag from its rim", "draw an edge; back onto the same unit: a self-loop"],
    ["Double-click", "on empty space: add a unit"],
    ["Click an edge", "select it; then drag an end to another unit"],
    ["Shift-click", "add to the selection"],
    ["Drag on empty space", "select with a rubber band"],
    ["Wheel, two fingers", "zoom"],
    ["Space or middle drag", "move the view"],
    ["Tab, Shift+Tab", "next, previous unit, then the edges"],
    ["Home, End", "first, last of them"],
    ["Space, Enter", "turn the unit on or off; select the edge"],
    ["Shift+Space", "add to the selection"],
    ["Arrows", "move the unit; with Shift: finely"],
    ["N", "add a unit"],
    ["C", "connect: Tab or arrows choose, Enter connects"],
    ["L", "self-loop"],
    ["E or F2", "edit in the inspector"],
    ["Delete, Backspace", "delete"],
    ["Ctrl+A", "select all units"],
    ["Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y", "undo, redo"],
    ["+, −, 0", "zoom in, zoom out, show everything"],
    ["Escape", "cancel, clear the selection"],
  ],
};

const ICONS = {
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3", redo: "M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  remove: "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3", closer: "M12 5v14M5 12h14", farther: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", help: "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 17.6v.2", close: "M6 6l12 12M18 6L6 18",
};

export function render({ model, el }) {
  const editor = new Editor(model);
  editor.root.editor = editor; // reached by the browser tests
  model.on(["network", "selected", "marks", "theme", "seen"], () => editor.soon());
  model.on("fit", () => editor.showWhole());
  model.on("msg:custom", (event) => editor.say(event?.data?.say ?? event?.say ?? "", true));
  model.on("lifecycle:remove", () => editor.dispose());
  el?.style?.setProperty("height", "100%");
  return editor.root;
}

class Editor {
  constructor(model) {
    this.model = model;
    this.seq = model.seen ?? 0;
    this.units = []; this.edges = []; this.byLabel = new Map(); this.byId = new Map();
    this.places = new Map(); // label -> {x, y, seq}: positions Python has not confirmed yet
    this.states = new Map(); // label -> {state, seq}: toggles Python has not confirmed yet
    this.selected = []; this.selectSeq = 0;
    this.focus = null; this.connecting = null; this.press = null; this.fresh = null;
    this.pointers = new Map(); this.view = { x: 0, y: 0, k: 1 }; this.viewTouched = false;
    this.unitNodes = new Map(); this.edgeNodes = new Map(); this.touched = 0;
    this.build();
    this.listen();
    this.refresh();
  }

  // -- page -----------------------------------------------------------------------------------------------

  build() {
    this.root = html("div", "ne light");
    this.svg = svg("svg", { role: "application", tabindex: "0" });
    const step = SCALE * GRID * 2, defs = svg("defs");
    const grid = svg("pattern", { id: "ne-grid", x: -step / 2, y: -step / 2, width: step, height: step, patternUnits: "userSpaceOnUse" });
    grid.append(svg("circle", { class: "grid-dot", cx: step / 2, cy: step / 2, r: 1.1 }));
    defs.append(grid);
    this.world = svg("g", { class: "world" });
    const sheet = { x: -SHEET, y: -SHEET, width: SCALE + 2 * SHEET, height: SCALE + 2 * SHEET, rx: 14 };
    this.world.append(svg("rect", { ...sheet, class: "sheet" }), svg("rect", { x: -step / 2, y: -step / 2, width: SCALE + step, height: SCALE + step, fill: "url(#ne-grid)" }));
    this.layers = {};
    for (const name of ["regions", "edges", "glyphs", "captions", "units", "labels", "over"]) {
      this.layers[name] = svg("g", { class: name });
      this.world.append(this.layers[name]);
    }
    this.svg.append(defs, this.world);
    this.handles = { from: svg("circle", { class: "handle", "data-end": "from" }), to: svg("circle", { class: "handle", "data-end": "to" }) };
    this.layers.over.append(this.handles.from, this.handles.to);
    this.hint = html("div", "hint", TEXT.empty);
    this.toast = html("div", "toast");
    this.live = html("div", "live");
    this.live.setAttribute("aria-live", "polite");
    this.root.append(this.svg, this.hint, this.buildBar(), this.buildHelp(), this.toast, this.live);
  }

  buildBar() {
    const bar = html("div", "bar");
    bar.setAttribute("role", "toolbar");
    const actions = {
      undo: () => this.emit("undo"), redo: () => this.emit("redo"), remove: () => this.removeSelection(), gap1: null,
      farther: () => this.zoom(1 / 1.25), closer: () => this.zoom(1.25), fit: () => this.fit(), gap2: null, help: () => this.toggleHelp(),
    };
    for (const [name, action] of Object.entries(actions)) bar.append(action ? button(name, TEXT[name], action) : html("span", "gap"));
    return bar;
  }

  buildHelp() {
    this.help = html("div", "help");
    this.help.hidden = true;
    this.help.setAttribute("role", "dialog");
    this.help.setAttribute("aria-label", TEXT.helpTitle);
    const list = html("dl");
    for (const [gesture, effect] of TEXT.helpRows) list.append(html("dt", "", gesture), html("dd", "", effect));
    const close = button("close", TEXT.close, () => this.toggleHelp(false));
    close.className = "close";
    this.help.append(html("h2", "", TEXT.helpTitle), close, list);
    return this.help;
  }

  toggleHelp(open = this.help.hidden) {
    this.help.hidden = !open;
    if (open) this.help.querySelector(".close").focus();
    else this.focusItem(this.focus);
  }

  listen() {
    const on = (target, type, handler, options) => target.addEventListener(type, handler, options);
    on(this.svg, "pointerdown", (e) => this.down(e));
    on(this.svg, "pointermove", (e) => this.move(e));
    on(this.svg, "pointerup", (e) => this.up(e));
    on(this.svg, "pointercancel", (e) => this.abort(e));
    on(this.svg, "pointerleave", () => !this.press && this.hover(null));
    on(this.svg, "wheel", (e) => this.wheel(e), { passive: false });
    on(this.svg, "contextmenu", (e) => this.press && e.preventDefault());
    on(this.svg, "focus", () => this.root.classList.contains("kbd") && !this.press && this.focusItem(this.focus ?? this.order()[0]));
    on(this.svg, "focusin", (e) => this.focused(e.target));
    on(this.root, "keydown", (e) => this.key(e));
    on(this.root, "keyup", (e) => this.keyUp(e));
    on(this.root, "focusout", (e) => !this.root.contains(e.relatedTarget) && this.left());
    this.resizer = new ResizeObserver(() => this.resized());
    this.resizer.observe(this.root);
  }

  dispose() {
    this.resizer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.toastTimer);
  }

  left() {
    this.flushNudge();
    this.space = null;
    if (this.connecting) this.endConnect();
  }

  // -- Python to picture ------------------------------------------------------------------------------------

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
    this.readNetwork();
    this.forgetGuesses();
    this.readSelection();
    this.root.className = this.root.className.replace(/\b(light|dark)\b/, this.model.theme === "dark" ? "dark" : "light");
    this.marks = readMarks(this.model.marks, this.byLabel);
    this.draw();
    this.afterChange(before);
  }

  readNetwork() {
    const network = this.model.network ?? {};
    this.units = (network.units ?? []).map((u, i) => ({
      label: String(u.label), x: finite(u.x, 0.5 + 0.35 * Math.cos(i)), y: flip(finite(u.y, 0.5 + 0.35 * Math.sin(i))),
      on: finite(u.on, 0), states: finite(u.states, 2), kind: String(u.kind ?? ""),
    }));
    this.byLabel = new Map(this.units.map((u) => [u.label, u]));
    this.edges = (network.edges ?? []).filter((e) => this.byLabel.has(String(e.from)) && this.byLabel.has(String(e.to)))
      .map((e) => ({ id: edgeId(e.from, e.to), from: String(e.from), to: String(e.to), weight: finite(e.weight, 1) }));
    this.byId = new Map(this.edges.map((e) => [e.id, e]));
    this.touching = new Map(this.units.map((u) => [u.label, []]));
    for (const e of this.edges) { this.touching.get(e.from).push(e); if (e.to !== e.from) this.touching.get(e.to).push(e); }
    this.strongest = Math.max(1, ...this.edges.map((e) => Math.abs(e.weight)));
    this.r = unitRadius(this.units.length);
  }

  forgetGuesses() {
    const seen = this.model.seen ?? 0;
    for (const guesses of [this.places, this.states]) {
      for (const [label, guess] of guesses) if (guess.seq <= seen || !this.byLabel.has(label)) guesses.delete(label);
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
    if (this.connecting && !(this.byLabel.has(this.connecting.source) && this.byLabel.has(this.connecting.target))) this.endConnect();
    if (this.press?.label && !this.byLabel.has(this.press.label)) this.abort();
    if (this.fitting || isOther(before.units, this.units)) { this.fitting = false; this.viewTouched = false; this.fit(false); }
  }

  // The network and `seen` may come in different frames, in this order.
  welcome() {
    const fresh = this.fresh, made = fresh && newIds(fresh.before, this)[fresh.kind];
    if (made?.length || fresh?.seq <= (this.model.seen ?? 0)) this.fresh = null;
    if (made?.length !== 1) return;
    this.select(made);
    if (fresh.kind === "units") this.focusItem(made[0]);
  }

  expect(kind, seq) { this.fresh = { kind, seq, before: { units: this.units, edges: this.edges } }; }

  moveLostFocus(before) {
    const at = Math.max(0, before.units.findIndex((u) => unitId(u.label) === this.focus));
    const next = this.units[Math.min(at, this.units.length - 1)];
    this.focus = next ? unitId(next.label) : null;
    this.roving();
    if (this.hadFocus) this.focusItem(this.focus);
  }

  exists(id) { return this.byId.has(id) || this.byLabel.has(labelOf(id)); }
  stateOf(unit) { return this.states.get(unit.label)?.state ?? unit.on; }

  // Where a unit is drawn: under the pointer, where Python was asked to put it, or where it is.
  place(label) {
    const unit = this.press?.places?.get(label) ?? this.places.get(label) ?? this.byLabel.get(label);
    return { x: unit.x * SCALE, y: unit.y * SCALE };
  }

  points() { return this.units.map((u) => ({ label: u.label, ...this.place(u.label) })); }

  // -- drawing ----------------------------------------------------------------------------------------------

  draw() {
    this.hadFocus = this.root.getRootNode().activeElement?.matches?.(".unit, .edge") ?? false;
    this.chosen = new Set(this.selected);
    this.now = this.points();
    dropMissing(this.unitNodes, this.byLabel);
    dropMissing(this.edgeNodes, this.byId);
    this.svg.setAttribute("aria-label", TEXT.editor(this.units.length, this.edges.length));
    this.hint.hidden = this.units.length > 0;
    for (const unit of this.units) this.drawUnit(unit);
    for (const edge of this.edges) this.drawEdge(edge);
    this.drawRegions();
    this.drawLabels();
    this.drawHandles();
    this.roving();
  }

  // While dragging only what moves is touched: the units, their edges, and the self-loops that look away from them.
  drawMoved(labels) {
    this.now = this.points();
    const edges = new Set();
    for (const label of labels) {
      this.drawUnit(this.byLabel.get(label));
      for (const edge of this.touching.get(label)) {
        edges.add(edge);
        for (const end of [edge.from, edge.to]) if (this.byId.has(edgeId(end, end))) edges.add(this.byId.get(edgeId(end, end)));
      }
    }
    for (const edge of edges) this.drawEdge(edge);
    if (this.marks.regions.length) this.drawRegions();
    this.drawLabels();
    this.drawHandles();
  }

  drawUnit(unit) {
    let node = this.unitNodes.get(unit.label);
    if (!node) this.unitNodes.set(unit.label, (node = this.makeUnit(unit)));
    const on = this.stateOf(unit), at = this.place(unit.label), id = unitId(unit.label);
    const flags = { on: on === unit.states - 1, mid: on > 0 && on < unit.states - 1, selected: this.chosen.has(id),
      marked: this.marks.highlight.has(id), background: this.marks.background.has(unit.label) };
    const look = JSON.stringify([at, on, unit.states, unit.kind, flags, this.r]);
    if (node.look === look) return;
    node.look = look;
    this.touched += 1;
    setAttrs(node.g, { transform: `translate(${at.x} ${at.y})` });
    for (const [name, value] of Object.entries(flags)) node.g.classList.toggle(name, value);
    this.describeUnit(node, { ...unit, on }, flags);
    sizeUnit(node, this.r, unit, on);
  }

  makeUnit(unit) {
    const g = svg("g", { class: "unit", tabindex: "-1" });
    g.dataset.unit = unit.label;
    const node = { g };
    for (const part of ["hit", "mark", "ring", "focus", "disc", "rim"]) g.append((node[part] = svg("circle", { class: part })));
    g.append((node.name = svg("text", { class: "name" })), (node.kind = svg("text", { class: "kind" })), (node.pin = svg("path", { class: "pin" })));
    this.layers.units.append(g);
    return node;
  }

  describeUnit(node, unit, flags) {
    const said = TEXT.unit(unit) + (flags.background ? TEXT.background : "") + (flags.selected ? TEXT.chosen : "");
    const role = unit.states > 2 ? { role: "button" } : { role: "switch", "aria-checked": String(unit.on > 0) };
    if (unit.states > 2) node.g.removeAttribute("aria-checked");
    setAttrs(node.g, { ...role, "aria-label": said });
  }

  drawEdge(edge) {
    let node = this.edgeNodes.get(edge.id);
    if (!node) this.edgeNodes.set(edge.id, (node = this.makeEdge(edge)));
    const shape = this.shapeOf(edge);
    node.shape = shape;
    const flags = { inhibit: edge.weight < 0, silent: edge.weight === 0, selected: this.chosen.has(edge.id),
      marked: this.marks.highlight.has(edge.id), cut: this.marks.cut.has(edge.id) };
    const look = JSON.stringify([shape.d, shape.head, shape.width, edge.weight, flags]);
    if (node.look === look) return;
    node.look = look;
    this.touched += 1;
    for (const [name, value] of Object.entries(flags)) node.g.classList.toggle(name, value);
    for (const part of ["hit", "line"]) setAttrs(node[part], { d: shape.d });
    setAttrs(node.halo, { d: shape.d, "stroke-width": shape.width + 7 });
    setAttrs(node.line, { "stroke-width": shape.width });
    setAttrs(node.head, { d: shape.head });
    setAttrs(node.g, { "aria-label": TEXT.edge(edge) + (flags.cut ? TEXT.cut : "") + (flags.selected ? TEXT.chosen : "") });
  }

  makeEdge(edge) {
    const g = svg("g", { class: "edge", tabindex: "-1", role: "button" });
    g.dataset.edge = edge.id;
    const node = { g };
    for (const part of ["halo", "line", "head", "hit"]) g.append((node[part] = svg("path", { class: part })));
    this.layers.edges.append(g);
    return node;
  }

  shapeOf(edge) {
    const width = edgeWidth(edge.weight, this.strongest, this.edges.length);
    const opposite = edge.from !== edge.to && this.byId.has(edgeId(edge.to, edge.from));
    return edgeShape(this.now, edge, { r: this.r, width, opposite, near: this.neighbours(edge.from) });
  }

  neighbours(label) {
    return new Set((this.touching.get(label) ?? []).map((e) => (e.from === label ? e.to : e.from)).filter((l) => l !== label));
  }

  drawRegions() {
    const shapes = this.marks.regions.map((region) => ({ region, ...regionShape(this.now, region, this.r) }));
    this.layers.regions.replaceChildren(...shapes.map(({ region, d }) => {
      const g = svg("g", { class: `region ${region.kind}` });
      g.append(svg("path", { d }));
      return g;
    }));
    const taken = this.takenByDrawing();
    this.layers.captions.replaceChildren(...shapes.filter((s) => s.region.text).map((s) => caption(s, taken)));
  }

  // Where a caption would cover a unit, a self-loop or the middle of an edge.
  takenByDrawing() {
    const taken = this.now.map((p) => ({ x: p.x, y: p.y, w: 2 * this.r + 6, h: 2 * this.r + 6 }));
    for (const { shape } of this.edgeNodes.values()) {
      taken.push({ ...shape.middle, w: 14, h: 14 });
      for (const p of shape.spots.slice(1, 5)) taken.push({ ...p, w: 10, h: 10 });
    }
    return taken;
  }

  // Weights of the edges that are pointed at, selected or focused, and the scissors of the cut.
  drawLabels() {
    const shown = this.edges.filter((e) => this.chosen.has(e.id) || this.hovered === e.id || this.focus === e.id).slice(0, 40);
    const boxes = this.now.map((p) => ({ x: p.x, y: p.y, w: 2 * this.r + 4, h: 2 * this.r + 4 }));
    this.layers.labels.replaceChildren(...shown.map((edge) => this.weightLabel(edge, boxes)));
    const cut = this.edges.filter((e) => this.marks.cut.has(e.id)).slice(0, GLYPHS);
    this.layers.glyphs.replaceChildren(...cut.map((edge) => scissors(this.edgeNodes.get(edge.id).shape)));
  }

  weightLabel(edge, boxes) {
    const value = signed(edge.weight), size = { w: value.length * 7 + 10, h: 18 };
    const at = freeSpot(this.edgeNodes.get(edge.id).shape.spots, size, boxes);
    boxes.push({ ...at, ...size });
    const g = svg("g", { class: edge.weight < 0 ? "weight inhibit" : "weight", transform: `translate(${at.x} ${at.y})` });
    const text = svg("text");
    text.textContent = value;
    g.append(svg("rect", { x: -size.w / 2, y: -9, width: size.w, height: 18, rx: 5 }), text);
    return g;
  }

  // One selected edge shows its two ends as handles: drag one to another unit to reconnect.
  drawHandles() {
    const edge = this.selected.length === 1 ? this.byId.get(this.selected[0]) : null;
    const shape = edge && this.press?.kind !== "link" ? this.edgeNodes.get(edge.id).shape : null;
    for (const [end, node] of Object.entries(this.handles)) {
      const at = shape?.[end === "from" ? "start" : "tip"];
      if (at) setAttrs(node, { cx: at.x, cy: at.y, r: 5 });
      node.style.display = at ? "" : "none";
    }
  }

  // -- view -------------------------------------------------------------------------------------------------

  size() { return { w: this.root.clientWidth || 600, h: this.root.clientHeight || 400 }; }

  resized() {
    if (!this.viewTouched && !this.press) this.fit(false);
  }

  // Python opened another network; the next frame draws it and then fits the view to it.
  showWhole() {
    this.fitting = true;
    this.soon();
  }

  fit(byHand = true) {
    if (byHand) this.viewTouched = false;
    this.setView(fitView(this.points(), this.size(), this.r));
  }

  zoom(factor, at = { x: this.size().w / 2, y: this.size().h / 2 }) {
    const view = zoomView(this.view, factor, at);
    if (view.k === this.view.k) return false;
    this.viewTouched = true;
    this.setView(view);
    return true;
  }

  setView(view) {
    this.view = view;
    setAttrs(this.world, { transform: `translate(${view.x} ${view.y}) scale(${view.k})` });
  }

  // At the end of the zoom range the page gets its wheel back.
  wheel(event) {
    const box = this.svg.getBoundingClientRect();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    if (this.zoom(Math.exp(-step * 0.0016), { x: event.clientX - box.left, y: event.clientY - box.top })) event.preventDefault();
  }

  at(event) {
    const box = this.svg.getBoundingClientRect();
    return { x: (event.clientX - box.left - this.view.x) / this.view.k, y: (event.clientY - box.top - this.view.y) / this.view.k };
  }

  // -- gestures out -----------------------------------------------------------------------------------------

  emit(type, content = {}) {
    this.seq += 1;
    this.model.send_msg({ seq: this.seq, type, ...content });
    return this.seq;
  }

  toggle(label) {
    const unit = this.byLabel.get(label), state = (this.stateOf(unit) + 1) % unit.states;
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
    if (this.byId.has(id)) { this.select([id]); this.say(TEXT.exists(source, target), true); return; }
    this.expect("edges", this.emit("connect", { source, target }));
  }

  moveUnits(places) {
    const positions = Object.fromEntries([...places].map(([label, p]) => [label, [clamp(p.x), flip(clamp(p.y))]]));
    const seq = this.emit("move", { positions });
    for (const [label, p] of places) this.places.set(label, { x: clamp(p.x), y: clamp(p.y), seq });
  }

  select(ids) {
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

  removeSelection() {
    const alone = this.focus && this.root.classList.contains("kbd") && !this.chosen.has(this.focus);
    const ids = alone ? [this.focus] : this.selected;
    const units = ids.map(labelOf).filter((label) => this.byLabel.has(label));
    const edges = ids.filter((id) => this.byId.has(id)).map((id) => [this.byId.get(id).from, this.byId.get(id).to]);
    if (units.length + edges.length === 0) this.say(TEXT.nothing, true);
    else this.emit("delete", { units, edges });
  }

  say(text, visibly = false) {
    if (!text) return;
    // A repeated sentence is only read again when the text differs: a no-break space makes it differ.
    this.live.textContent = this.live.textContent === text ? `${text}\u00a0` : text;
    if (!visibly) return;
    this.toast.textContent = text;
    this.toast.classList.add("shown");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove("shown"), 4500);
  }

  // -- pointer ----------------------------------------------------------------------------------------------

  down(event) {
    this.root.classList.remove("kbd");
    this.pointers.set(event.pointerId, event);
    this.svg.setPointerCapture(event.pointerId);
    if (this.pointers.size === 2) { this.startPinch(); return; }
    if (this.pointers.size > 2 || this.press) return;
    event.preventDefault(); // no text selection, no focus by the browser: the editor places the focus itself
    if (this.connecting) this.endConnect();
    this.flushNudge();
    this.press = this.pressOn(event);
    if (this.press) Object.assign(this.press, { from: this.at(event), x: event.clientX, y: event.clientY, pointer: event.pointerId, moved: false });
  }

  pressOn(event) {
    if (event.button === 1 || (event.button === 0 && this.space)) {
      if (this.space) this.space.panned = true;
      return { kind: "pan", view: { ...this.view } };
    }
    if (event.button !== 0) return null;
    const end = event.target.dataset?.end, unit = event.target.closest?.(".unit")?.dataset.unit;
    if (end) return this.reconnectPress(end);
    if (unit !== undefined) return { kind: this.zone(event, unit) === "rim" ? "link" : "body", label: unit, shift: event.shiftKey };
    const edge = event.target.closest?.(".edge")?.dataset.edge;
    return edge ? { kind: "edge", id: edge, shift: event.shiftKey } : { kind: "band", shift: event.shiftKey, base: event.shiftKey ? this.selected : [] };
  }

  reconnectPress(end) {
    const edge = this.byId.get(this.selected[0]);
    return { kind: "link", label: end === "to" ? edge.from : edge.to, reversed: end === "from", old: edge, left: true };
  }

  zone(event, label) {
    return rimZone(distance(this.at(event), this.place(label)), this.r, event.pointerType === "touch");
  }

  move(event) {
    if (this.pointers.has(event.pointerId)) this.pointers.set(event.pointerId, event);
    if (this.pinch) { this.pinching(); return; }
    if (!this.press) { this.hoverAt(event); return; }
    if (event.pointerId !== this.press.pointer) return;
    if (!this.press.moved && Math.hypot(event.clientX - this.press.x, event.clientY - this.press.y) < CLICK) return;
    if (!this.press.moved) this.startDrag();
    this.dragEvent = event;
    this.frame ??= requestAnimationFrame(() => this.tick());
  }

  startDrag() {
    const press = this.press;
    press.moved = true;
    this.hover(null);
    this.root.classList.add({ body: "dragging", link: "connecting", pan: "panning" }[press.kind] ?? "banding");
    if (press.kind !== "body") return;
    const id = unitId(press.label);
    const labels = this.chosen.has(id) ? this.selected.map(labelOf).filter((l) => this.byLabel.has(l)) : [press.label];
    press.starts = new Map(labels.map((l) => [l, { x: this.place(l).x / SCALE, y: this.place(l).y / SCALE }]));
    press.places = new Map(press.starts);
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
    this.setView({ ...this.view, x: this.press.view.x + event.clientX - this.press.x, y: this.press.view.y + event.clientY - this.press.y });
  }

  // The grid takes hold of the unit under the pointer; the others keep their distance to it.
  dragBody(event) {
    const press = this.press, at = this.at(event), start = press.starts.get(press.label);
    const grid = event.shiftKey ? (v) => v : snap;
    const starts = [...press.starts.values()];
    const dx = within(grid(start.x + (at.x - press.from.x) / SCALE) - start.x, starts.map((p) => p.x));
    const dy = within(grid(start.y + (at.y - press.from.y) / SCALE) - start.y, starts.map((p) => p.y));
    for (const [label, p] of press.starts) if (this.byLabel.has(label)) press.places.set(label, { x: p.x + dx, y: p.y + dy });
    this.drawMoved([...press.places.keys()].filter((l) => this.byLabel.has(l)));
  }

  dragLink(event) {
    const press = this.press, at = this.at(event);
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

  drawGhost(press, at) {
    this.layers.over.querySelectorAll(".ghost").forEach((n) => n.remove());
    this.drawHandles();
    for (const [label, node] of this.unitNodes) node.g.classList.toggle("target", label === press.over || label === press.label);
    if (!press.left && press.over === null && distance(at, this.place(press.label)) < this.r + 6) return;
    const shape = this.ghostShape(press, at);
    const ghost = svg("g", { class: "ghost" });
    ghost.append(svg("path", { d: shape.d }), svg("path", { d: shape.head, class: "head" }));
    this.layers.over.append(ghost);
  }

  ghostShape(press, at) {
    const far = press.over ?? POINTER;
    const [from, to] = press.reversed ? [far, press.label] : [press.label, far];
    const points = press.over === null ? [...this.now, { label: far, ...at }] : this.now;
    const opposite = press.over !== null && this.byId.has(edgeId(to, from));
    return edgeShape(points, { from, to, weight: press.old?.weight ?? 1 }, { r: this.r, width: 2.4, opposite, near: this.neighbours(from), bare: press.over === null ? far : null });
  }

  dragBand(event) {
    const press = this.press, box = boxOf(press.from, this.at(event));
    press.band ??= this.layers.over.appendChild(svg("rect", { class: "band", rx: 2 }));
    setAttrs(press.band, { x: box.x, y: box.y, width: box.w, height: box.h });
    press.ids = idsInside(box, this.now, this.edges.map((e) => ({ id: e.id, ...this.edgeNodes.get(e.id).shape.middle })));
    this.preview([...new Set([...press.base, ...press.ids])]);
  }

  // Shown while the band grows; sent once, at the end.
  preview(ids) {
    this.chosen = new Set(ids);
    for (const unit of this.units) this.unitNodes.get(unit.label).g.classList.toggle("selected", this.chosen.has(unitId(unit.label)));
    for (const edge of this.edges) this.edgeNodes.get(edge.id).g.classList.toggle("selected", this.chosen.has(edge.id));
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    if (this.pinch) { if (this.pointers.size < 2) this.pinch = null; return; }
    const press = this.press;
    if (!press || event.pointerId !== press.pointer) return;
    if (press.moved) { this.drag(event); this.drop(press); } else this.click(press, event);
    this.clearPress();
  }

  clearPress() {
    const press = this.press;
    this.press = null;
    this.dragEvent = null;
    press?.band?.remove();
    this.root.classList.remove("dragging", "connecting", "panning", "banding");
    this.layers.over.querySelectorAll(".ghost").forEach((n) => n.remove());
    for (const node of this.unitNodes.values()) { node.g.classList.remove("target"); node.look = press?.band ? null : node.look; }
    if (press?.band) for (const node of this.edgeNodes.values()) node.look = null;
    if (press) this.draw();
  }

  abort(event) {
    if (event) this.pointers.delete(event.pointerId);
    this.pinch = null;
    this.clearPress();
  }

  drop(press) {
    if (press.kind === "body" && this.byLabel.has(press.label)) {
      this.moveUnits(new Map([...press.places].filter(([label]) => this.byLabel.has(label))));
    } else if (press.kind === "band") this.select([...new Set([...press.base, ...(press.ids ?? [])])]);
    else if (press.kind === "link" && press.over != null) this.dropLink(press);
    else if (press.kind === "link") this.say(TEXT.cancelled);
    if (press.label !== undefined) this.focusItem(unitId(press.label));
  }

  dropLink(press) {
    const [source, target] = press.reversed ? [press.over, press.label] : [press.label, press.over];
    if (!press.old) this.connect(source, target);
    else if (press.old.from !== source || press.old.to !== target) this.reconnect(press.old, source, target);
  }

  reconnect(old, source, target) {
    if (this.byId.has(edgeId(source, target))) { this.say(TEXT.exists(source, target), true); return; }
    this.expect("edges", this.emit("reconnect", { source: old.from, target: old.to, new_source: source, new_target: target }));
  }

  click(press, event) {
    const id = press.label !== undefined ? unitId(press.label) : press.id;
    if (press.kind === "pan" || press.old) return;
    if (press.kind === "band") { this.clickEmpty(press, event); return; }
    if (!this.exists(id)) return;
    this.focusItem(id);
    if (press.shift) this.addToSelection(id);
    else {
      if (press.label !== undefined) this.toggle(press.label);
      this.select([id]);
    }
  }

  clickEmpty(press, event) {
    const last = this.lastEmpty, at = this.at(event);
    this.svg.focus();
    if (last && event.timeStamp - last.time < DOUBLE && distance(at, last) * this.view.k < 8) {
      this.lastEmpty = null;
      this.add(event.shiftKey ? at.x / SCALE : snap(at.x / SCALE), event.shiftKey ? at.y / SCALE : snap(at.y / SCALE));
      return;
    }
    this.lastEmpty = { ...at, time: event.timeStamp };
    if (!press.shift) this.select([]);
  }

  startPinch() {
    this.clearPress();
    const [a, b] = [...this.pointers.values()];
    this.pinch = { view: { ...this.view }, gap: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), mid: this.middle(a, b) };
  }

  middle(a, b) {
    const box = this.svg.getBoundingClientRect();
    return { x: (a.clientX + b.clientX) / 2 - box.left, y: (a.clientY + b.clientY) / 2 - box.top };
  }

  pinching() {
    const [a, b] = [...this.pointers.values()];
    const mid = this.middle(a, b), { view, gap, mid: start } = this.pinch;
    const zoomed = zoomView(view, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) / Math.max(gap, 1), start);
    this.viewTouched = true;
    this.setView({ ...zoomed, x: zoomed.x + mid.x - start.x, y: zoomed.y + mid.y - start.y });
  }

  hoverAt(event) {
    if (event.pointerType === "touch") return;
    const unit = event.target.closest?.(".unit")?.dataset.unit;
    if (unit !== undefined) this.hover(unitId(unit), this.zone(event, unit) === "rim");
    else this.hover(event.target.closest?.(".edge")?.dataset.edge ?? null);
  }

  hover(id, rim = false) {
    if (id === this.hovered && rim === this.hoveredRim) return;
    this.nodeOf(this.hovered)?.classList.remove("hover", "at-rim");
    const moved = id !== this.hovered;
    Object.assign(this, { hovered: id, hoveredRim: rim });
    const node = this.nodeOf(id);
    node?.classList.add("hover");
    node?.classList.toggle("at-rim", rim);
    if (moved) { this.dim(labelOf(id)); this.drawLabels(); }
  }

  dim(label) {
    const dimming = this.edges.length >= MANY && this.byLabel.has(label);
    this.root.classList.toggle("dimming", dimming);
    if (dimming) for (const e of this.edges) this.edgeNodes.get(e.id).g.classList.toggle("lit", e.from === label || e.to === label);
  }

  nodeOf(id) { return id ? (this.edgeNodes.get(id) ?? this.unitNodes.get(labelOf(id)))?.g : null; }

  // -- keyboard ---------------------------------------------------------------------------------------------

  order() { return [...this.units.map((u) => unitId(u.label)), ...this.edges.map((e) => e.id)]; }

  // One Tab stop for the page (roving): the item that had the focus last, or the first.
  roving() {
    const current = this.focus && this.exists(this.focus) ? this.focus : this.order()[0];
    for (const nodes of [this.unitNodes, this.edgeNodes]) {
      for (const { g } of nodes.values()) if (g.getAttribute("tabindex") !== "-1") g.setAttribute("tabindex", "-1");
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
    const label = target.closest(".unit")?.dataset.unit, id = label !== undefined ? unitId(label) : target.closest(".edge")?.dataset.edge;
    if (!id || id === this.focus) return;
    this.focus = id;
    this.roving();
    this.drawLabels();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") { this.escape(event); return; }
    if (this.command(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (!this.svg.contains(event.target) && event.target !== this.svg) return;
    this.root.classList.add("kbd");
    const here = event.target.closest(".unit")?.dataset.unit, edge = event.target.closest(".edge")?.dataset.edge;
    const used = this.connecting ? this.connectKey(event) : this.plainKey(event, here, edge);
    if (used) { event.preventDefault(); event.stopPropagation(); }
  }

  command(event) {
    const key = event.key.toLowerCase(), ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && !event.altKey) {
      if (key === "z") return this.emit(event.shiftKey ? "redo" : "undo") > 0;
      if (key === "y") return this.emit("redo") > 0;
      if (key === "a") { this.select(this.units.map((u) => unitId(u.label))); return true; }
      return false;
    }
    if (key === "?") { this.toggleHelp(); return true; }
    return false;
  }

  plainKey(event, label, edge) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "Tab") return this.walk(event.shiftKey ? -1 : 1);
    if (event.key === "Home" || event.key === "End") return this.jump(event.key === "Home" ? 0 : -1);
    if (event.key === " " || event.key === "Enter") return this.activate(event, label, edge);
    if (arrows[event.key]) return label !== undefined && this.nudge(label, arrows[event.key], event.shiftKey ? GRID / 5 : GRID);
    const actions = {
      Delete: () => this.removeSelection(), Backspace: () => this.removeSelection(), n: () => this.addAnywhere(), "+": () => this.zoom(1.25),
      "=": () => this.zoom(1.25), "-": () => this.zoom(1 / 1.25), 0: () => this.fit(), e: () => this.edit(), f2: () => this.edit(),
      c: () => label !== undefined && this.startConnect(label), l: () => label !== undefined && this.connect(label, label),
    };
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    action?.();
    return action !== undefined;
  }

  edit() {
    const id = this.focus ?? this.selected[0] ?? null;
    if (id && !this.chosen.has(id)) this.select([id]);
    this.emit("edit", { id });
  }

  // At either end Tab goes on to the rest of the page: the drawing is no trap.
  walk(step) {
    const order = this.order(), at = order.indexOf(this.focus) + step;
    if (!order.includes(this.focus) || at < 0 || at >= order.length) return false;
    this.focusItem(order[at]);
    return true;
  }

  jump(at) {
    this.focusItem(this.order().at(at) ?? null);
    return true;
  }

  // Space waits for its release: held down, it turns a drag into moving the view.
  activate(event, label, edge) {
    if (event.key === " ") { this.space ??= { label, edge, shift: event.shiftKey, panned: false }; return true; }
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
    const labels = this.chosen.has(unitId(label)) ? this.selected.map(labelOf).filter((l) => this.byLabel.has(l)) : [label];
    this.nudged ??= new Map();
    for (const l of labels) {
      const at = this.place(l), moved = { x: clamp(at.x / SCALE + dx * step), y: clamp(at.y / SCALE + dy * step) };
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

  startConnect(source) {
    const target = this.units.find((u) => u.label !== source && !this.byId.has(edgeId(source, u.label)))?.label ?? source;
    this.root.classList.add("connecting");
    this.aim(source, target);
  }

  aim(source, target) {
    this.connecting = { source, target };
    this.focusItem(unitId(target));
    this.drawGhost({ label: source, over: target, left: true }, this.place(target));
    this.say(TEXT.connect(source, target), true);
  }

  endConnect() {
    const source = this.connecting.source;
    this.connecting = null;
    this.root.classList.remove("connecting");
    this.layers.over.querySelectorAll(".ghost").forEach((n) => n.remove());
    for (const node of this.unitNodes.values()) node.g.classList.remove("target");
    this.toast.classList.remove("shown");
    return source;
  }

  connectKey(event) {
    const { source, target } = this.connecting, labels = this.units.map((u) => u.label);
    const towards = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const turn = (step) => labels[(labels.indexOf(target) + step + labels.length) % labels.length];
    if (event.key === "Tab") this.aim(source, turn(event.shiftKey ? -1 : 1));
    else if (towards) this.aim(source, neighbourTowards(this.points(), target, towards) ?? target);
    else if (event.key === "Enter" || event.key === " ") {
      this.focusItem(unitId(this.endConnect()));
      this.connect(source, target);
    }
    return event.key !== "Shift";
  }

  escape(event) {
    const busy = !this.help.hidden || this.connecting || this.press || this.selected.length;
    if (!this.help.hidden) this.toggleHelp(false);
    else if (this.connecting) { this.focusItem(unitId(this.endConnect())); this.say(TEXT.cancelled); }
    else if (this.press) { this.abort(); this.say(TEXT.cancelled); }
    else if (this.selected.length) { this.select([]); this.say(TEXT.selected(0)); }
    if (busy) { event.preventDefault(); event.stopPropagation(); }
  }
}

// -- small helpers of the page ----------------------------------------------------------------------------------

function setAttrs(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  return node;
}

function svg(tag, attributes = {}) { return setAttrs(document.createElementNS(SVG, tag), attributes); }

function html(tag, name = "", text = "") {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}

function button(name, title, action) {
  const node = html("button"), icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  node.type = "button";
  node.title = title;
  node.dataset.action = name;
  node.setAttribute("aria-label", title);
  icon.append(svg("path", { d: ICONS[name] }));
  node.append(icon);
  node.addEventListener("click", action);
  return node;
}

function dropMissing(nodes, present) {
  for (const [key, node] of nodes) if (!present.has(key)) { node.g.remove(); nodes.delete(key); }
}

function sizeUnit(node, r, unit, on) {
  const radii = { hit: r + 8, mark: r + 5.5, ring: r + 4, focus: r + 8.5, disc: r, rim: r + 3 };
  for (const [part, radius] of Object.entries(radii)) setAttrs(node[part], { r: radius });
  const name = caseOf(unit.label, on), below = unit.states > 2 ? String(on) : /^[A-Z]{2,5}$/.test(unit.kind) ? unit.kind : "";
  const size = Math.min(r * 0.78, (r * 1.75) / Math.max(1, name.length * 0.62));
  node.name.textContent = name.length > 10 ? `${name.slice(0, 9)}…` : name;
  node.kind.textContent = r >= 16 ? below : "";
  setAttrs(node.name, { "font-size": round(size), y: node.kind.textContent ? -2.5 : 0.5 });
  setAttrs(node.kind, { y: r * 0.62 });
  setAttrs(node.pin, { d: node.g.classList.contains("background") ? pinPath(r) : "" });
}

// A push-pin stuck in the upper right of the circle.
function pinPath(r) {
  const x = r * 0.72, y = -r * 0.72;
  return `M${x - 3.5} ${y + 6}L${x - 1} ${y + 1}L${x - 5} ${y - 3}L${x - 1} ${y - 4}L${x + 3} ${y - 8.5}L${x + 8.5} ${y - 3}L${x + 4} ${y + 1}L${x + 3} ${y + 5}Z`;
}

// "φ_s(aB) = 0.17": what follows an underscore is set as a subscript.
function caption({ region, spots }, taken) {
  const size = { w: region.text.length * 7.2 + 8, h: 18 }, at = freeSpot(spots(size), size, taken);
  taken.push({ ...at, ...size });
  const g = svg("g", { class: `region ${region.kind}` }), text = svg("text", { x: at.x, y: at.y });
  const [lead, ...rest] = region.text.split("_");
  text.append(tspan(lead, {}));
  for (const part of rest) text.append(tspan(part.slice(0, 1), { dy: 3, "font-size": "10px" }), tspan(part.slice(1), { dy: -3 }));
  g.append(text);
  return g;
}

function tspan(text, attributes) {
  const node = svg("tspan", attributes);
  node.textContent = text;
  return node;
}

function scissors(shape) {
  const { x, y, angle } = shape.middle;
  const g = svg("g", { class: "scissors", transform: `translate(${x} ${y}) rotate(${round((angle * 180) / Math.PI + 90)})` });
  g.append(svg("circle", { class: "plate", r: 10 }), svg("path", { d: "M-3.2 3.4 6.5 -4M-3.2 -3.4 6.5 4" }));
  for (const side of [-1, 1]) g.append(svg("circle", { cx: -5, cy: side * 4.4, r: 2.3 }));
  return g;
}

// Only what names units that exist is kept: marks may arrive a moment before or after their network.
function readMarks(marks, byLabel) {
  const has = (labels) => (labels ?? []).map(String).filter((l) => byLabel.has(l));
  const regions = (marks?.regions ?? []).map((r) => ({ units: has(r.units), kind: REGIONS.includes(r.kind) ? r.kind : "excluded", text: String(r.text ?? "") }));
  const system = has(marks?.system);
  if (system.length && !regions.some((r) => r.kind === "system")) regions.push({ units: system, kind: "system", text: "" });
  regions.sort((a, b) => REGIONS.indexOf(a.kind) - REGIONS.indexOf(b.kind));
  return {
    regions: regions.filter((r) => r.units.length), highlight: new Set(marks?.highlight ?? []), background: new Set(has(marks?.background)),
    cut: new Set((marks?.cut ?? []).map(([s, t]) => edgeId(s, t))),
  };
}

// -- pure functions: geometry and words, tested on their own ---------------------------------------------------------

const LOOP = { foot: 0.42, turn: 0.6, out: 40 }; // angles of a self-loop's feet and of its handles, and how far these reach
// Painted in this order: fills below, dashes above.
const REGIONS = ["complex", "excluded", "system"];

export function count(n, noun) { return `${n} ${noun}${n === 1 ? "" : "s"}`; }
export function unitId(label) { return `unit:${label}`; }
export function edgeId(from, to) { return `edge:${from}>${to}`; }
export function labelOf(id) { return typeof id === "string" && id.startsWith("unit:") ? id.slice(5) : undefined; }
export function caseOf(label, on) { return on > 0 ? label.toUpperCase() : label.toLowerCase(); }
export function signed(weight) { return (weight < 0 ? "−" : "") + Math.abs(weight).toFixed(2); }
export function finite(value, otherwise) { return Number.isFinite(value) ? value : otherwise; }
export function round(v) { return Math.round(v * 1e4) / 1e4; }
export function snap(v) { return round(Math.round(v / GRID) * GRID); }
// A place is from 0 to 1 in x and y: the sheet with the dots.
export function clamp(v) { return round(Math.max(0, Math.min(1, v))); }
// A place has y upwards, the screen has it downwards.
export function flip(y) { return round(1 - y); }
// The part of a shift that keeps every value from 0 to 1: a group stops together at the edge of the sheet.
export function within(shift, values) { return Math.max(-Math.min(...values), Math.min(1 - Math.max(...values), shift)); }
export function distance(a, b) { return Math.hypot(a.x - b.x, a.y - b.y); }
export function unitRadius(n) { return n <= 16 ? 22 : Math.max(9, 22 * Math.sqrt(16 / n)); }
export function rimZone(d, r, touch = false) { return d > r * (touch ? 0.74 : 0.66) ? "rim" : "body"; }

export function edgeWidth(weight, strongest, edges) {
  const full = edges > 60 ? 1.8 : 2.6;
  return round(1 + (full * Math.min(1, Math.abs(weight) / strongest)));
}

function towards(from, to, length) {
  const d = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / d) * length, y: from.y + ((to.y - from.y) / d) * length };
}

function polar(centre, radius, angle) { return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }; }
function xy(p) { return `${round(p.x)} ${round(p.y)}`; }

export function quadAt({ start, control, end }, t) {
  const u = 1 - t;
  return { x: u * u * start.x + 2 * u * t * control.x + t * t * end.x, y: u * u * start.y + 2 * u * t * control.y + t * t * end.y };
}

// The line of an edge leaves room for its head: a filled arrowhead (excites) or a filled dot (inhibits).
export function headShape(tip, from, weight, width) {
  const back = (length) => towards(tip, from, length);
  if (weight < 0) {
    const radius = 3 + 0.7 * width, c = back(radius);
    return { d: `M${xy({ x: c.x - radius, y: c.y })}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`, end: back(radius) };
  }
  const length = 7.5 + 1.7 * width, half = 3 + 0.95 * width, base = back(length), notch = back(length * 0.74);
  const side = { x: ((tip.y - base.y) / length) * half, y: (-(tip.x - base.x) / length) * half };
  return { d: `M${xy(tip)}L${xy({ x: base.x + side.x, y: base.y + side.y })}L${xy(notch)}L${xy({ x: base.x - side.x, y: base.y - side.y })}Z`, end: notch };
}

// Everything there is to draw of an edge. `near`: labels its self-loop should look away from; `bare`: an end without a circle.
export function edgeShape(points, edge, { r, width, opposite, near, bare = null }) {
  const a = points.find((p) => p.label === edge.from), b = points.find((p) => p.label === edge.to);
  if (a === b) return loopShape(a, loopAngle(a, points, near), edge.weight, width, r);
  const others = points.filter((p) => p !== a && p !== b);
  return bowShape(a, b, chooseBow(a, b, others, r, opposite), edge.weight, width, r, bare);
}

export function bowShape(a, b, bow, weight, width, r, bare = null) {
  const control = bowControl(a, b, bow);
  const start = towards(a, control, a.label === bare ? 0 : r + 1), tip = towards(b, control, b.label === bare ? 0 : r + 2);
  const head = headShape(tip, control, weight, width), curve = { start, control, end: head.end };
  const mid = quadAt(curve, 0.5), ahead = quadAt(curve, 0.55);
  return {
    d: `M${xy(start)}Q${xy(control)} ${xy(head.end)}`, head: head.d, width, start, tip, bow,
    middle: { ...mid, angle: Math.atan2(ahead.y - mid.y, ahead.x - mid.x) }, spots: [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78].map((t) => quadAt(curve, t)),
  };
}

function bowControl(a, b, bow) {
  const d = distance(a, b) || 1;
  return { x: (a.x + b.x) / 2 - ((b.y - a.y) / d) * 2 * bow, y: (a.y + b.y) / 2 + ((b.x - a.x) / d) * 2 * bow };
}

// The smallest bow that keeps clear of every other unit. Of two opposite edges each bows to its own left: they never meet.
export function chooseBow(a, b, others, r, opposite) {
  const d = distance(a, b), small = Math.min(26, Math.max(11, d * 0.075));
  const bows = opposite ? [-small, -small - 16, -small - 34, -small - 56, -small - 80] : [0, -26, 26, -46, 46, -70, 70, -96, 96];
  let best = bows[0], most = -Infinity;
  for (const bow of bows) {
    const clear = clearance(a, b, bow, others);
    if (clear > r + 6) return bow;
    if (clear > most + 2) { most = clear; best = bow; }
  }
  return best;
}

function clearance(a, b, bow, others) {
  const curve = { start: a, control: bowControl(a, b, bow), end: b };
  let least = Infinity;
  for (let t = 0.1; t < 0.95; t += 0.1) {
    const p = quadAt(curve, t);
    for (const other of others) least = Math.min(least, distance(p, other));
  }
  return least;
}

// The middle of the widest free angle around a unit, so that a self-loop hides behind nothing.
export function loopAngle(unit, points, near) {
  const angles = points.filter((p) => p !== unit && (near.has(p.label) || distance(p, unit) < 160))
    .map((p) => Math.atan2(p.y - unit.y, p.x - unit.x)).sort((p, q) => p - q);
  if (!angles.length) return -Math.PI / 2;
  let widest = -1, middle = 0;
  angles.forEach((angle, i) => {
    const gap = i + 1 < angles.length ? angles[i + 1] - angle : angles[0] + 2 * Math.PI - angle;
    if (gap > widest + 1e-9) { widest = gap; middle = angle + gap / 2; }
  });
  return middle;
}

export function loopShape(unit, angle, weight, width, r) {
  const start = polar(unit, r + 1, angle - LOOP.foot), tip = polar(unit, r + 2, angle + LOOP.foot);
  const out = r + LOOP.out, c0 = polar(unit, out, angle - LOOP.turn), c1 = polar(unit, out, angle + LOOP.turn);
  const head = headShape(tip, c1, weight, width), top = polar(unit, (r * Math.cos(LOOP.foot) + 3 * out * Math.cos(LOOP.turn)) / 4, angle);
  return {
    d: `M${xy(start)}C${xy(c0)} ${xy(c1)} ${xy(head.end)}`, head: head.d, width, start, tip, bow: 0, middle: { ...top, angle: angle + Math.PI / 2 },
    spots: [polar(unit, r + LOOP.out, angle), polar(unit, r + LOOP.out, angle - 0.7), polar(unit, r + LOOP.out, angle + 0.7)],
  };
}

// Monotone chain; clockwise on screen (y grows downwards).
export function convexHull(points) {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  if (sorted.length < 3) return sorted;
  const cross = (o, p, q) => (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

export function circlePath(p, radius) {
  return `M${xy({ x: p.x - radius, y: p.y })}a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;
}

// The hull, pushed outwards by `pad`, with round corners.
export function hullPath(points, pad) {
  const hull = convexHull(points);
  if (hull.length === 1) return circlePath(hull[0], pad);
  const sides = hull.map((p, i) => {
    const q = hull[(i + 1) % hull.length], d = distance(p, q) || 1;
    const out = { x: ((q.y - p.y) / d) * pad, y: (-(q.x - p.x) / d) * pad };
    return [{ x: p.x + out.x, y: p.y + out.y }, { x: q.x + out.x, y: q.y + out.y }];
  });
  return `${sides.map(([p, q], i) => `${i ? `A${pad} ${pad} 0 0 1 ` : "M"}${xy(p)}L${xy(q)}`).join("")}A${pad} ${pad} 0 0 1 ${xy(sides[0][0])}Z`;
}

export function insideHull(p, hull, pad) {
  if (hull.length < 3) return hull.length > 0 && nearSegment(p, hull[0], hull.at(-1)) < pad;
  const signs = hull.map((a, i) => { const b = hull[(i + 1) % hull.length]; return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); });
  return signs.every((s) => s >= 0) || hull.some((a, i) => nearSegment(p, a, hull[(i + 1) % hull.length]) < pad);
}

function nearSegment(p, a, b) {
  const d2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const t = d2 ? Math.max(0, Math.min(1, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / d2)) : 0;
  return distance(p, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
}

// A hull that would swallow a stranger says something false: then every member gets its own ring, linked by lines.
export function regionShape(points, region, r) {
  const members = points.filter((p) => region.units.includes(p.label)), pad = r + { complex: 12, excluded: 15, system: 18 }[region.kind];
  const hull = convexHull(members);
  const strangers = points.some((p) => !region.units.includes(p.label) && insideHull(p, hull, pad));
  const d = strangers && members.length > 1 ? islands(members, r + (pad - r) * 0.7) : hullPath(members, pad);
  return { d, spots: (size) => regionSpots(members, pad, size) };
}

function islands(members, radius) {
  const links = spanningTree(members).map(([a, b]) => `M${xy(towards(a, b, radius))}L${xy(towards(b, a, radius))}`);
  return [...members.map((p) => circlePath(p, radius)), ...links].join("");
}

export function spanningTree(points) {
  const inside = [points[0]], rest = points.slice(1), links = [];
  while (rest.length) {
    let best = null;
    for (const a of inside) for (const b of rest) if (!best || distance(a, b) < distance(...best)) best = [a, b];
    links.push(best);
    inside.push(...rest.splice(rest.indexOf(best[1]), 1));
  }
  return links;
}

function regionSpots(members, pad, { w, h }) {
  const xs = members.map((p) => p.x), ys = members.map((p) => p.y);
  const left = Math.min(...xs) - pad, right = Math.max(...xs) + pad, top = Math.min(...ys) - pad, bottom = Math.max(...ys) + pad;
  const cx = (left + right) / 2, cy = (top + bottom) / 2;
  // Above and below first: there the view that shows everything leaves room for a line of text.
  return [{ x: cx, y: top - h / 2 - 4 }, { x: cx, y: bottom + h / 2 + 4 }, { x: cx, y: top - h * 1.5 - 6 }, { x: cx, y: bottom + h * 1.5 + 6 },
    { x: right + w / 2 + 4, y: cy }, { x: left - w / 2 - 4, y: cy }];
}

// The first spot that meets nothing; else the one that meets least.
export function freeSpot(spots, { w, h }, taken) {
  const overlap = (p) => taken.reduce((sum, o) => sum + Math.max(0, (w + o.w) / 2 - Math.abs(p.x - o.x)) * Math.max(0, (h + o.h) / 2 - Math.abs(p.y - o.y)), 0);
  let best = spots[0], least = Infinity;
  for (const p of spots) {
    const area = overlap(p);
    if (area === 0) return p;
    if (area < least) { least = area; best = p; }
  }
  return best;
}

export function freePlace(centre, points, gap) {
  for (let ring = 0; ring < 12; ring += 1) {
    for (let i = 0; i < Math.max(1, ring * 6); i += 1) {
      const p = polar(centre, ring * gap * 0.7, -Math.PI / 2 + (i * 2 * Math.PI) / Math.max(1, ring * 6));
      if (points.every((q) => distance(p, q) >= gap)) return p;
    }
  }
  return centre;
}

export function nearest(p, points) { return points.reduce((best, q) => (!best || distance(p, q) < distance(p, best) ? q : best), null); }

// The closest unit within 60° of a direction.
export function neighbourTowards(points, label, [dx, dy]) {
  const from = points.find((p) => p.label === label);
  const ahead = points.filter((p) => p !== from && ((p.x - from.x) * dx + (p.y - from.y) * dy) > 0.5 * distance(p, from));
  return nearest(from, ahead)?.label ?? null;
}

export function boxOf(p, q) { return { x: Math.min(p.x, q.x), y: Math.min(p.y, q.y), w: Math.abs(p.x - q.x), h: Math.abs(p.y - q.y) }; }

export function idsInside(box, units, edges) {
  const inside = (p) => p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
  return [...units.filter(inside).map((u) => unitId(u.label)), ...edges.filter(inside).map((e) => e.id)];
}

export function zoomView(view, factor, at) {
  const k = Math.max(0.2, Math.min(5, view.k * factor)), f = k / view.k;
  return { k, x: at.x - (at.x - view.x) * f, y: at.y - (at.y - view.y) * f };
}

// Room for self-loops and region labels around the units, all of it below the tool bar; never more than a half
// larger than drawn.
export function fitView(points, { w, h: full }, r) {
  const h = full - BAR;
  if (!points.length) return { k: 1, x: w / 2 - SCALE / 2, y: BAR + h / 2 - SCALE / 2 };
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y), side = r + 56, over = r + 68;
  const left = Math.min(...xs) - side, top = Math.min(...ys) - over;
  const wide = Math.max(...xs) + side - left, high = Math.max(...ys) + over - top;
  const k = Math.max(0.2, Math.min(1.5, w / wide, h / high));
  return { k, x: (w - wide * k) / 2 - left * k, y: BAR + (h - high * k) / 2 - top * k };
}

export function newIds(before, after) {
  const units = new Set(before.units.map((u) => u.label)), edges = new Set(before.edges.map((e) => e.id));
  return { units: after.units.filter((u) => !units.has(u.label)).map((u) => unitId(u.label)), edges: after.edges.filter((e) => !edges.has(e.id)).map((e) => e.id) };
}

// Another network altogether (fewer than half of the units stayed): worth showing whole.
export function isOther(before, after) {
  const labels = new Set(before.map((u) => u.label));
  const kept = after.filter((u) => labels.has(u.label)).length;
  if (kept === 0 && before.length > 0 && after.length > 0) return true;
  return 2 * kept < Math.max(before.length, after.length) && Math.abs(after.length - before.length) !== 1;
}

// What a new network changed, as one sentence for a screen reader; "" when there is nothing new to say.
export function describeChange(before, after) {
  const names = (ids) => (ids.length > 3 ? count(ids.length, "item") : ids.map((id) => id.replace("unit:", "unit ").replace("edge:", "edge ").replace(">", " to ")).join(", "));
  const { units, edges } = newIds(before, after), gone = newIds(after, before);
  const parts = [];
  if (units.length + edges.length) parts.push(TEXT.added(names([...units, ...edges])));
  if (gone.units.length + gone.edges.length) parts.push(TEXT.removed(names([...gone.units, ...gone.edges])));
  if (!parts.length) parts.push(...changedValues(before, after));
  return parts.slice(0, 3).join(". ");
}

function changedValues(before, after) {
  const units = new Map(before.units.map((u) => [u.label, u])), edges = new Map(before.edges.map((e) => [e.id, e]));
  const said = [];
  for (const u of after.units) {
    const old = units.get(u.label);
    if (old && old.on !== u.on) said.push(TEXT.unit(u));
    if (old && (old.x !== u.x || old.y !== u.y)) said.push(TEXT.moved(u));
  }
  for (const e of after.edges) if (edges.get(e.id)?.weight !== e.weight) said.push(TEXT.weight(e));
  return said;
}
