// Every word on screen, in one place (all of it reaches the page as textContent), and the icons.

import { flip, labelOf, newIds } from "./geometry.js";

// Returns a sentence with its {parts} filled in, in one go: nothing in a label is taken for a part.
function filled(text, parts) {
  return text.replace(/\{(\w+)\}/g, (part, name) => parts[name] ?? part);
}

function unitCount(n) {
  return filled(n === 1 ? tr("{n} unit") : tr("{n} units"), { n });
}

function edgeCount(n) {
  return filled(n === 1 ? tr("{n} edge") : tr("{n} edges"), { n });
}

export const TEXT = {
  editor: (n, m) =>
    filled(tr("Network editor: {units}, {edges}. Press question mark for help."), {
      units: unitCount(n),
      edges: edgeCount(m),
    }),
  empty: tr("Double-click here to add a unit (or press N)"),
  bar: tr("Drawing tools"),
  menu: tr("Actions"),
  add: tr("Add a unit (N)"),
  connect: tr("Connect two units (C)"),
  loop: tr("Self-loop (L)"),
  duplicate: tr("Duplicate (Ctrl+D)"),
  copy: tr("Copy (Ctrl+C)"),
  paste: tr("Paste (Ctrl+V)"),
  remove: tr("Delete the selection (Delete)"),
  arrange: tr("Align, distribute, lay out (A)"),
  weights: tr("Show all weights (W)"),
  closer: tr("Zoom in (+)"),
  farther: tr("Zoom out (−)"),
  fit: tr("Show everything (0)"),
  help: tr("All gestures and keys (?)"),
  close: tr("Close"),
  nothing: tr("Nothing is selected: click a unit or an edge first."),
  noUnit: tr("No unit is selected: click one, or draw a frame around several, first."),
  two: tr("Select at least two units first: Shift-click them, or draw a frame around them."),
  three: tr("Select at least three units first: Shift-click them, or draw a frame around them."),
  exists: (s, t) =>
    filled(tr("There is an edge from {source} to {target} already: it is selected now."), {
      source: s,
      target: t,
    }),
  start: tr("Choose the unit where the edge starts. Escape cancels."),
  from: (s) =>
    filled(
      tr(
        "Choose the unit where the edge from {source} ends, {source} itself for a self-loop. Escape cancels.",
      ),
      { source: s },
    ),
  again: (e, end) =>
    filled(
      end === "to"
        ? tr("Choose the unit where the edge {from} to {to} shall end. Escape cancels.")
        : tr("Choose the unit where the edge {from} to {to} shall start. Escape cancels."),
      e,
    ),
  connectTo: (s, t) =>
    filled(
      s === t
        ? tr("Connect {source} to itself? Enter connects, Tab or arrows choose another, Escape cancels.")
        : tr("Connect {source} to {target}? Enter connects, Tab or arrows choose another, Escape cancels."),
      { source: s, target: t },
    ),
  held: tr("Drag to draw an edge, or let go for more."),
  cancelled: tr("Cancelled."),
  copied: (n) => filled(tr("Copied {units}."), { units: unitCount(n) }),
  copiedHere: (n) =>
    filled(
      tr("Copied {units}, for this browser's phiscope pages only: the browser keeps its clipboard closed."),
      { units: unitCount(n) },
    ),
  clipboard: tr("There is nothing to paste: copy units first, or paste with Ctrl+V."),
  weightsOn: tr("All weights are shown"),
  weightsOff: tr("Weights are shown where you point"),
  selected: (n) => (n ? filled(tr("{n} selected"), { n }) : tr("Nothing selected")),
  unit: (u) =>
    filled(
      u.states > 2
        ? tr("unit {label}, state {on} of 0 to {last}")
        : u.on
          ? tr("unit {label}, on")
          : tr("unit {label}, off"),
      { ...u, last: u.states - 1 },
    ),
  edge: (e) => filled(tr("edge {from} to {to}, weight {weight}"), { ...e, weight: e.weight.toFixed(2) }),
  background: tr(", background"),
  lesioned: tr(", lesioned"),
  cut: tr(", cut by the minimum information partition"),
  chosen: tr(", selected"),
  added: (names) => filled(tr("Added {names}"), { names }),
  removed: (names) => filled(tr("Removed {names}"), { names }),
  moved: (u) =>
    filled(tr("{label} moved to {x}, {y}"), { label: u.label, x: u.x.toFixed(3), y: flip(u.y).toFixed(3) }),
  weight: (e) => filled(tr("Weight of {from} to {to} is {weight}"), { ...e, weight: e.weight.toFixed(2) }),
  arranged: {
    left: tr("Align left"),
    centre: tr("Align centres"),
    right: tr("Align right"),
    top: tr("Align tops"),
    middle: tr("Align middles"),
    bottom: tr("Align bottoms"),
    horizontal: tr("Distribute horizontally"),
    vertical: tr("Distribute vertically"),
    circle: tr("Circle of all units"),
    grid: tr("Grid of all units"),
    layered: tr("Layers of all units, causes left"),
    force: tr("Springs between all units"),
  },
  item: {
    toggle: tr("Next state"),
    edit: tr("Edit…"),
    connect: tr("Connect to…"),
    loop: tr("Self-loop"),
    more: tr("Add to the selection"),
    less: tr("Take out of the selection"),
    duplicate: tr("Duplicate"),
    copy: tr("Copy"),
    cut: tr("Cut"),
    remove: tr("Delete"),
    add: tr("Add a unit here"),
    paste: tr("Paste here"),
    all: tr("Select all units"),
    fit: tr("Show everything"),
    arrange: tr("Align, distribute, lay out…"),
    end: tr("Move its end…"),
    origin: tr("Move its start…"),
  },
  helpTitle: tr("Gestures and keys"),
  helpGroups: [
    [
      [
        tr("Mouse"),
        [
          [tr("Click a unit"), tr("turn it on or off (next state)")],
          [tr("Drag a unit"), tr("move it; it snaps to the grid and to other units; Shift: freely")],
          [tr("Alt-drag"), tr("leave a copy there")],
          [tr("Drag from its rim"), tr("draw an edge; back onto the same unit: a self-loop")],
          [tr("Double-click"), tr("on empty space: add a unit")],
          [tr("Click an edge"), tr("select it; then drag an end to another unit")],
          [tr("Drag an edge up, down"), tr("change its weight; with Shift: finely")],
          [tr("Shift-click"), tr("add to the selection")],
          [tr("Drag on empty space"), tr("select with a rubber band")],
          [tr("Right-click"), tr("everything that can be done there")],
          [tr("Wheel"), tr("zoom")],
          [tr("Space or middle drag"), tr("move the view")],
        ],
      ],
      [
        tr("Touch"),
        [
          [tr("Tap, double tap"), tr("as a click, a double click")],
          [tr("Hold a unit, then drag"), tr("draw an edge")],
          [tr("Drag a selected edge"), tr("up or down: change its weight")],
          [tr("Hold, then let go"), tr("everything that can be done there")],
          [tr("Two fingers"), tr("zoom and move the view")],
        ],
      ],
    ],
    [
      [
        tr("Keyboard"),
        [
          [tr("Tab, Shift+Tab"), tr("next, previous unit, then the edges")],
          [tr("Home, End"), tr("first, last of them")],
          [tr("Space, Enter"), tr("turn the unit on or off; select the edge")],
          [tr("Shift+Space"), tr("add to the selection")],
          [tr("Arrows"), tr("move the unit; with Shift: finely")],
          [tr("Arrows on an edge"), tr("change its weight; with Shift: finely")],
          ["N", tr("add a unit")],
          ["C", tr("connect: Tab or arrows choose, Enter connects")],
          ["L", tr("self-loop")],
          [tr("R, Shift+R"), tr("move the end, the start of an edge: choose as for C")],
          [tr("E or F2"), tr("edit in the inspector")],
          [tr("Delete, Backspace"), tr("delete")],
          [tr("Ctrl+D"), tr("duplicate: the copy listens to the same units")],
          [tr("Ctrl+C, X, V"), tr("copy, cut, paste, also into other tabs")],
          ["A", tr("align, distribute, lay out")],
          ["W", tr("show all weights")],
          [tr("Ctrl+A"), tr("select all units")],
          [tr("Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y"), tr("undo, redo")],
          ["+, −, 0", tr("zoom in, zoom out, show everything")],
          [tr("Ctrl+arrows"), tr("move the view")],
          [tr("Shift+F10, menu key"), tr("everything that can be done there")],
          [tr("Escape"), tr("cancel, clear the selection")],
        ],
      ],
    ],
  ],
};

export const ICONS = {
  add: "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 8v8M8 12h8",
  connect: "M6 14.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7M8.7 15.3 19 5M12.5 4.6H19.4V11.5",
  loop: "M12 13.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 1 0 0-7.4M8.6 15C3 10 6 3 12 3s9 6 3.8 11.4M19.6 13.9l-4.2.8.2-4.3",
  duplicate: "M4 8h12v12H4zM8 8V4h12v12h-4M10 11v6M7 14h6",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  paste: "M9 5H6v15h12V5h-3M9 3.5h6v3.5H9zM9 12h6M9 16h4",
  arrange: "M4 3v18M8 6h12v4H8zM8 14h7v4H8z",
  weights: "M4.5 9.5 7.5 7.5v9.5M11.5 16.8v.2M15 10a2.3 2.5 0 0 1 4.6 0v4.5a2.3 2.5 0 0 1-4.6 0z",
  remove: "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3",
  closer: "M12 5v14M5 12h14",
  farther: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  help: "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 17.6v.2",
  close: "M6 6l12 12M18 6L6 18",
};

// What a new network changed, as one sentence for a screen reader; "" when there is nothing new to say.
export function describeChange(before, after) {
  const names = (ids) =>
    ids.length > 3 ? filled(tr("{n} items"), { n: ids.length }) : ids.map(called).join(", ");
  const { units, edges } = newIds(before, after);
  const gone = newIds(after, before);
  const parts = [];
  if (units.length + edges.length) parts.push(TEXT.added(names([...units, ...edges])));
  if (gone.units.length + gone.edges.length) parts.push(TEXT.removed(names([...gone.units, ...gone.edges])));
  if (!parts.length) parts.push(...changedValues(before, after));
  return parts.slice(0, 3).join(". ");
}

function called(id) {
  const label = labelOf(id);
  if (label !== undefined) return filled(tr("unit {label}"), { label });
  const [from, to] = id.replace("edge:", "").split(">");
  return filled(tr("edge {from} to {to}"), { from, to });
}

function changedValues(before, after) {
  const units = new Map(before.units.map((u) => [u.label, u]));
  const edges = new Map(before.edges.map((e) => [e.id, e]));
  const said = [];
  for (const u of after.units) {
    const old = units.get(u.label);
    if (old && old.on !== u.on) said.push(TEXT.unit(u));
    if (old && (old.x !== u.x || old.y !== u.y)) said.push(TEXT.moved(u));
  }
  for (const e of after.edges) if (edges.get(e.id)?.weight !== e.weight) said.push(TEXT.weight(e));
  return said;
}
