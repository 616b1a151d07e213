"""A network of 117 units in a real browser: opened, stepped, its complexes seen and unfolded."""

import json
import re
from time import time_ns

import numpy as np
import pytest
from playwright.sync_api import expect

from engine import Substrate
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
    expect(pilot.value("phi-s").first).to_have_text("2")
    pilot.toggle("T0R0")
    expect(pilot.unit("T0R0")).to_have_attribute("aria-checked", "true")
    show_view(page, "Causation")
    expect(pilot.value("links")).to_have_text(re.compile(r"[1-9]"))
    expect(page.locator(".causes button[aria-pressed=true]")).to_have_count(5)
    show_view(page, "Versions")
    expect(page.locator(".versions-table")).to_contain_text("IIT 3.0")


def opened(page, served, n, seed):
    """A page with a network of many units, all ON and noisy, that nobody opened before: pieces are kept."""
    weights = np.random.default_rng(seed).normal(size=(n, n))
    weights[0, 0] += 1e-9 * (time_ns() % 10_000)
    network = Substrate.from_weights(weights, k=3.0)
    pilot = Pilot(page, served).open()
    content = network.to_dict() | {"state": dict.fromkeys(network.labels, 1)}
    pilot.open_file("many.json", json.dumps(content).encode())
    return pilot


# All that is said of the distinctions so far while a job runs, however short it is on screen.
SO_FAR = """() => {
  window.said = []
  const all = (root) => [...root.querySelectorAll("*")]
    .flatMap((e) => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e])
  const { shadowRoot } = all(document).find((e) => e.classList.contains("so-far"))
  const note = () => { if (shadowRoot.textContent) said.push(shadowRoot.textContent) }
  new MutationObserver(note).observe(shadowRoot, { subtree: true, childList: true, characterData: true })
}"""


@pytest.mark.slow
def test_of_eleven_units_distinctions_come_in_until_cancel_is_pressed_or_all_are_there(page, served):
    pilot = opened(page, served, 11, 7)
    expect(pilot.value("phi-s").first).to_have_text("0.006032")
    expect(page.locator(".result-card")).to_have_class(re.compile("foreign"))  # no old number stays
    expect(page.locator(".structure-heading")).to_have_css("visibility", "hidden")
    run, cancel = (
        page.locator(f".job-bar .{hook} button").locator("visible=true") for hook in ("run", "cancel")
    )
    run.click()
    cancel.click()
    expect(page.locator(".job-note").locator("visible=true")).to_contain_text("Cancelled; nothing is lost.")
    expect(page.locator(".so-far")).to_be_hidden()
    page.evaluate(SO_FAR)
    run.click()
    expect(pilot.value("big-phi")).to_have_text(re.compile(r"\d"), timeout=90_000)
    assert any("distinctions so far" in each for each in page.evaluate("said"))
    expect(page.locator(".so-far")).to_be_hidden()
    expect(page.locator(".part-tabs .bk-active")).to_have_text("Lattice")


@pytest.mark.slow
def test_of_ten_units_a_complex_is_one_press_away(page, served):
    pilot = opened(page, served, 10, 12)
    expect(pilot.value("phi-s").first).to_have_text("0.02431")
    page.locator(".find-smaller button").click()
    expect(pilot.value("phi-s").first).to_have_text("0.3135")
    expect(pilot.value("distinction-count")).to_have_text("1")
    expect(page.locator(".smaller button")).to_have_count(0)
    page.locator(".undo button").click()
    expect(pilot.value("phi-s").first).to_have_text("0.02431")
    page.locator(".smaller button", has_text="FG").click()
    expect(pilot.value("phi-s").first).to_have_text("0.2887")
