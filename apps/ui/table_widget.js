// What Panel's tables lack: patience, parts that a screen reader understands, and the arrow keys.
const TABLE = "panel.models.tabulator.DataTabulator";

// A table waits for the end of a scroll by asking again in every turn of the browser's loop. That keeps the
// timer that would end the scroll from ever firing, and the page stands still. Here it asks every 50 ms.
const PAUSE = 50;
const waiting = new WeakSet();

const busy = (view) =>
  view._is_scrolling ||
  view._initializing ||
  view.container === null ||
  view.is_drawing ||
  view._has_active_editor();

async function redrawWhenReady(view) {
  await view.root.ready;
  while (view.el.isConnected && busy(view)) {
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  waiting.delete(view);
  if (view.el.isConnected) {
    view._resize_redraw();
  }
}

function requestRedraw() {
  if (!waiting.has(this)) {
    waiting.add(this);
    void redrawWhenReady(this);
  }
}

// A grid holds groups of rows; the part that scrolls stands between them without a role.
function nameParts(view) {
  const grid = view.shadow_el.querySelector("[role=grid]");
  const scrolled = grid?.querySelector(".tabulator-tableholder");
  if (scrolled == null || scrolled.getAttribute("role") === "rowgroup") {
    return;
  }
  scrolled.setAttribute("role", "rowgroup");
  scrolled.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
  grid.removeAttribute("aria-owns");
  const name = view.model.tags.find((tag) => tag?.label)?.label;
  if (name) {
    grid.setAttribute("aria-label", name);
  }
  scrolled.addEventListener("keydown", (event) => step(view, event));
}

// Rows that the page's selection lights; the table makes its rows anew as it scrolls.
function light(view) {
  if (!view.tabulator.initialized) {
    return;
  }
  const lit = new Set(view.model.tags.find((tag) => tag?.lit)?.lit);
  for (const row of view.tabulator.getRows("visible")) {
    row.getElement().classList.toggle("lit", lit.has(row.getData()._index));
  }
}

const followed = new WeakSet();

function follow(view) {
  const table = view.tabulator;
  if (table == null || followed.has(table)) {
    return;
  }
  followed.add(table);
  view.connect(view.model.properties.tags.change, () => light(view));
  for (const moved of ["renderComplete", "scrollVertical"]) {
    table.on(moved, () => light(view));
  }
  light(view);
}

const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

function step(view, event) {
  const by = STEPS[event.key];
  if (by === undefined || view.model.select_mode === false) {
    return;
  }
  const rows = view.tabulator.getRows("active");
  if (rows.length === 0) {
    return;
  }
  event.preventDefault();
  const picked = view.model.source.selected.indices[0];
  const at = rows.findIndex((row) => row.getData()._index === picked);
  const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  view.model.source.selected.indices = [row.getData()._index];
  void row.scrollTo("nearest", false);
}

export function render({ el }) {
  const views = window.Bokeh.Models.get(TABLE).prototype.default_view.prototype;
  if (!("_request_resize_redraw" in views)) {
    throw new Error("Panel's table waits in another way now; see apps/ui/table_widget.py");
  }
  views._request_resize_redraw = requestRedraw;
  const built = views.tableBuilt;
  if (!built.careful) {
    views.tableBuilt = function () {
      built.call(this);
      nameParts(this);
      follow(this);
    };
    views.tableBuilt.careful = true;
  }
  // a table that is on the page already may wait in the old way; with nothing asked of it, it stops
  for (const view of window.Bokeh.index.query((each) => "_request_resize_redraw" in each)) {
    view._resize_pending = false;
    view._request_resize_redraw();
    nameParts(view);
    follow(view);
  }
  el.hidden = true;
}
