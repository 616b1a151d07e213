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
    expect(title).to_contain_text("Concept a: φ = 0.2059")
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


def test_a_state_is_picked_in_a_curve_lit_in_all_and_put_into_the_network(pilot):
    page = pilot.page
    rows, put = page.locator(".states-list tr[data-row]"), page.locator(".put-state button")
    expect(rows).to_have_count(8)
    expect(page.locator(".states-text")).to_contain_text("all states of")
    expect(put).to_be_disabled()
    rows.nth(3).click()
    expect(rows.nth(3)).to_have_attribute("aria-selected", "true")
    expect(put).to_have_text("Put state ABc into the network")
    put.click()
    expect(put).to_be_disabled()
    expect(rows.nth(3)).to_contain_text("now")
    expect(page.locator("table.versions caption")).to_have_text("AB")
    page.keyboard.press("Control+z")
    expect(page.locator("table.versions caption")).to_have_text("aB")
    # the curves take a tap too: the second state stands at three sixteenths of the axis
    box = page.locator(".states-pane .bk-Figure").nth(2).bounding_box()
    assert box
    page.mouse.click(box["x"] + 64 + (box["width"] - 70) * 3 / 16, box["y"] + box["height"] / 2)
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")


def test_all_states_of_five_units_are_offered_and_can_be_stopped(pilot):
    weights = [[0.1 * ((3 * i + 5 * j) % 7) - 0.2 for j in range(6)] for i in range(6)]
    content = Substrate.from_weights(weights, 1.0).to_dict() | {"state": dict.fromkeys("ABCDEF", 0)}
    pilot.open_file("six.json", json.dumps(content).encode())
    offer = pilot.page.locator(".job-bar").last
    expect(offer).to_contain_text("64 states of 6 units: IIT 3.0 takes about")
    offer.locator(".run button").click()
    expect(offer).to_contain_text("states 0%")
    offer.locator(".cancel button").click()
    expect(offer).to_contain_text("Cancelled; nothing is lost.")


@pytest.mark.slow
def test_the_chosen_axes_come_back_after_a_reload(pilot):
    page = pilot.page
    text = page.locator(".constellation-text")
    expect(text).to_contain_text("moves")
    pilot.choose("axis-1", "past AB")
    expect(text.locator(".said-all")).to_contain_text("past AB")
    pilot.settled()
    page.wait_for_timeout(1_500)  # what is kept is written after the results
    page.reload()
    expect(page.locator(".constellation-text .said-all")).to_contain_text("past AB")


def test_the_drawing_has_the_cut_of_the_chosen_version(pilot):
    drawing = pilot.page.locator(".ne svg[role=application]")
    expect(drawing).to_contain_text("IIT 3.0")
    pilot.page.locator(".drawn-cut button", has_text="2023").click()
    expect(drawing).to_contain_text("IIT 4.0 (2023)")
    expect(drawing).not_to_contain_text("IIT 3.0")
