"""What is picked, cut and turned on screen is what the figures of the real app show."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from pilot import Pilot
from signs import soon

TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    return Pilot(lasting_page, served).open()


def printed(pilot, what):
    """All text of a figure without spaces, taken from the export menu."""
    nodes = ElementTree.fromstring(pilot.take(what, "SVG")).iter(TEXT)
    return "".join(re.sub(r"\s", "", "".join(node.itertext())) for node in nodes)


@pytest.mark.slow
def test_the_structure_in_space_is_printed_as_it_is_turned(pilot):
    assert "azimuth29°,elevation17°" in printed(pilot, "Φ-structure in 3-D")
    pilot.page.locator(".plane-or-space button", has_text="3-D").click()
    drawn_or_not = pilot.page.locator(".structure-space .stage[data-view], .no-space .sorry")
    expect(drawn_or_not.first).to_be_visible()
    stage = pilot.page.locator(".structure-space .stage[data-view]")
    if stage.count() == 0:
        return
    stage.focus()
    for _ in range(4):
        pilot.page.keyboard.press("ArrowRight")
    pilot.page.keyboard.press("ArrowUp")
    expect(stage).to_have_attribute("data-view", re.compile(r"^1\.024 0\.431"))
    # the browser tells when nothing has moved for a while
    soon(
        pilot.page,
        lambda: printed(pilot, "Φ-structure in 3-D"),
        lambda text: "azimuth59°,elevation25°" in text,
    )
    pilot.page.locator(".plane-or-space button", has_text="2-D").click()


@pytest.mark.slow
def test_a_cut_is_printed_as_it_was_made(pilot):
    pilot.take_away()
    pilot.choose("export-what", "Your own cut")
    pilot.page.locator(".export-download button").click()
    expect(pilot.message()).to_contain_text("make a cut of your own with the scissors first")
    pilot.page.locator(".repertoire-pane .bk-tab", has_text="Scissors").click()
    sheet = pilot.page.locator(".cutting-room")
    sheet.get_by_role("button", name="B to A: cut it").press("Enter")
    expect(sheet.locator(".said").first).to_have_text("Your cut: φ = 0.526 ibits.")
    said = printed(pilot, "Your own cut")
    assert "Yourcut:φ=0.526ibits." in said
    assert "Theminimumpartition" not in said
    sheet.get_by_role("button", name="Reveal").click()
    expect(sheet.locator(".verdict")).to_be_visible()
    assert "TheminimumpartitionofaB" in printed(pilot, "Your own cut")


@pytest.mark.slow
def test_the_fold_of_what_is_picked(pilot):
    pilot.unit("A").scroll_into_view_if_needed()
    pilot.row("B").click()
    expect(pilot.lit_rows()).to_have_text(["B"])
    assert "Φ-foldofB:" in printed(pilot, "Φ-fold")
    pilot.toggle("A")
    assert "ofA:1relation(1self)" in printed(pilot, "Φ-fold")
    pilot.toggle("A")


@pytest.mark.slow
def test_the_page_of_relations_on_show(pilot):
    assert "self:1to" in printed(pilot, "Relations")
    pilot.page.locator(".part-tabs .bk-tab", has_text="Relations").click()
    pilot.page.locator(".degree [role=combobox]").click()
    pilot.page.locator("li", has_text="of 3:").click()
    expect(pilot.page.locator(".where")).to_have_text("1 to 1 of 1")
    assert "of3:1to1of1" in printed(pilot, "Relations")
    pilot.page.locator(".part-tabs .bk-tab", has_text="Distinctions").click()


@pytest.mark.slow
def test_why_zero(pilot):
    pilot.choose_preset("Fig 8, system 3: a counter")
    assert "AhasnoinputfromBC" in printed(pilot, "Why φₛ is 0")
    pilot.choose_preset("The example of the IIT 4.0 paper")
