"""The script of the tables, with the table it was written for and with another, whose own way then stays."""

from pathlib import Path

import pytest

from pilot import Pilot
from signs import soon

SCRIPT = Path(__file__).parents[2] / "apps/ui/table_widget.js"
TABLE = """
class Table {
  _request_resize_redraw() {} _resize_redraw() {} _has_active_editor() {} restore_scroll() {} tableBuilt() {}
  setData() {} postUpdate() {}
}
const other = class Other { tableBuilt() {} };
const views = known ? Table : other;
const before = views.prototype._request_resize_redraw, built = views.prototype.tableBuilt;
window.Bokeh = {
  Models: { get: () => ({ prototype: { default_view: views } }) },
  index: { query: () => [] },
};
m.render({ model: { patient }, el: document.createElement("div") });
return [views.prototype._request_resize_redraw !== before, views.prototype.tableBuilt !== built];
"""


@pytest.mark.parametrize(
    ("known", "patient", "repaired"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_table_waits_in_its_own_way_where_the_repair_does_not_fit(page, known, patient, repaired):
    said = []
    page.on("console", lambda line: said.append(line.text))
    load = "const m = await import(URL.createObjectURL(new Blob([src], {type: 'text/javascript'})));"
    run = f"async ([src, known, patient]) => {{ {load} {TABLE} }}"
    waits, named = page.evaluate(run, [SCRIPT.read_text("utf-8"), known, patient])
    assert waits == repaired
    assert named
    assert bool(said) != repaired


# A part of the page says for ever that it is being drawn; the type becomes larger meanwhile.
UNDRAWN = """() => {
  const [table] = Bokeh.index.query((view) => view.model.css_classes?.includes?.("distinctions"));
  table.root._await_ready(new Promise(() => {}));
}"""


def test_a_table_is_fitted_where_a_part_of_the_page_is_never_drawn(page, served):
    pilot = Pilot(page, served).open()
    pilot.settled()
    page.evaluate(UNDRAWN)
    heading = page.locator(".distinctions .tabulator-headers")
    before = heading.bounding_box()["height"]
    page.locator(".lecture button").click()
    soon(page, lambda: heading.bounding_box()["height"], lambda height: height > before)
