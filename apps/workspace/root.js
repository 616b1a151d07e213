// The root element of the page: its language, the size of type, its fonts, and what is brought into sight.
import { lightUp, scrollUp } from "../ui/sight.js";

export function render({ model, el }) {
  const { style } = document.documentElement;
  const dress = () => {
    style.fontSize = `${100 * model.size}%`;
    style.setProperty("--phi-size", model.size);
  };
  model.on("size", dress);
  model.on("msg:custom", (message) => {
    const { hook } = message.data ?? message;
    if (hook) lightUp(hook);
    else scrollUp(el);
  });
  keepPlaces(model, el);
  dress();
  document.documentElement.lang = model.language;
  // A canvas does not wait for a font, nor is it painted again when the font is there.
  const family = getComputedStyle(document.documentElement).getPropertyValue("--phi-font");
  const asked = ["400", "700"].map((weight) => document.fonts.load(`${weight} 12px ${family}`, "Aφ"));
  Promise.all(asked).then(() => {
    const plots = window.Bokeh?.index?.query?.((view) => view.model?.type === "Figure") ?? [];
    for (const plot of plots) plot.invalidate_layout?.();
  });
  el.hidden = true;
  // All that is on the page is there, each in its place: the outline has done its work.
  requestAnimationFrame(() => document.getElementById("outline")?.remove());
}

// Each view is met at its top, and found again where it was left.
function keepPlaces(model, el) {
  const places = new Map();
  let moving = false;
  requestAnimationFrame(() => {
    const page = scroller(el);
    page?.addEventListener("scroll", () => moving || places.set(model.place, page.scrollTop));
    model.on("place", () => {
      moving = true;
      requestAnimationFrame(() => {
        if (page) page.scrollTop = places.get(model.place) ?? 0;
        requestAnimationFrame(() => (moving = false));
      });
    });
  });
}

// The part of the page around an element that scrolls.
function scroller(el) {
  for (let at = el; at; at = at.parentNode ?? at.host) {
    if (at instanceof Element && ["auto", "scroll"].includes(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}
