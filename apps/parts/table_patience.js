// Panel's table waits for the end of a scroll by asking again in every turn of the browser's loop. That keeps
// the timer that would end the scroll from ever firing, and the page stands still. Here it asks every 50 ms.
const PAUSE = 50
const TABLE = "panel.models.tabulator.DataTabulator"
const waiting = new WeakSet()

const busy = (view) =>
  view._is_scrolling || view._initializing || view.container === null || view.is_drawing || view._has_active_editor()

async function redraw_when_ready(view) {
  await view.root.ready
  while (view.el.isConnected && busy(view)) {
    await new Promise((resume) => setTimeout(resume, PAUSE))
  }
  waiting.delete(view)
  if (view.el.isConnected) {
    view._resize_redraw()
  }
}

function request_redraw() {
  if (!waiting.has(this)) {
    waiting.add(this)
    void redraw_when_ready(this)
  }
}

export function render({ el }) {
  const views = window.Bokeh.Models.get(TABLE).prototype.default_view.prototype
  if (!("_request_resize_redraw" in views)) {
    throw new Error("Panel's table waits in another way now; see apps/parts/table.py")
  }
  views._request_resize_redraw = request_redraw
  // a table that is on the page already may wait in the old way; with nothing asked of it, it stops
  for (const view of window.Bokeh.index.query((each) => "_request_resize_redraw" in each)) {
    view._resize_pending = false
    view._request_resize_redraw()
  }
  el.hidden = true
}
