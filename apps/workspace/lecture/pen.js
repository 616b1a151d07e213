// The pen of a lecture: strokes over the page, in this browser only.
const TELLS = ["pointerdown", "pointermove", "pointerup", "pointercancel"];

// A stroke as the path of an SVG; a touch is a dot.
export function path(points) {
  const [first, ...rest] = points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`);
  return `M${first}${rest.length ? rest.map((point) => `L${point}`).join("") : "h.1"}`;
}

function make(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// What is drawn beside one network in one view is no answer about another.
export class Sheets extends Map {
  // Puts a sheet away and returns what is on another.
  turn(from, strokes, to) {
    this.set(from, strokes);
    return this.get(to) ?? [];
  }
}

export function render({ model }) {
  const board = make("svg", { class: "lecture-strokes", "aria-hidden": "true" });
  board.style.cssText =
    "position: fixed; inset: 0; width: 100%; height: 100%; z-index: 1200; pointer-events: none;" +
    "fill: none; stroke: var(--phi-ink); stroke-width: 4; stroke-linecap: round; stroke-linejoin: round;";
  const sheets = new Sheets();
  let stroke = null;
  let points = [];
  const draw = (event) => {
    event.preventDefault();
    if (event.type === "pointerdown") {
      points = [];
      stroke = board.appendChild(make("path", {}));
      board.setPointerCapture(event.pointerId);
    }
    if (stroke === null) return;
    points.push([event.clientX, event.clientY]);
    stroke.setAttribute("d", path(points));
    if (event.type !== "pointerdown" && event.type !== "pointermove") stroke = null;
    model.inked = true;
  };
  for (const tell of TELLS) board.addEventListener(tell, draw);

  const turn = () => {
    board.style.pointerEvents = model.writing ? "auto" : "none";
    board.style.cursor = "crosshair";
    board.style.touchAction = "none";
    // The bar stays within reach: there the pen is put down.
    const bar = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
    board.style.clipPath = `inset(${bar}px 0 0 0)`;
    if (model.writing) document.body.append(board);
  };
  model.on("writing", turn);
  const lay = (strokes) => {
    board.replaceChildren(...strokes);
    stroke = null;
    model.inked = strokes.length > 0;
  };
  let shown = model.sheet;
  model.on("sheet", () => {
    lay(sheets.turn(shown, [...board.children], model.sheet));
    shown = model.sheet;
  });
  model.on("wiped", () => lay([]));
  model.on("cleared", () => {
    sheets.clear();
    lay([]);
  });
  return () => board.remove();
}
