"""A network of 117 units in a real browser: opened, stepped, its complexes seen and unfolded."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, show_view


def test_a_computer_of_117_units_is_opened_stepped_and_searched(page, served):
    page.goto(f"{served}/dynamics")
    pilot = Pilot(page, served)
    page.locator(".preset [role=combobox]").click()
    page.locator("li", has_text="Computer that runs PQRS").click()
    expect(page.locator(".ne .unit")).to_have_count(117)
    expect(page.locator(".graph-text")).to_contain_text("an attractor of 72 states")
    for time in (1, 2):
        page.locator(".step-on button").click()
        expect(page.locator(".clock .text")).to_contain_text(f"t = {time}")
    show_view(page, "Complexes")
    expect(pilot.value("complex-count")).to_have_text("23")
    expect(page.locator(".ruled-out")).to_contain_text("23 of ≈ 1.66×10³⁵ sets of units evaluated")


@pytest.mark.slow
def test_its_complexes_are_searched_at_every_change_and_can_be_unfolded(page, served):
    page.goto(f"{served}/complexes")
    pilot = Pilot(page, served)
    pilot.choose_preset("Computer with feedback that runs PQRS")
    expect(pilot.value("complex-count")).to_have_text("12")
    # The table scrolls to the row of the candidate system, so that its first row need not be there.
    page.get_by_role("button", name="Find the complex").click()
    expect(page.locator(".candidates .tabulator-selected")).to_contain_text("ir/0")
    show_view(page, "Explore")
    expect(pilot.value("phi-s").first).to_have_text("2.000")
    pilot.toggle("T0R0")
    expect(pilot.unit("T0R0")).to_have_attribute("aria-checked", "true")
    show_view(page, "Causation")
    expect(pilot.value("links")).to_have_text(re.compile(r"[1-9]"))
    expect(page.locator(".causes button[aria-pressed=true]")).to_have_count(5)
    show_view(page, "Versions")
    expect(page.locator(".versions-table")).to_contain_text("IIT 3.0")
