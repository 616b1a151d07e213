// A repair of Panel: a text may be shown or hidden before it is drawn.
//
// A page is drawn once all its parts are built. What the server changes in between reaches the parts at once,
// and Panel's text then looks for what it has drawn: an error in the console after every second reload.
const TEXT = "panel.models.markup.HTML";

document.addEventListener("DOMContentLoaded", () => {
  const { prototype } = window.Bokeh.Models.get(TEXT).prototype.default_view;
  const original = prototype.connect_signals;
  if (original.repaired) return;
  prototype.connect_signals = function () {
    this.container ??= document.createElement("div"); // drawing puts its own in this place
    original.call(this);
  };
  prototype.connect_signals.repaired = true;
});
