// A repair of Bokeh: the page is laid out once a frame.
//
// Each part that is shown, hidden or exchanged makes Bokeh lay out the whole page at once, and each component
// whose size changes does so again: four and fifteen times to go to another view, two and ten times after a
// stroke in the drawing, 12 to 100 ms each. Here the page notes that it must, and does so before the next
// frame. A plot whose labels need more or less room lays out itself, in its place.
const LAID_OUT = ["Column", "panel.models.esm.ReactComponent"];
const LATEST_LAYOUT = 100; // ms; a window out of sight has no frames

const layouts = {
  waiting: new Map(), // what each page must do; "invalidate_layout" does all of "compute_layout" too
  working: null,

  // Parts hand on to the page, whose first layout tells that it is there.
  mustBeNow(view) {
    return !view.is_root || !view._layout_computed || view === this.working;
  },

  wait(view, what) {
    if (this.waiting.size === 0) {
      requestAnimationFrame(() => this.run());
      setTimeout(() => this.run(), LATEST_LAYOUT);
    }
    this.waiting.set(view, what);
  },

  run() {
    const all = [...this.waiting];
    this.waiting.clear();
    for (const [view, what] of all) {
      this.working = view;
      try {
        view[what]();
      } finally {
        this.working = null;
      }
    }
  },

  // Both methods of one class, which each may have its own.
  put(owner) {
    const { invalidate_layout, compute_layout } = owner;
    owner.invalidate_layout = function () {
      if (layouts.mustBeNow(this)) invalidate_layout.call(this);
      else layouts.wait(this, "invalidate_layout");
    };
    owner.compute_layout = function () {
      if (layouts.mustBeNow(this)) compute_layout.call(this);
      else layouts.wait(this, layouts.waiting.get(this) ?? "compute_layout");
    };
  },
};

function layoutOwners(prototype) {
  if (prototype === null) return [];
  const above = layoutOwners(Object.getPrototypeOf(prototype));
  return Object.hasOwn(prototype, "invalidate_layout") ? [prototype, ...above] : above;
}

document.addEventListener("DOMContentLoaded", () => {
  const drawnBy = (kind) => window.Bokeh.Models.get(kind, null)?.prototype.default_view.prototype;
  const owners = new Set(LAID_OUT.flatMap((kind) => layoutOwners(drawnBy(kind) ?? null)));
  const plot = drawnBy("Plot");
  const known = owners.size === LAID_OUT.length && typeof plot.paint === "function";
  if (!known || Object.hasOwn(plot, "compute_layout")) {
    console.warn("Bokeh lays out the page in another way now; see apps/repairs/early/one_layout.js");
    return;
  }
  for (const owner of owners) layouts.put(owner);
  const { paint } = plot;
  plot.paint = function (...how) {
    // Nothing is painted before it has its place.
    if (layouts.waiting.size > 0 && layouts.working === null) layouts.run();
    paint.apply(this, how);
  };
  plot.compute_layout = function () {
    this.measure_layout();
    this.update_bbox();
    this._compute_layout();
    this.after_layout();
  };
});
