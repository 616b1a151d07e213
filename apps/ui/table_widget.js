import { narrow, widen } from "./table_widths.js";

// What Panel's tables lack: patience, parts that a screen reader understands, and the arrow keys.
const TABLE = "panel.models.tabulator.DataTabulator";

// A table waits for the end of a scroll by asking again in every turn of the browser's loop. That keeps the
// timer that would end the scroll from ever firing, and the page stands still. Here it asks every 50 ms.
const PAUSE = 50;
// The page says that all of it is drawn by a promise that may stay open for ever: a component that is drawn again
// before it is there forgets to keep the first one. From then on no table was fitted to its place.
const PATIENCE = 100;
const pause = (time) => new Promise((resume) => setTimeout(resume, time));
const waiting = new WeakSet();
const unseen = new WeakSet(); // tables out of sight: a row picked meanwhile is scrolled to when they are back

const busy = (view) =>
  view._is_scrolling ||
  view._initializing ||
  view.container === null ||
  view.is_drawing ||
  view._has_active_editor();

async function redrawWhenReady(view) {
  await Promise.race([view.root.ready, pause(PATIENCE)]);
  while (view.el.isConnected && busy(view)) await pause(PAUSE);
  waiting.delete(view);
  if (!view.el.isConnected) {
    return;
  }
  view._resize_redraw();
  if (view.container?.clientHeight > 0 && unseen.delete(view)) {
    // The table first goes back to where it was scrolled to, two frames later.
    afterFrames(4, () => reveal(view));
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

// A row that is lit is scrolled to, and for that the table takes its rows out and puts them back. A browser knows
// of no click where that happens between press and release: one in nine clicks on a row just pointed at was lost.
const heeded = new WeakSet();

function heed(view) {
  if (heeded.has(view)) {
    return;
  }
  heeded.add(view);
  let pressed = null;
  let missing = 0;
  const hear = (kind, act) => view.shadow_el.addEventListener(kind, act, true);
  hear("pointerdown", (event) => (pressed = placeOf(view, event)));
  hear("pointerup", (event) => {
    const here = placeOf(view, event);
    // The click of a mouse comes before anything else happens, that of a finger later.
    if (event.pointerType === "mouse" && isSame(pressed, here)) missing = setTimeout(() => here.cell.click());
    pressed = null;
  });
  hear("click", () => clearTimeout(missing));
}

function placeOf(view, event) {
  const cell = event.composedPath().find((node) => node.classList?.contains("tabulator-cell"));
  const element = cell?.closest(".tabulator-row");
  const row = view.tabulator.getRows("visible").find((each) => each.getElement() === element);
  return row && { cell, row: row.getData()._index, field: cell.getAttribute("tabulator-field") };
}

// Whether a press and a release are on one cell.
export function isSame(pressed, here) {
  return Boolean(pressed && here && pressed.row === here.row && pressed.field === here.field);
}

// A table that was out of sight when one of its rows was picked has not scrolled there, and may not even have
// drawn the row.
function reveal(view) {
  const [picked] = view.model.source.selected.indices;
  if (picked !== undefined) {
    setTimeout(() => view.tabulator?.scrollToRow(picked, "nearest", false).catch(() => {}));
  }
}

function afterFrames(count, act) {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, act) : act()));
}

// Panel forgets a change of width that comes while a table is being drawn: its columns stayed wider than its place.
function watchSize(view) {
  let width = 0;
  new ResizeObserver(() => {
    if (view.el.offsetHeight === 0) unseen.add(view);
    else if (view.el.offsetWidth !== width) {
      width = view.el.offsetWidth;
      view._request_resize_redraw?.();
    }
  }).observe(view.el);
}

// A row picked while the table is being made is put off, and Panel may not come back to it.
async function pickWhenReady(view) {
  while (view.el.isConnected && view._initializing) {
    await pause(PAUSE);
  }
  if (view.el.isConnected && view._selection_pending) {
    view.setSelection();
  }
}

// Rows that come while a table is being made are dropped: it showed those before a filter for good.
const missed = new WeakSet();

export function keepRows(views) {
  const { setData } = views;
  if (setData.careful) return;
  views.setData = function () {
    if (this._initializing || this._building) missed.add(this);
    return setData.call(this);
  };
  views.setData.careful = true;
}

export function catchUp(view) {
  if (missed.delete(view)) void view.setData().then(() => view.postUpdate());
}

const followed = new WeakSet();

function follow(view) {
  const table = view.tabulator;
  if (table == null || followed.has(table)) {
    return;
  }
  followed.add(table);
  heed(view);
  reveal(view);
  watchSize(view);
  view.connect(view.model.properties.tags.change, () => light(view));
  view.connect(view.model.source.selected.properties.indices.change, () => void pickWhenReady(view));
  void pickWhenReady(view);
  for (const moved of ["renderComplete", "scrollVertical"]) {
    table.on(moved, () => light(view));
  }
  table.on("renderComplete", () => table.initialized && widen(table) && view._request_resize_redraw());
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

// A table that is made anew in the frame before has nothing to scroll yet.
function restoreScroll(horizontal = true, vertical = true) {
  const place = { behavior: "instant" };
  if (vertical) place.top = this._lastVerticalScrollbarTopPosition;
  if (horizontal) place.left = this._lastHorizontalScrollbarLeftPosition;
  requestAnimationFrame(() => {
    const rows = this.tabulator?.rowManager?.element;
    if (rows == null) return;
    this._updating_scroll = true;
    rows.scrollTo(place);
    this._updating_scroll = false;
  });
}

// A table keeps the widths and the height of its heading; in larger type its titles need others. It may be
// drawing just then, and so it is asked to wait for the end of that.
function watchType(tables) {
  const probe = document.createElement("div");
  probe.style = "position: absolute; visibility: hidden; width: 1rem; height: 1rem";
  document.body.append(probe);
  let size = probe.offsetWidth;
  new ResizeObserver(() => {
    if (probe.offsetWidth === size) return;
    size = probe.offsetWidth;
    for (const view of tables()) {
      if (view.tabulator?.initialized) narrow(view.tabulator);
      view._request_resize_redraw();
    }
  }).observe(probe);
}

// Of many rows that are picked together the table goes to the first: it went to each in turn, and of 95 rows of
// 8 units stood still for a second.
export function scrollOnce(views) {
  const { setSelection } = views;
  if (setSelection.once) return;
  views.setSelection = function () {
    const { tabulator, model: shown } = this;
    const [first] = shown.source.selected.indices;
    if (tabulator != null) {
      const { scrollToRow } = Object.getPrototypeOf(tabulator);
      tabulator.scrollToRow = async (index, ...how) =>
        index === first ? scrollToRow.call(tabulator, index, ...how) : undefined;
    }
    try {
      setSelection.call(this);
    } finally {
      delete tabulator?.scrollToRow;
    }
  };
  views.setSelection.once = true;
}

const WAITS = [
  "_request_resize_redraw",
  "_resize_redraw",
  "_has_active_editor",
  "restore_scroll",
  "setData",
  "setSelection",
  "postUpdate",
];

export function render({ model, el }) {
  const views = window.Bokeh.Models.get(TABLE).prototype.default_view.prototype;
  const patient = model.patient && WAITS.every((name) => typeof views[name] === "function");
  if (patient) {
    views._request_resize_redraw = requestRedraw;
    views.restore_scroll = restoreScroll;
    keepRows(views);
    scrollOnce(views);
  } else {
    console.warn("Panel's table waits in another way now; see apps/ui/table_widget.py");
  }
  const built = views.tableBuilt;
  if (built && !built.careful) {
    views.tableBuilt = function () {
      built.call(this);
      nameParts(this);
      follow(this);
      catchUp(this);
    };
    views.tableBuilt.careful = true;
  }
  const tables = () => window.Bokeh.index.query((each) => each instanceof views.constructor);
  if (patient) watchType(tables);
  for (const view of tables()) {
    // a table that is on the page already may wait in the old way; with nothing asked of it, it stops
    if (patient) {
      view._resize_pending = false;
      view._request_resize_redraw();
    }
    nameParts(view);
    follow(view);
  }
  el.hidden = true;
}
