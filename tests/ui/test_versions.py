"""The versions page in a real browser: which version says what, and where its numbers go."""

import json
import re

import pytest
from playwright.sync_api import expect

from engine import iit3, unfold
from engine.substrate.substrate import Substrate
from pilot import Pilot
from viz.numbers import number


class VersionsPilot(Pilot):
    """A hand on the versions page."""

    def open(self, path="/versions"):
        self.page.goto(self.base + path)
        expect(self.page.locator(".versions-table table.versions")).to_be_visible()
        return self

    def value(self, column):
        return self.page.locator("table.versions .values td .value").nth(column)


@pytest.fixture
def pilot(page, served):
    return VersionsPilot(page, served).open()


def test_each_version_has_its_number_and_the_page_says_why_they_differ(pilot):
    expect(pilot.value(1)).to_have_text("0.1719")
    expect(pilot.page.locator(".why-differ")).to_contain_text("The complexes differ")
    before = pilot.value(0).inner_text()
    pilot.toggle("A")
    expect(pilot.value(0)).not_to_have_text(before)


def test_a_file_is_compared_and_taken_away(pilot):
    network = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
    content = network.to_dict() | {"state": {"A": 1, "B": 0, "C": 0}}
    pilot.open_file("basic.json", json.dumps(content).encode())
    state = (1, 0, 0)
    expect(pilot.value(0)).to_have_text(number(iit3.unfold(network, state).big_phi, 4))
    expect(pilot.value(1)).to_have_text(number(unfold(network, state).phi_s, 4))
    expect(pilot.value(2)).to_have_text("0")
    expect(pilot.page.locator(".why-differ")).to_contain_text("deterministic")
    expect(pilot.page.locator("table.concepts tbody tr")).to_have_count(
        len(iit3.unfold(network, state).concepts)
    )
    total = pilot.page.locator("table.moves tbody tr").last
    expect(total).to_contain_text(number(iit3.unfold(network, state).big_phi, 4))


def test_a_concept_is_picked_by_keyboard_and_its_repertoires_follow(pilot):
    rows = pilot.page.locator(".concept-list tr[data-row]")
    title = pilot.page.locator(".concept-title")
    expect(rows).to_have_count(3)
    expect(title).to_contain_text("Concept B: φ = 0.427")  # the one of largest φ
    rows.first.focus()
    pilot.page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    expect(rows.nth(1)).to_have_class(re.compile("hovered"))
    pilot.page.keyboard.press("ArrowUp")
    pilot.page.keyboard.press("Enter")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    expect(title).to_contain_text("Concept a: φ = 0.206")
    expect(pilot.page.locator(".concept-partition").first).to_contain_text("past: p(B | a)")
    rows.nth(2).click()
    expect(rows.nth(2)).to_have_attribute("aria-selected", "true")
    expect(rows.first).to_have_attribute("aria-selected", "false")
    expect(title).to_contain_text("Concept aB")


def test_the_constellation_is_seen_before_and_under_the_cut(pilot):
    text = pilot.page.locator(".constellation-text")
    expect(text).to_contain_text("summed over 5 moves")
    pilot.page.locator(".moment button", has_text="before").click()
    expect(text).not_to_contain_text("moves")
    pilot.page.locator(".moment button", has_text="under").click()
    expect(text).to_contain_text("under the cut")
