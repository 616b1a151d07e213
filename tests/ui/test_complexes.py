"""The complexes page in a real browser: every verdict against the engine, one pick for lattice and table."""

import csv
import io
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from apps.document.examples import NETWORKS
from engine.iit4.complexes import complexes
from engine.substrate.substrate import Substrate
from pilot import Pilot
from viz.numbers import number


class ComplexesPilot(Pilot):
    """A hand on the complexes page."""

    def open(self, path: str = "/complexes") -> "ComplexesPilot":
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        expect(self.value("complex-count")).to_have_text(re.compile(r"\d"))
        self.settled()
        return self

    def rows(self):
        return self.page.locator(".candidates .tabulator-row")


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    return ComplexesPilot(lasting_page, served).open()


def searched(slug):
    substrate = Substrate.read(NETWORKS / f"{slug}.json")
    return complexes(substrate, substrate.state)


def test_the_first_screen_shows_the_complexes_of_the_paper(pilot):
    expect(pilot.value("complex-count")).to_have_text("2")
    expect(pilot.value("candidate-count")).to_have_text("7")
    expect(pilot.rows()).to_have_count(7)
    expect(pilot.rows().first).to_contain_text("complex")
    expect(pilot.page.locator(".lattice-text [role=img]")).to_have_attribute(
        "aria-label", re.compile("7 candidate systems, 2 complexes")
    )
    expect(pilot.page.locator(".picked-candidate .picked")).to_contain_text("aB: φs = 0.1719, complex.")


def test_a_row_becomes_the_candidate_system_and_leads_to_the_explore_page(pilot):
    pilot.rows().filter(has_text="excluded by C").click()
    picked = pilot.page.locator(".picked-candidate .picked")
    expect(picked).to_contain_text("aBC: φs = 0.1339, excluded by C.")
    expect(pilot.page.locator(".system [aria-pressed=true]")).to_have_count(3)
    assert "explore#d=" in picked.locator("a").get_attribute("href")


def test_a_tap_on_the_lattice_picks_too(pilot):
    picked = pilot.page.locator(".picked-candidate .picked")
    # the row of single units is the lowest, C the last of it
    places = pilot.places("dots")
    lowest = max(y for _x, y in places)
    pilot.page.mouse.click(*max(place for place in places if place[1] > lowest - 1))
    expect(picked).to_contain_text("C: φs = 0.2122, complex.")
    expect(pilot.page.locator(".candidates .tabulator-selected")).to_contain_text("0.2122")


def test_an_example_is_searched_at_once_filtered_and_taken_away(pilot):
    found = searched("iit4-fig6e-exclusion")
    pilot.choose_preset("Fig 6E")
    expect(pilot.value("candidate-count")).to_have_text("63")
    expect(pilot.value("complex-count")).to_have_text(str(len(found.complexes)))
    box = pilot.page.locator(".holding input")
    box.fill("ABEF")
    box.press("Enter")
    expect(pilot.page.locator(".counted [role=status]")).to_have_text("4 of 63 candidates")
    expect(pilot.rows()).to_have_count(4)
    expect(pilot.rows().first).to_contain_text(number(found.complexes[0].phi_s))
    rows = list(csv.DictReader(io.StringIO(pilot.take("Table of candidate systems", "CSV").decode())))
    assert {row["units"]: float(row["phi_s"]) for row in rows} == {
        " ".join(c.units): c.phi_s for c in found.candidates
    }
    answer = json.loads(pilot.take("Whole result", "JSON"))
    assert answer["complexes"] == found.to_dict()["complexes"]
    assert pilot.take("Candidate systems", "PDF").startswith(b"%PDF")
    box.fill("")
    box.press("Enter")


def test_many_candidates_wait_for_run_and_can_be_cancelled(pilot):
    weights = np.random.default_rng(2).normal(size=(12, 12))
    content = Substrate.from_weights(weights, 1.0, list("ABCDEFGHIJKL")).to_dict()
    pilot.open_file("twelve.json", json.dumps(content).encode())
    note = pilot.page.locator(".job-note .text")
    expect(note).to_contain_text("4,095 candidate systems")
    pilot.page.locator(".run button").click()
    pilot.page.locator(".cancel button").click()
    expect(note).to_contain_text("Cancelled; nothing is lost.")
    pilot.choose_preset("The example of the IIT 4.0 paper")
    expect(pilot.value("candidate-count")).to_have_text("7")
