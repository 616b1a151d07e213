"""The grain page in a real browser: which grain has more, units that are made by hand, the search."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, grave, show_view


class GrainPilot(Pilot):
    """A hand on the grain page."""

    def open(self, path="/grain"):
        self.page.goto(self.base + path)
        expect(self.value("grain-macro")).to_have_text(re.compile(r"\d"))
        return self

    def said(self):
        return self.page.locator(".grain-header .said")

    def board(self, key):
        """A control of the board."""
        return self.page.locator(f".grain-board [data-key='{key}']")


@pytest.fixture
def pilot(page, served):
    return GrainPilot(page, served)


def test_the_page_opens_with_an_example_and_says_which_grain_has_more(pilot):
    pilot.open()
    expect(pilot.value("grain-macro")).to_have_text("1.004")
    expect(pilot.value("grain-micro")).to_have_text("0.0441")
    expect(pilot.said()).to_contain_text("these units have more")
    expect(pilot.page.locator(".ne .region.macro path")).to_have_count(2)


@pytest.mark.slow
def test_from_the_example_to_the_answer_in_three_clicks(pilot):
    page = pilot.page
    Pilot(page, pilot.base).open(inside=False)
    page.locator(".preset [role=combobox]").click()
    page.locator("li", has_text="Coarse-grained four").first.click()
    show_view(page, "Grain")
    expect(pilot.value("grain-macro")).to_have_text("1.004")
    expect(pilot.value("grain-micro")).to_have_text("0.0441")
    expect(pilot.said()).to_contain_text(
        "As these units 1.004, as micro units 0.0441 (AB): these units have more."
    )
    assert not grave(page)


@pytest.mark.slow
def test_units_are_framed_in_the_drawing_and_made_flipped_and_undone(pilot):
    pilot.open()
    page = pilot.page
    pilot.board("split α").click()
    pilot.board("split β").click()
    expect(page.locator(".why .reason").first).to_contain_text("There are no macro units yet")
    (ax, ay), (bx, by) = pilot.centre("A"), pilot.centre("B")
    radius = 50
    page.mouse.move(ax - radius, min(ay, by) - radius)
    page.mouse.down()
    page.mouse.move(bx + radius, max(ay, by) + radius, steps=6)
    page.mouse.up()
    expect(pilot.board("pick A")).to_have_attribute("aria-pressed", "true")
    expect(pilot.board("pick B")).to_have_attribute("aria-pressed", "true")
    expect(pilot.board("pick C")).to_have_attribute("aria-pressed", "false")
    pilot.board("make").click()
    expect(page.locator(".grain-board .units li")).to_have_count(3)
    expect(pilot.board("choose α")).to_contain_text("α = AND(AB)")
    pilot.board("flip 1").focus()
    page.keyboard.press("Enter")
    expect(pilot.board("flip 1")).to_have_text("ON")
    expect(pilot.board("flip 1")).to_be_focused()
    page.locator(".undo button").click()
    expect(pilot.board("flip 1")).to_have_text("OFF")
    pilot.board("preset any").click()
    expect(pilot.board("choose α")).to_contain_text("α = OR(AB)")
    pilot.board("tau 1").click()
    expect(page.locator(".grain-board .history .note")).to_contain_text("Assumed constant")
    pilot.board("past 1 A").click()
    expect(page.locator(".grain-board .history .note")).to_contain_text("Set by hand")
    pilot.toggle("C")
    expect(pilot.message()).to_contain_text("assumed constant again")
    page.reload()
    expect(pilot.board("choose α")).to_contain_text("2 updates")


@pytest.mark.slow
def test_a_dot_and_a_row_go_into_the_network(pilot):
    pilot.open()
    page = pilot.page
    rows = page.locator(".grain-systems .tabulator-row")
    expect(rows.first).to_contain_text("{AND(AB), AND(CD)}")
    rows.filter(has_text="{OR(AB), OR(CD)}").click()
    expect(pilot.value("grain-macro")).to_have_text("0.2070")
    page.locator(".grain-space-pane").scroll_into_view_if_needed()
    x, y = max(pilot.places("ring"), key=lambda place: -place[1])
    page.mouse.move(x - 3, y)
    page.mouse.click(x, y)
    expect(pilot.value("grain-macro")).to_have_text("1.004")


@pytest.mark.slow
def test_a_long_search_is_counted_first_and_stops_at_once(pilot):
    pilot.open()
    page = pilot.page
    pilot.choose_preset("Two black boxes")
    expect(pilot.value("grain-macro")).to_have_text("1.118")
    expect(page.locator(".grain-board .verdict").first).to_contain_text(
        "ABCD is not a unit of its own: φₛ 0.0300, but {AND(AB), C, D} inside it has 0.0498."
    )
    page.locator(".within button", has_text="micro units alone").click()
    expect(page.locator(".grain-board .verdict").first).to_contain_text("ABCD is a unit of its own")
    note = page.locator(".grain-search .job-note .text", has_text="systems of units of any grain")
    expect(note).to_be_visible()
    page.locator(".grain-search .run button:visible").click()
    page.locator(".grain-search .cancel button:visible").click()
    expect(page.locator(".grain-search .job-note .text", has_text="Cancelled")).to_be_visible()
