// Tells which unit, edge, distinction or candidate system of the drawing and the tables the pointer is over,
// of Escape anywhere, and of the arrow keys in the table of distinctions.
const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const SETTLE = 25; // ms; a pointer that only passes lights up nothing, and all else takes about 30

const TABLES = { distinctions: "mechanism", candidates: "candidate" };

const named = (row, field) => {
  const name = row.querySelector(`[tabulator-field=${field}]`);
  return name && { [field]: name.textContent.trim() };
};

/** The number of the row that a step from row `now` leads to; -1: none yet. */
export function rowAfter(now, by, count) {
  const from = now < 0 && by < 0 ? count : now;
  return Math.min(Math.max(from + by, 0), count - 1);
}

/** The row that an arrow key leads to, in the order on screen. */
function next(path, by) {
  const at = path.findIndex(
    (node) => node instanceof Element && node.classList.contains("tabulator-tableholder"),
  );
  if (at < 0 || !path.some((node) => node instanceof Element && node.classList.contains("distinctions"))) {
    return null;
  }
  const rows = [...path[at].querySelectorAll(".tabulator-row")];
  const now = rows.findIndex((row) => row.classList.contains("tabulator-selected"));
  return rows[rowAfter(now, by, rows.length)];
}

function thing(event) {
  let row = null;
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue;
    if (node.dataset.edge && node.classList.contains("edge")) return { edge: node.dataset.edge };
    if (node.dataset.mechanism) return { mechanism: node.dataset.mechanism };
    if (node.dataset.unit && node.classList.contains("unit")) return { unit: node.dataset.unit };
    if (node.classList.contains("tabulator-row")) row = node;
    const table = row && Object.keys(TABLES).find((name) => node.classList.contains(name));
    if (table) return named(row, TABLES[table]);
  }
  return null;
}

export function render({ model, el }) {
  el.hidden = true;
  let told = "null";
  let over = "null";
  let timer = 0;
  const tell = () => {
    if (over === told) return;
    told = over;
    model.send_msg({ hover: JSON.parse(over) });
  };
  // Not pointerover: between elements of one shadow tree it does not come up to the document.
  const move = (event) => {
    const found = JSON.stringify(event.pointerType === "touch" || event.buttons ? null : thing(event));
    if (found === over) return;
    over = found;
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE);
  };
  const key = (event) => {
    const by = STEPS[event.key];
    const row = by && next(event.composedPath(), by);
    if (row) {
      event.preventDefault();
      row.scrollIntoView({ block: "nearest" });
      model.send_msg({ pick: named(row, "mechanism") });
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const inside = (node) =>
      node instanceof Element && node.matches("input, textarea, [role=listbox], [role=dialog], [role=menu]");
    if (!event.composedPath().some(inside)) model.send_msg({ escape: true });
  };
  const click = (event) => {
    const glyph = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset.mechanism);
    if (glyph) model.send_msg({ toggle: { mechanism: glyph.dataset.mechanism } });
  };
  document.addEventListener("click", click);
  document.addEventListener("pointermove", move);
  document.addEventListener("keydown", key);
  model.on("remove", () => {
    document.removeEventListener("click", click);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("keydown", key);
  });
}
