"""The dynamics page in a real browser: steps, play, the graph, and curves that lead somewhere."""

import csv
import io
import itertools
import re

import pytest
from playwright.sync_api import expect

from apps.document.examples import NETWORKS
from engine import unfold
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate
from pilot import Pilot


class DynamicsPilot(Pilot):
    """A hand on the dynamics page."""

    def open(self, path: str = "/dynamics") -> "DynamicsPilot":
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        expect(self.sentence()).to_have_text(re.compile("Noisy"))
        return self

    def sentence(self):
        return self.page.locator(".graph-text .sentence")

    def clock(self):
        return self.page.locator(".clock .text")

    def state(self):
        return self.page.locator(".state input")

    def read(self):
        """What a screen reader says of the curves."""
        return self.page.locator(".curve-text")


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    lasting_page.set_viewport_size({"width": 1280, "height": 1700})
    return DynamicsPilot(lasting_page, served).open()


def preset(slug):
    return Substrate.read(NETWORKS / f"{slug}.json")


def test_noisy_units_are_sampled_with_the_seed_that_is_shown(pilot):
    expect(pilot.clock()).to_have_text("t = 0 · seed 1")
    for time in (1, 2, 3):
        pilot.page.locator(".step-on button").click()
        expect(pilot.clock()).to_have_text(f"t = {time} · seed 1")
    there = pilot.state().input_value()
    pilot.page.locator(".step-back button").click()
    expect(pilot.clock()).to_have_text("t = 2 · seed 1")
    pilot.page.locator(".step-on button").click()
    expect(pilot.clock()).to_have_text("t = 3 · seed 1")
    assert pilot.state().input_value() == there
    expect(pilot.page.locator(".raster-text [role=img]")).to_have_attribute(
        "aria-label", re.compile(f"steps 0 to 3, now {there}")
    )
    expect(pilot.page.locator(".threshold")).to_be_visible()


def test_a_deterministic_network_steps_plays_and_stops_by_keys(pilot):
    substrate = preset("findlay-pqrs")
    pilot.choose_preset("PQRS")
    expect(pilot.sentence()).to_have_text(
        "Deterministic: 1 fixed point (pqrs) and 4 cycles of length 2 and 9."
    )
    expect(pilot.clock()).to_have_text("t = 0 · deterministic")
    expect(pilot.page.locator(".threshold")).to_be_hidden()
    following = next_state(substrate, substrate.state)
    pilot.page.locator(".step-on button").focus()
    pilot.page.keyboard.press(".")
    expect(pilot.state()).to_have_value(substrate.state_label(following))
    pilot.page.keyboard.press(",")
    expect(pilot.state()).to_have_value(substrate.state_label(substrate.state))
    pilot.page.keyboard.press("p")
    expect(pilot.clock()).to_have_text(re.compile(r"t = ([3-9]|\d\d+) · deterministic · playing"))
    pilot.page.keyboard.press("p")
    expect(pilot.clock()).not_to_contain_text("playing")
    stopped = pilot.clock().inner_text()
    # On and back again: the server has heard twice, and nothing went on of its own. That the beat itself
    # is stopped is for test_transport.
    time = int(stopped.split()[2])
    pilot.page.keyboard.press(".")
    expect(pilot.clock()).to_have_text(f"t = {time + 1} · deterministic")
    pilot.page.keyboard.press(",")
    expect(pilot.clock()).to_have_text(stopped)


def test_a_tap_on_a_state_goes_there(pilot):
    substrate = preset("rule110-ring3")
    pilot.choose_preset("Rule 110 on a ring of three")
    said = pilot.page.locator(".graph-text [role=img]")
    before = substrate.state_label(substrate.state)
    expect(said).to_have_attribute("aria-label", re.compile(f"Now in {before}: "))
    # the first unit varies fastest
    labels = [substrate.state_label(state[::-1]) for state in itertools.product((0, 1), repeat=3)]
    wanted = next(i for i, label in enumerate(labels) if label != before)
    pilot.page.mouse.click(*pilot.places("states")[wanted])
    expect(pilot.state()).to_have_value(labels[wanted])
    expect(said).to_have_attribute("aria-label", re.compile(f"Now in {labels[wanted]}: "))


def test_phi_over_all_states_is_what_unfolding_each_gives(pilot):
    pilot.choose_preset("Rule 110 on a ring of three")
    substrate = preset("rule110-ring3")
    pilot.page.get_by_text("Over all states").click()
    expect(pilot.read()).to_have_attribute("aria-label", re.compile(r"Φ over state: from 0\.92 to 18\.49"))
    rows = list(csv.DictReader(io.StringIO(pilot.take("Table over all states", "CSV").decode())))
    assert len(rows) == 8
    for row in rows:
        if row["reason"] == "unreachable":
            assert row["phi_s"] == ""
            continue
        found = unfold(substrate, row["state"])
        assert (float(row["phi_s"]), float(row["big_phi"])) == (found.phi_s, found.big_phi)
    assert pilot.take("State-transition graph", "SVG").startswith(b"<?xml")


def test_a_parameter_is_swept_and_a_tap_sets_the_document(pilot):
    pilot.choose_preset("The example of the IIT 4.0 paper")
    pilot.page.locator(".curve-choice").get_by_text("Sweep", exact=True).click()
    expect(pilot.read()).to_have_attribute("aria-label", re.compile(r"φ_s over k of all \(3 units\): from 0"))
    rows = list(csv.DictReader(io.StringIO(pilot.take("Table of the sweep", "CSV").decode())))
    assert len(rows) == 41
    at_four = next(row for row in rows if float(row["k:A,B,C"]) == 4.0)
    assert float(at_four["phi_s"]) == pytest.approx(0.17186, abs=1e-5)
    frame = pilot.page.locator(".curves-pane .bk-Figure").first.bounding_box()
    pilot.page.mouse.click(frame["x"] + 0.5 * frame["width"], frame["y"] + 0.5 * frame["height"])
    expect(pilot.message()).to_have_text(re.compile(r"k of all \(3 units\) is now [0-9.]+\."))
