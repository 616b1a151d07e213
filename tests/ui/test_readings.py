"""The readings in the real browser: unfolded, chosen, named when folded away, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, show_view

SIZES = [(1440, 900), (1024, 768)]


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    opened = Pilot(lasting_page, served).open()
    opened.choose_preset("PQRS")
    expect(opened.value("big-phi")).to_have_text("397.5")
    opened.page.locator(".readings").get_by_role("button", name="Settings").click()
    return opened


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_choice_says_what_it_means_within_its_column(pilot, width, height):
    pilot.page.set_viewport_size({"width": width, "height": height})
    fold = pilot.page.locator(".readings").bounding_box()
    for hook in ("ties", "state-ties", "candidate-rule"):
        meaning = pilot.page.locator(f".{hook}-means .note")
        expect(meaning).to_contain_text("IIT 4.0 (Albantakis et al. 2023")
        box = meaning.bounding_box()
        assert fold["x"] <= box["x"]
        assert box["x"] + box["width"] <= fold["x"] + fold["width"]
        above = pilot.page.locator(f".{hook}").first.bounding_box()
        assert above["y"] + above["height"] <= box["y"] + 1
    wide, shown = pilot.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= shown


def test_a_chosen_reading_is_computed_named_and_taken_back(pilot):
    pilot.choose("ties", "PyPhi's order (arbitrary)")
    expect(pilot.value("big-phi")).to_have_text("391.2")
    expect(pilot.page.locator(".ties-means .note")).to_contain_text("Findlay et al. 2024")
    expect(pilot.page.locator(".readings")).to_contain_text(
        "Settings · IIT 4.0 (2023) · ties: PyPhi's order (arbitrary)"
    )
    expect(pilot.page.locator(".result-card")).to_contain_text("ties: PyPhi's order (arbitrary)")
    # the fold stays open although its title has changed
    pilot.page.locator(".default-readings button").click()
    expect(pilot.value("big-phi")).to_have_text("397.5")
    expect(pilot.page.locator(".readings")).not_to_contain_text("ties:")
    expect(pilot.page.locator(".default-readings")).to_be_hidden()


def test_what_a_reading_leaves_out_has_no_phi_in_the_table(pilot):
    pilot.choose("candidate-rule", "reachable now")
    show_view(pilot.page, "Complexes")
    expect(pilot.value("left-out-count")).to_have_text("3")
    expect(pilot.value("candidate-count")).to_have_text("12")
    pilot.choose("show", "left out")
    rows = pilot.page.locator(".candidates .tabulator-row")
    expect(rows).to_have_count(3)
    numbers = pilot.page.locator(".candidates .tabulator-row [tabulator-field=phi_s]")
    for at in range(3):
        expect(numbers.nth(at)).to_have_text(re.compile(r"^\s*$"))
