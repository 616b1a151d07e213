// A repair of Bokeh: what is hidden is not laid out.
//
// Any part that is shown, hidden or given a class makes Bokeh lay out the whole page, the views that rest
// behind the one in sight too: with six views built, going to another took 1.5 s, most of it in the styles of
// what nobody saw. A part is laid out once more when it hides, so that it knows, and again when it is shown.
const PART = "models.layouts.layout_dom.LayoutDOMView";

function ownerOf(prototype, name) {
  while (prototype !== null && !Object.hasOwn(prototype, name)) {
    prototype = Object.getPrototypeOf(prototype);
  }
  return prototype;
}

document.addEventListener("DOMContentLoaded", () => {
  const column = window.Bokeh.Models.get("Column").prototype.default_view.prototype;
  const part = ownerOf(column, "layoutable_views");
  if (part === null || !Object.hasOwn(part, "after_layout")) {
    console.warn(`Bokeh lays out in another way now (${PART}); see apps/repairs/early/hidden_layout.js`);
    return;
  }
  const { get, set } = Object.getOwnPropertyDescriptor(part, "layoutable_views");
  if (get.repaired) return;
  const asleep = new WeakSet();
  const { after_layout } = part;

  const awake = function () {
    return get.call(this).filter((view) => view.model.visible || !asleep.has(view));
  };
  awake.repaired = true;
  Object.defineProperty(part, "layoutable_views", { get: awake, set, configurable: true });

  // The last of what a layout does, for each part of it.
  part.after_layout = function () {
    after_layout.call(this);
    if (this.model.visible) asleep.delete(this);
    else asleep.add(this);
  };
});
