import { Covering } from "./covering.js";

// Lecture mode in the browser: its keys, its size, and numbers that are covered.
const KEYS = { Escape: "leave", PageDown: "next", PageUp: "previous", p: "pen", x: "wipe", b: "cover" };
const FIELDS = "input, textarea, select, [contenteditable=true], [role=textbox]";
// What stands below the drawing and below the picture, in pixels; in a lecture that is little.
const ROOM = {
  "--phi-below-drawing": "330px",
  "--phi-below-picture": "350px",
  "--phi-tallest": "2000px",
  "--phi-tools": "none",
};

const KEPT = "phiscope.lecture";

// The lecture that this tab was in before it was loaded anew: "covered", "open" or nothing.
export function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null; // people may forbid a page to keep anything
  }
}

export function keep({ lecturing, covered }) {
  try {
    if (lecturing) sessionStorage.setItem(KEPT, covered ? "covered" : "open");
    else sessionStorage.removeItem(KEPT);
  } catch {
    return; // as above
  }
}

export function render({ model }) {
  const { style } = document.documentElement;
  const resize = () => model.send_msg({ window: [window.innerWidth, window.innerHeight] });
  const press = (event) => {
    const [target] = event.composedPath();
    const held = event.ctrlKey || event.metaKey || event.altKey;
    const typed = event.key !== "Escape" && target?.matches?.(FIELDS);
    if (!model.lecturing || held || typed || !KEYS[event.key]) return;
    if (event.key !== "Escape") event.preventDefault();
    model.send_msg({ act: KEYS[event.key] });
  };
  const turn = () => {
    for (const [name, value] of Object.entries(ROOM)) {
      if (model.lecturing) style.setProperty(name, value);
      else style.removeProperty(name);
    }
    if (model.lecturing) resize();
  };
  const covering = new Covering();
  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => model.lecturing && resize(), 200);
  });
  document.addEventListener("keydown", press);
  model.on("lecturing", turn);
  model.on("covered", () => covering.turn(model.covered));
  model.on(["lecturing", "covered"], () => keep(model));
  const before = kept();
  // No number is to be seen until the server has answered; page.html covers those that are drawn before.
  if (before === "covered") covering.turn(true);
  if (before) model.send_msg({ resume: before });
  model.on("changes", () => covering.again());
}
