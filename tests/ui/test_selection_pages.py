"""One selection on the pages beside the explore page: candidates and states light up in every view."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot

# What the glyphs of this name hold, for each plot that has one.
DRAWN = """([name, column]) => Bokeh.index.query((view) => view.canvas_view).map((plot) => {
  const drawn = plot.model.renderers.find((each) => each.name === name)
  if (drawn == null) return null
  const data = drawn.data_source.data
  const values = data instanceof Map ? data.get(column) : data[column]
  return values == null ? null : [...values]
}).filter((each) => each !== null)"""
COUNTED = f"(wanted) => ({DRAWN})([wanted[0], wanted[1]]).map((each) => each.length).join() === wanted[2]"


class Wide(Pilot):
    """A hand on a page that has no Φ."""

    def open(self, path: str) -> "Wide":
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        self.settled()
        return self

    def put_back(self):
        self.page.mouse.move(2, 2)
        self.page.keyboard.press("Escape")

    def lit(self, glyph: str, column: str, counts: str) -> None:
        """Wait until the plots with these glyphs have so many of them."""
        self.page.wait_for_function(COUNTED, arg=[glyph, column, counts])

    def lit_candidates(self):
        return self.page.locator(".candidates .tabulator-row.lit [tabulator-field=candidate]")


@pytest.fixture(scope="module")
def page(lasting_page):
    lasting_page.set_viewport_size({"width": 1280, "height": 1700})
    return lasting_page


@pytest.fixture(scope="module")
def complexes(page, served):
    pilot = Wide(page, served).open("/complexes")
    expect(page.locator(".candidates .tabulator-row")).to_have_count(7)
    return pilot


def test_a_candidate_lights_up_in_lattice_table_and_drawing(complexes):
    complexes.page.locator(".candidates .tabulator-row").filter(has_text="excluded by C").hover()
    expect(complexes.lit_candidates()).to_have_text(["aBC"])
    complexes.lit("lit", "x", "1")
    for label in "ABC":
        expect(complexes.unit(label)).to_have_class(re.compile("marked"))
    # the lowest row of the lattice is drawn first: a, B, C
    complexes.page.mouse.move(*complexes.places("dots")[2])
    expect(complexes.lit_candidates()).to_have_text(["C"])
    expect(complexes.unit("C")).to_have_class(re.compile("marked"))
    expect(complexes.unit("A")).not_to_have_class(re.compile("marked"))
    complexes.page.mouse.move(2, 2)
    expect(complexes.lit_candidates()).to_have_count(0)


def test_a_unit_of_the_drawing_lights_the_candidates_that_hold_it(complexes):
    complexes.unit("C").hover()
    expect(complexes.lit_candidates()).to_have_text(["C", "aBC", "aC", "BC"])
    complexes.lit("lit", "x", "4")
    complexes.edge("A", "C").hover()
    expect(complexes.lit_candidates()).to_have_text(["aBC", "aC"])


def test_a_picked_candidate_stays_lit_until_escape(complexes):
    row = complexes.page.locator(".candidates .tabulator-row").filter(has_text="excluded by C")
    row.click()
    complexes.page.mouse.move(2, 2)
    expect(complexes.page.locator(".picked-candidate .picked")).to_contain_text("aBC: φs = 0.1339")
    expect(complexes.lit_candidates()).to_have_text(["aBC"])
    complexes.put_back()
    expect(complexes.lit_candidates()).to_have_count(0)
    complexes.lit("lit", "x", "0")
    # the candidate system is the document's and stays
    expect(complexes.page.locator(".candidates .tabulator-selected")).to_contain_text("aBC")


@pytest.fixture(scope="module")
def dynamics(page, served):
    pilot = Wide(page, served).open("/dynamics")
    pilot.choose_preset("Rule 110 on a ring of three")
    pilot.page.get_by_text("Over all states").click()
    expect(pilot.page.locator(".curve-text")).to_have_attribute("aria-label", re.compile("Φ over state"))
    return pilot


def test_a_state_lights_up_in_graph_raster_and_curves(dynamics):
    dynamics.page.mouse.move(*dynamics.places("states")[5])
    # AbC is the present state: once in the raster, once in each curve
    dynamics.lit("lit", "x", "1,1,1,1")
    dynamics.lit("lit", "left", "1")
    dynamics.page.mouse.move(*dynamics.places("states")[1])
    dynamics.lit("lit", "left", "0")
    dynamics.lit("lit", "x", "1,1,1,1")
    dynamics.page.mouse.move(2, 2)
    dynamics.lit("lit", "x", "0,0,0,0")


def test_points_and_columns_light_the_state_too(dynamics):
    dynamics.page.mouse.move(*dynamics.places("gaps")[0])
    dynamics.lit("lit", "x", "1,1,1,1")
    dynamics.page.mouse.move(*dynamics.places("cells")[0])
    dynamics.lit("lit", "left", "1")
    dynamics.lit("lit", "x", "1,1,1,1")
    dynamics.page.mouse.move(2, 2)
    dynamics.lit("lit", "x", "0,0,0,0")


def test_a_tapped_state_stays_lit_until_escape(dynamics):
    dynamics.page.mouse.click(*dynamics.places("states")[3])
    expect(dynamics.page.locator(".state input")).to_have_value("ABc")
    dynamics.page.mouse.move(2, 2)
    dynamics.lit("lit", "x", "1,1,1,1")
    dynamics.page.locator(".step-on button").click()
    dynamics.lit("lit", "left", "1")
    dynamics.put_back()
    dynamics.lit("lit", "x", "0,0,0,0")
    dynamics.lit("lit", "left", "0")
