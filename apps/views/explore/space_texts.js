// The labels over the drawing in space: which are written, and where, so that none covers another.
import { apart, ordered } from "./space_spots.js";

/** A new element in another. */
export function node(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

/** Move an element so that its middle is at a place. */
export function put(element, { x, y }) {
  element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
}

/** The names of mechanisms, purviews and floors. */
export class SpaceTexts {
  constructor(THREE, over, data) {
    this.THREE = THREE;
    this.over = over;
    this.data = data;
    this.purviews = data.labels.map((label) => this.text("label", label));
    this.names = data.mechanisms.map((mark) => {
      const made = this.text("mechanism", mark);
      if (mark.phi) node("small", "", made.node).textContent = mark.phi;
      return made;
    });
    this.floors = data.floors.map((floor) => {
      const said = (floor.text === "1" ? tr("{n} unit") : tr("{n} units")).replace("{n}", floor.text);
      return this.text("floor", { at: [-1.25, floor.y, 0], text: said, color: data.colors.muted });
    });
    this.written = [];
  }

  text(className, { at, text, color }) {
    const made = node("span", className, this.over);
    made.textContent = text;
    made.style.color = color;
    return { at: new this.THREE.Vector3(...at), node: made };
  }

  /** Choose the labels to write: of many distinctions, those of what is lit and of the strongest. */
  choose({ vertices = [], distinctions = [] }) {
    const { named, points } = this.data;
    const near = [...distinctions, ...vertices.map((i) => i >> 1)].filter((i) => this.names[i]);
    const purviews = points.map((point) => point.label);
    const written = ordered(named, near, purviews).map(({ kind, index }) =>
      kind === "mechanism" ? this.names[index] : this.purviews[index],
    );
    for (const hidden of [...this.names, ...this.purviews]) {
      hidden.node.style.visibility = "hidden";
      hidden.spot = null;
    }
    this.written = [...this.floors, ...written];
  }

  /** Write them where a function takes their positions. */
  place(onScreen) {
    const boxes = this.written.map((text) => {
      // Measured once: it makes the browser lay out the page.
      text.wide ??= text.node.offsetWidth;
      text.high ??= text.node.offsetHeight;
      return { ...onScreen(text.at), wide: text.wide, high: text.high };
    });
    for (const [i, place] of apart(boxes).entries()) {
      const text = this.written[i];
      text.node.style.visibility = place ? "visible" : "hidden";
      text.spot = place;
      if (place) put(text.node, place);
    }
  }
}
