"""The script of the tables, with the table it was written for and with another, whose own way then stays."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from apps.ui.scripts import script
from pilot import Pilot
from signs import soon

SCRIPT = Path(__file__).parents[2] / "apps/ui/table_widget.js"
TABLE = """
class Table {
  _request_resize_redraw() {} _resize_redraw() {} _has_active_editor() {} restore_scroll() {} tableBuilt() {}
  setData() {} setSelection() {} postUpdate() {}
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
    waits, named = page.evaluate(run, [script(SCRIPT), known, patient])
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


# What a table of the page shows only in part: words of its heading, and numbers.
CUT = """() => {
  const deep = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
  const [table] = deep(document).filter((each) => each.classList.contains("distinctions"));
  return deep(table.shadowRoot)
    .filter((each) => each.matches("[tabulator-field] .tabulator-col-title, .tabulator-cell[style*='right']"))
    .filter((each) => each.scrollWidth > each.clientWidth)
    .map((each) => each.textContent);
}"""


@pytest.mark.slow
def test_no_number_and_no_word_of_a_heading_is_cut_off_in_the_type_of_a_lecture(page, served):
    page.set_viewport_size({"width": 1440, "height": 900})
    pilot = Pilot(page, served).open()
    pilot.to_table()
    page.locator(".lecture button").click()
    expect(page.locator("html")).to_have_attribute("style", re.compile("font-size: 135%"))
    soon(page, lambda: page.evaluate(CUT), lambda cut: not cut)
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    title = page.locator(".distinctions .tabulator-col-title", has_text="Mechanism")
    assert title.bounding_box()["height"] < 1.6 * size, "the word is broken"
