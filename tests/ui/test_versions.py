"""The versions page in a real browser: which version says what, and where its numbers go."""

import json

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
