// A repair of Bokeh: a plot is as large as its place.
//
// Told by the browser that its place changed, a plot lays itself out when the place is not the one that it
// knows. It may know it already from another part that was asked meanwhile, and then stays as large as it was:
// where a sentence above it had become longer, the lowest row of a picture was cut off.
const SLACK = 1; // pixel, of which a place can have a fraction

document.addEventListener("DOMContentLoaded", () => {
  const { prototype } = window.Bokeh.Models.get("Plot").prototype.default_view;
  if (typeof prototype.after_resize !== "function" || typeof prototype._compute_layout !== "function") {
    console.warn("Bokeh lays out plots in another way now; see apps/repairs/early/plot_size.js");
    return;
  }
  const original = prototype.after_resize;
  if (original.repaired) return;
  prototype.after_resize = function () {
    original.call(this);
    const { layout, bbox } = this;
    if (!this.is_displayed || layout?.bbox === undefined) return;
    const off = Math.max(
      Math.abs(layout.bbox.width - bbox.width),
      Math.abs(layout.bbox.height - bbox.height),
    );
    if (off > SLACK) {
      this._compute_layout();
      this.after_layout();
    }
  };
  prototype.after_resize.repaired = true;
});
