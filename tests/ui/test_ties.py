"""Tied purviews in the real browser: choosing one rebuilds everything on the page, says so, and is kept."""

import json
import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, show_view
from signs import kept_network, soon


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    return Pilot(lasting_page, served).open()


@pytest.fixture
def pilot(opened):
    opened.choose_preset("The example of the IIT 4.0 paper")
    opened.choose_preset("PQRS")
    expect(opened.value("big-phi")).to_have_text("397.5")
    opened.to_table()
    opened.row("pQ").click()
    expect(opened.lit_rows()).to_have_text(["pQ"])
    # those of what was picked before go last
    expect(radios(opened).nth(1)).to_have_accessible_name("Rs: Φ = 400.8")
    return opened


def radios(pilot, direction="effect"):
    return pilot.page.locator(f".tied-{direction} fieldset").get_by_role("radio")


def test_a_tied_purview_is_chosen_by_key_and_put_back(pilot):
    expect(radios(pilot)).to_have_count(2)
    radios(pilot).first.focus()
    pilot.page.keyboard.press("ArrowRight")
    expect(pilot.value("big-phi")).to_have_text("400.8")
    expect(pilot.value("relation-count")).to_have_text("8,184")
    expect(radios(pilot).nth(1)).to_be_checked()
    expect(radios(pilot).nth(1)).to_be_focused()
    expect(radios(pilot).nth(1)).to_have_accessible_name("Rs: Φ = 400.8")
    expect(pilot.page.locator(".ties-said [role=status]")).to_have_text("Effect of pQ chosen by hand: Rs.")
    expect(pilot.page.locator(".result-card")).to_contain_text("effect of pQ chosen by hand: Rs")
    expect(pilot.row("pQ")).to_contain_text("Rs ≈ by hand")
    expect(pilot.page.locator(".repertoire-pane")).to_contain_text("πe(RS | pQ)")
    pilot.page.locator(".tie-rule button").click()
    expect(pilot.value("big-phi")).to_have_text("397.5")
    expect(radios(pilot).first).to_be_checked()
    expect(pilot.page.locator(".result-card")).not_to_contain_text("by hand")
    expect(pilot.page.locator(".tie-rule")).to_be_hidden()


@pytest.mark.slow
def test_choices_combine_travel_with_what_is_taken_away_and_end_with_the_result(pilot):
    radios(pilot).nth(1).check()
    expect(pilot.value("big-phi")).to_have_text("400.8")
    pilot.row("pQrS").click()
    expect(radios(pilot)).to_have_count(4)
    expect(radios(pilot).first).to_have_accessible_name(re.compile(r"PQRs: Φ = 400\.8 \(tie rule\)"))
    radios(pilot).nth(3).check()
    expect(pilot.page.locator(".ties-said")).to_contain_text("effect of pQrS chosen by hand: PQ.")
    result = json.loads(pilot.take("Whole result", "JSON"))
    assert [choice["purview"] for choice in result["by_hand"]] == [["R", "S"], ["P", "Q"]]
    low, high = result["big_phi_range"]
    assert low <= result["big_phi"] <= high
    figure = pilot.take("Φ-structure", "SVG").decode()
    assert "effect of pQ chosen by hand: Rs" in figure
    state = pilot.page.locator(".state input")
    state.fill("PQrS")
    state.press("Enter")
    expect(pilot.page.locator(".metric.phi-s")).to_contain_text("(PQrS)")
    expect(pilot.message()).to_contain_text("chosen by hand belongs to the result before")
    expect(pilot.page.locator(".result-card")).not_to_contain_text("by hand")
    pilot.page.locator(".undo button").first.click()
    expect(pilot.page.locator(".result-card")).to_contain_text("effect of pQrS chosen by hand: PQ")
    assert json.loads(pilot.take("Whole result", "JSON")) | {"seconds": 0} == result | {"seconds": 0}


def keeps(pilot, *purviews):
    """Wait until the browser keeps just these purviews as chosen by hand of the network on the page."""

    def read():
        network = kept_network(pilot.page)
        return network and [choice.purview for choice in network.by_hand]

    soon(pilot.page, read, lambda found: (found or []) == list(purviews))


CHOSEN = "effect of pQ chosen by hand: Rs"


def test_a_choice_outlives_a_reload_and_undo_takes_back_what_is_chosen_on_top_of_it(pilot):
    keeps(pilot)
    radios(pilot).nth(1).check()
    keeps(pilot, ("R", "S"))
    pilot.page.reload()
    expect(pilot.value("big-phi")).to_have_text("400.8")
    expect(pilot.page.locator(".result-card")).to_contain_text(CHOSEN)
    pilot.to_table()
    pilot.row("pQ").click()
    expect(radios(pilot).nth(1)).to_be_checked()
    radios(pilot).first.check()
    expect(pilot.value("big-phi")).to_have_text("397.5")
    keeps(pilot)
    pilot.page.locator(".undo button").first.click()
    keeps(pilot, ("R", "S"))
    expect(pilot.value("big-phi")).to_have_text("400.8")
    expect(radios(pilot).nth(1)).to_be_checked()


@pytest.mark.slow
def test_a_choice_goes_with_a_link_and_to_the_left_of_a_comparison(pilot, page, served):
    keeps(pilot)
    radios(pilot).nth(1).check()
    keeps(pilot, ("R", "S"))
    expect(pilot.value("big-phi")).to_have_text("400.8")
    pilot.copy_link()
    link = pilot.page.locator(".shared-link input")
    expect(link).to_have_value(re.compile("#d="))
    Pilot(page, served).open(link.input_value().removeprefix(served))
    expect(page.locator(".big-phi .value")).to_have_text("400.8")
    expect(page.locator(".result-card")).to_contain_text(CHOSEN)
    show_view(pilot.page, "Compare")
    expect(pilot.page).to_have_url(re.compile("compare"))
    sums = pilot.page.locator(".compared-sums tbody tr")
    expect(sums.nth(0).locator("td").nth(1)).to_have_text("400.8")
    state = pilot.page.locator(".other-side .state input")
    state.fill("pQrS")
    state.press("Enter")
    expect(sums.nth(1).locator("td").nth(1)).to_have_text("397.5")
    expect(pilot.page.locator(".compared-text .note").first).to_have_text(
        "Chosen by hand: Rs as the effect of pQ on the left; nothing on the right."
    )
    pilot.open()
