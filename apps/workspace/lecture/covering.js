// What is covered in a lecture, until it is pressed. Style sheets say what can be covered: whatever is blurred
// while --phi-cover is. A number that is shown is shown wherever it stands.
import { BLUR, cover } from "../../ui/cover.js";

const EVERY = 500; // milliseconds
const HELD = ["pointerdown", "mousedown", "pointerup", "mouseup", "dblclick", "pointermove", "mousemove"];
const NUMBER =
  /([-\u2212]?)(\d[\d,\u202f]*)(\.\d+)?(?:\u00d710([\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+))?/g;
const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

// The numbers of a text, each with the place of its last digit: 0.17 is [0.17, 2].
export function numbersIn(text) {
  return [...text.matchAll(NUMBER)].map(([, sign, whole, part = "", raised = ""]) => {
    const digits = [...raised].map((letter) => (letter === "\u207b" ? "-" : RAISED.indexOf(letter))).join("");
    const power = Number(digits || 0);
    const value = Number(`${sign ? "-" : ""}${whole.replace(/[,\u202f]/g, "")}${part}e${power}`);
    return [value, Math.max(0, part.length - 1) - power];
  });
}

// Whether two numbers are one, perhaps printed with fewer digits at one place. Counts are no rounded fractions.
export function same([a, ofA], [b, ofB]) {
  if (ofA <= 0 !== ofB <= 0) return false;
  const unit = 10 ** -Math.min(ofA, ofB);
  return Math.abs(a - b) <= (ofA === ofB ? 1e-9 * unit : 0.5001 * unit);
}

export const known = (numbers, shown) => numbers.every((one) => shown.some((other) => same(one, other)));

export class Covering {
  constructor() {
    this.on = false;
    this.open = new Set(); // what is shown
    this.nested = new Set(); // what is still covered inside of it
    this.shown = []; // the numbers of what is shown
    this.hints = new Map(); // hints that would tell a number
    for (const kind of HELD) window.addEventListener(kind, (event) => this.hold(event), true);
    window.addEventListener("click", (event) => this.press(event), true);
    window.addEventListener("pointerover", (event) => this.hush(event), true);
    window.addEventListener("keydown", (event) => this.key(event), true);
  }

  turn(on) {
    this.again();
    this.on = on;
    cover(on);
  }

  // Everything is covered again, for numbers that are new.
  again() {
    for (const part of [...this.open, ...this.nested]) part.style.removeProperty("--phi-cover");
    for (const part of this.open) undress(part);
    if (this.on) for (const part of this.parts()) undress(part);
    for (const [node, text] of this.hints) put(node, text);
    clearInterval(this.clock);
    this.open.clear();
    this.nested.clear();
    this.hints.clear();
    this.shown = [];
  }

  // What is covered under a pointer or a focus.
  covered(event) {
    if (!this.on) return null;
    const blurred = event.composedPath().filter((each) => each instanceof Element && isCovered(each));
    return blurred.length ? carrier(blurred.at(-1)) : this.spot(event);
  }

  // A caption of the drawing lets the pointer through.
  spot({ clientX: x, clientY: y, type }) {
    if (type !== "click") return null;
    const hit = [...within(document)].find((each) => {
      if (each.localName !== "text" || !isCovered(each)) return false;
      const box = each.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    return hit ?? null;
  }

  hold(event) {
    if (!this.on || !this.covered(event)) return;
    event.stopImmediatePropagation();
    if (event.type.endsWith("down")) event.preventDefault();
  }

  press(event) {
    const part = this.covered(event);
    if (!part) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.reveal(part);
  }

  key(event) {
    if (!this.on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab") for (const part of this.parts()) dress(part);
    const [target] = event.composedPath();
    if ((event.key !== "Enter" && event.key !== " ") || target.dataset?.covered === undefined) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.reveal(target);
  }

  // The browser shows hints itself, uncovered.
  hush(event) {
    if (!this.on) return;
    for (const node of event.composedPath()) {
      const title = node instanceof SVGElement ? node.querySelector(":scope > title") : node;
      const text = title?.localName === "title" ? title.textContent : title?.title;
      if (!text || known(numbersIn(text), this.shown)) continue;
      this.hints.set(title, text);
      put(title, "");
    }
  }

  reveal(part) {
    const group = part.closest("[data-one]");
    const together = group ? this.parts().filter((each) => group.contains(each)) : [part];
    for (const each of together) this.show(each);
    for (const [node, text] of this.hints) put(node, text);
    this.hints.clear();
    clearInterval(this.clock);
    this.clock = setInterval(() => this.follow(), EVERY);
    this.follow();
  }

  // What tells only numbers that are shown tells nothing new: elsewhere, drawn anew, or in another view.
  follow() {
    for (const each of this.parts()) {
      const told = numbersIn(textOf(each));
      if (told.length && known(told, this.shown)) this.show(each);
    }
  }

  show(part) {
    const inner = [...within(part)].filter((each) => isCovered(each) && carrier(each) !== part);
    this.nested.delete(part);
    part.style.setProperty("--phi-cover", "none");
    this.open.add(part);
    undress(part);
    for (const each of inner) {
      each.style.setProperty("--phi-cover", BLUR);
      this.nested.add(each);
    }
    this.shown.push(...numbersIn(textOf(part)));
  }

  // All that is covered now and in no other part that is.
  parts() {
    const found = new Set();
    const look = (root) => {
      for (const each of root.children) {
        const { display, filter } = getComputedStyle(each);
        if (display === "none") continue;
        if (filter.includes("blur(")) {
          found.add(carrier(each));
          continue;
        }
        if (each.shadowRoot) look(each.shadowRoot);
        look(each);
      }
    };
    look(document.body);
    return [...found];
  }
}

const isCovered = (node) => getComputedStyle(node).filter.includes("blur(");

// What carries the cover of a node: of the parts of a pane the pane.
const carrier = (node) => (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node);

function dress(part) {
  if (part.dataset.covered !== undefined) return;
  part.dataset.covered = "";
  part.setAttribute("tabindex", "0");
  part.setAttribute("role", "button");
  part.setAttribute("aria-label", tr("Covered: press to reveal"));
  part.style.outlineColor = "var(--phi-focus)";
}

function undress(part) {
  if (part.dataset.covered === undefined) return;
  delete part.dataset.covered;
  for (const name of ["tabindex", "role", "aria-label"]) part.removeAttribute(name);
  part.style.removeProperty("outline-color");
}

function put(node, text) {
  if (node.localName === "title") node.textContent = text;
  else node.title = text;
}

function* within(root) {
  for (const each of root.shadowRoot ? [...root.shadowRoot.children, ...root.children] : root.children) {
    yield each;
    yield* within(each);
  }
}

// What stands in a part, in its plots too, without what is covered in it by itself.
function textOf(part) {
  const said = [];
  const read = (node) => {
    for (const each of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) {
      if (each instanceof Text) said.push(each.data);
      else if (!(each instanceof Element) || each.matches("style, script, title")) continue;
      else if (each.style?.getPropertyValue("--phi-cover") !== BLUR) read(each);
    }
  };
  read(part);
  return [...said, ...plotTexts(part)].join(" ");
}

function plotTexts(part) {
  const plots = window.Bokeh?.index?.query?.((view) => view.canvas_view) ?? [];
  const inside = [...plots].filter(({ el }) => holds(part, el));
  return inside.flatMap((view) => [...view.model.references()].flatMap(textsOf));
}

function textsOf(drawn) {
  if (drawn.visible === false) return [];
  const columns = drawn.type === "ColumnDataSource" ? [...new Map(toPairs(drawn.data)).values()] : [];
  const words = columns.flatMap((column) => [...column].filter((each) => typeof each === "string"));
  return typeof drawn.text === "string" ? [drawn.text, ...words] : words;
}

const toPairs = (data) => (data instanceof Map ? data : Object.entries(data));

function holds(part, node) {
  let at = node;
  while (at && at !== part) at = at.parentNode ?? at.host;
  return at === part;
}
