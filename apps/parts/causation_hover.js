// Tells which unit or edge of the page is under the mouse or has the focus. They are looked at where they are,
// in shadow roots that are open to the page's own listeners.
const PAUSE = 40; // milliseconds: not everything on the way of the mouse is told
// Not pointerover and focusin: those between two elements of one shadow root never leave it.
const NAMES = ["pointermove", "keyup"];

// The labels at t-1 and at t of what a path of elements is about; an empty label stands for any unit.
function about(path) {
  for (const node of path) {
    if (!node.dataset || !node.classList) continue;
    const { unit, edge } = node.dataset;
    if (unit && node.classList.contains("unit")) return [unit, ""];
    if (edge && node.classList.contains("edge")) return edge.replace(/^edge:/, "").split(">");
    if (unit && node.localName === "button") {
      const after = path.some((each) => each.classList?.contains("states-after"));
      return after ? ["", unit] : [unit, ""];
    }
  }
  return [];
}

export function render({ model }) {
  let waiting = 0;
  let said = "";
  const look = (event) => {
    const ends = event.pointerType === "touch" ? [] : about(event.composedPath());
    // A key pressed elsewhere is none of the drawing's business.
    if (String(ends) === said || (!ends.length && event.type === "keyup")) return;
    said = String(ends);
    clearTimeout(waiting);
    waiting = setTimeout(() => model.send_msg({ ends }), PAUSE);
  };
  for (const name of NAMES) document.addEventListener(name, look, true);
  model.on("remove", () => {
    for (const name of NAMES) document.removeEventListener(name, look, true);
  });
}
