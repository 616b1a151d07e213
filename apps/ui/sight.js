// Bringing a part of the page into sight, wherever in its shadow roots it stands.
const BUILDING = 8000; // ms that a view may take to be built
const FRAME = { outline: "3px solid var(--phi-focus)", outlineOffset: "3px" };
const FRAMED = 4000; // ms

// The first visible element of a class.
export function deep(root, hook) {
  for (const node of root.querySelectorAll("*")) {
    if (node.classList.contains(hook) && node.getClientRects().length > 0) return node;
    const inner = node.shadowRoot && deep(node.shadowRoot, hook);
    if (inner) return inner;
  }
  return undefined;
}

// Scroll to the part of a class, and frame it for a moment.
export function lightUp(hook, until = performance.now() + BUILDING) {
  const node = deep(document, hook);
  if (!node) {
    if (performance.now() < until) setTimeout(() => lightUp(hook, until), 100);
    return;
  }
  node.scrollIntoView({ block: "nearest" });
  node.dataset.lit = "";
  node.animate([FRAME, FRAME], FRAMED).finished.finally(() => delete node.dataset.lit);
}

// Back to the top of the page, whichever part of it scrolls.
export function scrollUp(node) {
  for (let at = node; at; at = at.parentNode ?? at.host) if (at.scrollTop > 0) at.scrollTop = 0;
}
