// A repair of Bokeh: a plot does not ask the browser for styles that nobody gives it.
//
// Each line, fill and text of a plot may take its look from a custom property of its element (`--bk-…`).
// Bokeh asks for it at every drawing, of every property, and the browser computes all styles of the page anew
// wherever something was written since: a third of the time of going to another view. Our plots have what the
// theme says, as values; no style sheet of the page has such a property.
document.addEventListener("DOMContentLoaded", () => {
  const { prototype } = window.Bokeh.Models.get("Plot").prototype.default_view;
  const { initialize } = prototype;
  prototype.initialize = function () {
    initialize.call(this);
    const found = propertiesOf(this.visuals?.outline_line);
    if (found === null) {
      console.warn(
        "Bokeh asks for styles of plots in another way now; see apps/repairs/early/plot_styles.js",
      );
    } else {
      found._get_css_value = () => "";
    }
    prototype.initialize = initialize; // all plots share what was replaced
  };

  // The class that asks, above those of lines, fills and texts.
  function propertiesOf(visual) {
    let at = visual ?? null;
    while (at !== null && !Object.hasOwn(at, "_get_css_value")) at = Object.getPrototypeOf(at);
    return at;
  }
});
