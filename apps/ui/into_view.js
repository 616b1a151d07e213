// Brings what stands below it into sight when the server asks for it.
export function render({ model, el }) {
  el.hidden = true;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  model.on("asked", () => {
    const below = el.getRootNode().host?.nextElementSibling;
    // What is new is laid out in the next frames.
    setTimeout(
      () => below?.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" }),
      150,
    );
  });
}
