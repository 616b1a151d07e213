// Weights by hand: an edge is dragged up or down, and Python follows while it is.

import { scrubbed, stepFrom, stopOf } from "../ui/scrubbing.js";
import { signed } from "./captions.js";
import { setAttrs, svg } from "./elements.js";
import { round } from "./geometry.js";
import { Pointing } from "./pointing.js";
import { inside } from "./spots.js";
import { TEXT } from "./words.js";

const BESIDE = { x: 16, y: -20 }; // pixels from the pointer to the middle of the number's near side
const FONT = 13;

export class Weighing extends Pointing {
  // A finger weighs an edge that is selected: others it may have met by chance.
  canWeigh(press) {
    return press.kind === "edge" && this.byId.has(press.id) && (!press.touch || this.chosen.has(press.id));
  }

  startWeighing(press, event) {
    const { weight } = this.byId.get(press.id);
    this.stroke = this.seq + 1; // the number of its first message: no other drag has it
    Object.assign(press, { weighs: true, start: weight, exact: weight, y: event.clientY });
    if (!this.chosen.has(press.id)) this.select([press.id]);
    this.focusItem(press.id); // Escape is for the drawing now
  }

  dragWeight(event) {
    const press = this.press;
    if (!press.weighs || !this.byId.has(press.id)) return;
    press.exact = scrubbed(press.exact, press.y - event.clientY, event.shiftKey);
    press.y = event.clientY;
    this.weigh(press.id, stopOf(press.exact, event.shiftKey), this.stroke);
    this.drawHeldWeight(this.byId.get(press.id), this.at(event));
  }

  dropWeight(press) {
    this.sendWeights(true);
    if (this.byId.has(press.id)) this.say(TEXT.weight(this.byId.get(press.id)));
  }

  // Back to where it was; the drag stays one step of undo.
  undoWeighing(press) {
    if (!press?.weighs || !press.moved) return;
    this.weigh(press.id, press.start, this.stroke);
    this.sendWeights(true);
  }

  // The arrows on an edge: quick steps are one step of undo, as those of a slider are.
  stepWeight(id, direction, fine) {
    const edge = this.byId.get(id);
    if (!edge) return false;
    this.weigh(id, stepFrom(edge.weight, direction, fine), 0);
    this.say(TEXT.weight(edge));
    return true;
  }

  // Show a weight, and send it as soon as Python has answered the last one.
  weigh(id, weight, stroke) {
    const edge = this.byId.get(id);
    if (!edge || edge.weight === weight) return;
    const before = this.strongest;
    this.weights.set(id, { weight, stroke, seq: Infinity });
    this.sendWeights();
    this.applyWeights();
    // The strongest edge is the measure of how wide all are drawn.
    for (const each of this.strongest === before ? [edge] : this.edges) this.drawEdge(each);
    this.drawLabels();
    this.drawHandles();
  }

  // One message at a time, else a slow answer would have a row of old weights behind it.
  sendWeights(atOnce = false) {
    if (!atOnce && this.weightSeq > (this.model.seen ?? 0)) return;
    for (const [id, guess] of this.weights) {
      const edge = this.byId.get(id);
      if (guess.seq !== Infinity || !edge) continue;
      const { weight, stroke } = guess;
      this.weightSeq = this.emit("weight", { source: edge.from, target: edge.to, weight, stroke });
      guess.seq = this.weightSeq;
    }
  }

  // Weights that Python has not confirmed yet stand in the network as it is drawn.
  applyWeights() {
    for (const [id, { weight }] of this.weights) this.byId.get(id).weight = weight;
    this.strongest = Math.max(1, ...this.edges.map((e) => Math.abs(e.weight)));
  }

  // In pixels, whatever the zoom.
  drawHeldWeight(edge, at) {
    this.heldWeight ??= this.layers.over.appendChild(svg("g", { class: "weight", "data-held": "" }));
    const value = signed(edge.weight);
    const text = svg("text", { "font-size": FONT });
    text.textContent = value;
    const size = { w: value.length * FONT * 0.6 + FONT, h: FONT * 1.7 };
    this.heldWeight.classList.toggle("inhibit", edge.weight < 0);
    this.heldWeight.replaceChildren(
      svg("rect", { x: -size.w / 2, y: -size.h / 2, width: size.w, height: size.h, rx: 4 }),
      text,
    );
    const { k, x, y } = this.view;
    const { w, h } = this.size();
    const free = { left: 4, right: w - 4, top: this.barHeight() + 4, bottom: h - 4 };
    const place = besidePointer({ x: at.x * k + x, y: at.y * k + y }, size, free);
    const [left, top] = [round((place.x - x) / k), round((place.y - y) / k)];
    setAttrs(this.heldWeight, { transform: `translate(${left} ${top}) scale(${1 / k})` });
  }

  clearHeldWeight() {
    this.heldWeight?.remove();
    this.heldWeight = null;
  }
}

// The middle of a box of this size right of the pointer, left of it where there is no room, in what is free.
export function besidePointer(pointer, size, free) {
  const right = pointer.x + BESIDE.x + size.w / 2;
  const left = pointer.x - BESIDE.x - size.w / 2;
  const x = right + size.w / 2 > free.right ? left : right;
  return inside({ x, y: pointer.y + BESIDE.y }, size, free);
}
