// A number to type, and to scrub: dragged sideways by its name or by itself. Python is told each value with
// the number of the drag that made it, 0 for keys.
import { make } from "./nodes.js";
import { readNumber, scrubbed, shownNumber, stepFrom, stopOf } from "./scrubbing.js";

const TREMBLE = 4; // pixels a pointer may move and still click
const HELP = tr("Drag sideways to change it; with Shift: finely");

export function render({ model }) {
  const scrub = new Scrub(model);
  model.on("value", () => scrub.editing() || scrub.show());
  return scrub.box;
}

class Scrub {
  constructor(model) {
    this.model = model;
    this.press = null;
    this.box = make("div", { class: "scrub", title: HELP });
    this.field = make("input", { type: "text", inputmode: "decimal", role: "spinbutton" });
    this.field.setAttribute("aria-label", model.label);
    this.problem = make("span", { class: "problem", role: "alert" });
    this.box.append(
      make("span", { class: "name", "aria-hidden": "true" }, model.label),
      this.field,
      this.problem,
    );
    this.listen();
    this.show();
  }

  listen() {
    const on = (target, type, listener) => target.addEventListener(type, listener);
    on(this.box, "pointerdown", (event) => this.down(event));
    on(this.box, "pointermove", (event) => this.move(event));
    on(this.box, "pointerup", () => this.up());
    on(this.box, "pointercancel", () => this.end());
    // The browser gives the focus after this event: a drag shall not leave a cursor behind.
    on(this.box, "mousedown", (event) => this.press && event.preventDefault());
    on(this.field, "keydown", (event) => this.key(event));
    on(this.field, "change", () => this.commit());
  }

  editing() {
    return this.field.getRootNode().activeElement === this.field;
  }

  show() {
    if (this.press?.moved) return; // Python answers to values that are old by then
    this.field.value = shownNumber(this.model.value);
    this.field.setAttribute("aria-valuenow", this.field.value);
    this.mark(false);
  }

  mark(wrong) {
    if (wrong) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    this.problem.textContent = wrong ? tr("Write a number, such as 0.5.") : "";
  }

  put(value, drag) {
    if (value === this.model.value) return;
    if (this.model.drag !== drag) this.model.drag = drag;
    this.model.value = value;
    this.field.value = shownNumber(value);
    this.field.setAttribute("aria-valuenow", this.field.value);
  }

  // What was typed; a text that is no number stays, marked, and the page says what is asked for.
  commit() {
    if (this.field.value === shownNumber(this.model.value)) {
      this.show();
      return;
    }
    const value = readNumber(this.field.value);
    this.mark(value === null);
    if (value !== null) this.put(value, 0);
  }

  down(event) {
    if (event.button !== 0 || (event.target === this.field && this.editing())) return;
    event.preventDefault();
    const drag = 1 + Math.floor(Math.random() * 2 ** 31);
    this.press = { x: event.clientX, exact: this.model.value, drag, moved: false };
    this.box.setPointerCapture(event.pointerId);
  }

  move(event) {
    const press = this.press;
    if (!press || (!press.moved && Math.abs(event.clientX - press.x) < TREMBLE)) return;
    const { step } = this.model;
    // What makes it a drag does not count: the number shall not jump.
    if (press.moved) press.exact = scrubbed(press.exact, event.clientX - press.x, event.shiftKey, step);
    Object.assign(press, { x: event.clientX, moved: true });
    this.box.classList.add("scrubbing");
    this.put(stopOf(press.exact, event.shiftKey, step), press.drag);
  }

  end() {
    this.press = null;
    this.box.classList.remove("scrubbing");
    this.show();
  }

  up() {
    const clicked = this.press && !this.press.moved;
    if (this.press) this.end();
    if (!clicked) return;
    this.field.focus();
    this.field.select();
  }

  key(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction) {
      this.commit();
      this.put(stepFrom(this.model.value, direction, event.shiftKey, this.model.step), 0);
      event.preventDefault();
    } else if (event.key === "Enter") this.commit();
    else if (event.key === "Escape") this.show();
  }
}
