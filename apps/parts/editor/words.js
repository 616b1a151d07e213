// Every word on screen, in one place for translation (all of it reaches the page as textContent), and the icons.

import { count, flip, newIds } from "./geometry.js";

export const TEXT = {
  editor: (n, m) => `Network editor: ${count(n, "unit")}, ${count(m, "edge")}. Press question mark for help.`,
  empty: "Double-click here to add a unit (or press N)",
  bar: "Drawing tools", menu: "Actions",
  undo: "Undo (Ctrl+Z)", redo: "Redo (Ctrl+Shift+Z)", add: "Add a unit (N)", connect: "Connect two units (C)", loop: "Self-loop (L)",
  duplicate: "Duplicate (Ctrl+D)", copy: "Copy (Ctrl+C)", paste: "Paste (Ctrl+V)", remove: "Delete the selection (Delete)",
  arrange: "Align, distribute, lay out (A)", weights: "Show all weights (W)",
  closer: "Zoom in (+)", farther: "Zoom out (−)", fit: "Show everything (0)", help: "All gestures and keys (?)", close: "Close",
  nothing: "Nothing is selected: click a unit or an edge first.",
  noUnit: "No unit is selected: click one, or draw a frame around several, first.",
  two: "Select at least two units first: Shift-click them, or draw a frame around them.",
  three: "Select at least three units first: Shift-click them, or draw a frame around them.",
  exists: (s, t) => `There is an edge from ${s} to ${t} already: it is selected now.`,
  start: "Choose the unit where the edge starts. Escape cancels.",
  from: (s) => `Choose the unit where the edge from ${s} ends, ${s} itself for a self-loop. Escape cancels.`,
  again: (e, end) => `Choose the unit where the edge ${e.from} to ${e.to} shall ${end === "to" ? "end" : "start"}. Escape cancels.`,
  connectTo: (s, t) => `Connect ${s} to ${s === t ? "itself" : t}? Enter connects, Tab or arrows choose another, Escape cancels.`,
  held: "Drag to draw an edge, or let go for more.",
  cancelled: "Cancelled.",
  copied: (units) => `Copied ${count(units, "unit")}.`,
  copiedHere: (units) => `Copied ${count(units, "unit")}, for this browser's phiscope pages only: the browser keeps its clipboard closed.`,
  clipboard: "There is nothing to paste: copy units first, or paste with Ctrl+V.",
  weightsOn: "All weights are shown", weightsOff: "Weights are shown where you point",
  selected: (n) => (n ? `${n} selected` : "Nothing selected"),
  unit: (u) => `unit ${u.label}, ${u.states > 2 ? `state ${u.on} of 0 to ${u.states - 1}` : u.on ? "on" : "off"}`,
  edge: (e) => `edge ${e.from} to ${e.to}, weight ${e.weight.toFixed(2)}`,
  background: ", background", lesioned: ", lesioned", cut: ", cut by the minimum information partition", chosen: ", selected",
  added: (names) => `Added ${names}`, removed: (names) => `Removed ${names}`,
  moved: (u) => `${u.label} moved to ${u.x.toFixed(3)}, ${flip(u.y).toFixed(3)}`,
  weight: (e) => `Weight of ${e.from} to ${e.to} is ${e.weight.toFixed(2)}`,
  arranged: { left: "Align left", centre: "Align centres", right: "Align right", top: "Align tops", middle: "Align middles", bottom: "Align bottoms",
    horizontal: "Distribute horizontally", vertical: "Distribute vertically", circle: "Circle of all units", grid: "Grid of all units",
    layered: "Layers of all units, causes left", force: "Springs between all units" },
  item: { toggle: "Next state", edit: "Edit…", connect: "Connect to…", loop: "Self-loop", more: "Add to the selection", less: "Take out of the selection",
    duplicate: "Duplicate", copy: "Copy", cut: "Cut", remove: "Delete", add: "Add a unit here", paste: "Paste here", all: "Select all units",
    fit: "Show everything", arrange: "Align, distribute, lay out…", end: "Move its end…", origin: "Move its start…" },
  helpTitle: "Gestures and keys", helpColumns: [["Mouse", "Touch"], ["Keyboard"]],
  help: {
    "Mouse": [
      ["Click a unit", "turn it on or off (next state)"],
      ["Drag a unit", "move it; it snaps to the grid and to other units; Shift: freely"],
      ["Alt-drag", "leave a copy there"],
      ["Drag from its rim", "draw an edge; back onto the same unit: a self-loop"],
      ["Double-click", "on empty space: add a unit"],
      ["Click an edge", "select it; then drag an end to another unit"],
      ["Shift-click", "add to the selection"],
      ["Drag on empty space", "select with a rubber band"],
      ["Right-click", "everything that can be done there"],
      ["Wheel", "zoom"],
      ["Space or middle drag", "move the view"],
    ],
    "Touch": [
      ["Tap, double tap", "as a click, a double click"],
      ["Hold a unit, then drag", "draw an edge"],
      ["Hold, then let go", "everything that can be done there"],
      ["Two fingers", "zoom and move the view"],
    ],
    "Keyboard": [
      ["Tab, Shift+Tab", "next, previous unit, then the edges"],
      ["Home, End", "first, last of them"],
      ["Space, Enter", "turn the unit on or off; select the edge"],
      ["Shift+Space", "add to the selection"],
      ["Arrows", "move the unit; with Shift: finely"],
      ["N", "add a unit"],
      ["C", "connect: Tab or arrows choose, Enter connects"],
      ["L", "self-loop"],
      ["R, Shift+R", "move the end, the start of an edge: choose as for C"],
      ["E or F2", "edit in the inspector"],
      ["Delete, Backspace", "delete"],
      ["Ctrl+D", "duplicate: the copy listens to the same units"],
      ["Ctrl+C, X, V", "copy, cut, paste, also into other tabs"],
      ["A", "align, distribute, lay out"],
      ["W", "show all weights"],
      ["Ctrl+A", "select all units"],
      ["Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y", "undo, redo"],
      ["+, −, 0", "zoom in, zoom out, show everything"],
      ["Ctrl+arrows", "move the view"],
      ["Shift+F10, menu key", "everything that can be done there"],
      ["Escape", "cancel, clear the selection"],
    ],
  },
};

export const ICONS = {
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3", redo: "M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  add: "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 8v8M8 12h8", connect: "M6 14.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7M8.7 15.3 19 5M12.5 4.6H19.4V11.5",
  loop: "M12 13.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 1 0 0-7.4M8.6 15C3 10 6 3 12 3s9 6 3.8 11.4M19.6 13.9l-4.2.8.2-4.3",
  duplicate: "M4 8h12v12H4zM8 8V4h12v12h-4M10 11v6M7 14h6", copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  paste: "M9 5H6v15h12V5h-3M9 3.5h6v3.5H9zM9 12h6M9 16h4", arrange: "M4 3v18M8 6h12v4H8zM8 14h7v4H8z",
  weights: "M4.5 9.5 7.5 7.5v9.5M11.5 16.8v.2M15 10a2.3 2.5 0 0 1 4.6 0v4.5a2.3 2.5 0 0 1-4.6 0z",
  remove: "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3", closer: "M12 5v14M5 12h14", farther: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", help: "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 17.6v.2", close: "M6 6l12 12M18 6L6 18",
};

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
