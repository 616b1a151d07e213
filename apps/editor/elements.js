// The elements that the editor is made of, in SVG and HTML.

import { ICONS } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

export function setAttrs(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
  return node;
}

export function svg(tag, attributes = {}) {
  return setAttrs(document.createElementNS(SVG, tag), attributes);
}

export function html(tag, name = "", text = "") {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}

export function button(name, title, action) {
  const node = html("button");
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  node.type = "button";
  node.dataset.action = name;
  node.setAttribute("aria-label", title);
  icon.append(svg("path", { d: ICONS[name] }));
  node.append(icon);
  node.addEventListener("click", action);
  return node;
}

export function list(rows) {
  const made = html("dl");
  for (const [gesture, effect] of rows) made.append(html("dt", "", gesture), html("dd", "", effect));
  return made;
}

// The dots of the grid, and the hatching of lesioned units.
export function patterns(step) {
  const defs = svg("defs");
  const grid = svg("pattern", {
    id: "ne-grid",
    x: -step / 2,
    y: -step / 2,
    width: step,
    height: step,
    patternUnits: "userSpaceOnUse",
  });
  grid.append(svg("circle", { class: "grid-dot", cx: step / 2, cy: step / 2, r: 1.1 }));
  const hatch = svg("pattern", {
    id: "ne-hatch",
    width: 5,
    height: 5,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  hatch.append(
    svg("rect", { class: "hatch-ground", width: 5, height: 5 }),
    svg("rect", { class: "hatch-line", width: 1.6, height: 5 }),
  );
  defs.append(grid, hatch);
  return defs;
}
