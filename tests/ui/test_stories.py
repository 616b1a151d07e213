"""What three people came for, from the first screen to what they take away: teacher, student, researcher."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from engine import Substrate, complexes, unfold
from pilot import Pilot, at_view, grave, show_view
from signs import at_rest
from viz.numbers import number

# A table as people bring it: P(ON next) of three units, the first varies fastest; two hear each other.
TABLE = """A,B,C
0.1,0.1,0.5
0.1,0.9,0.5
0.9,0.1,0.5
0.9,0.9,0.5
0.1,0.1,0.5
0.1,0.9,0.5
0.9,0.1,0.5
0.9,0.9,0.5
"""


def test_a_teacher_asks_covers_reveals_compares_and_shares(page, served):
    pilot = Pilot(page, served).open(inside=False)
    expect(page.locator(".question")).to_have_text("Is aB one thing?")
    expect(page.locator(".verdict .said")).to_have_text("Yes. Even the cheapest cut costs 0.1719 ibits.")
    page.locator(".lecture button").click()
    page.locator(".cover-numbers button").click()
    pilot.toggle("A")
    expect(page.locator(".question")).to_have_text("Is AB one thing?")
    expect(page.locator(".verdict .said")).to_have_css("filter", re.compile("blur"))
    page.locator(".reveal-numbers button").click()
    expect(page.locator(".verdict .said")).to_have_css("filter", "none")
    page.keyboard.press("Escape")
    show_view(page, "Compare")
    expect(page.locator(".heading-left")).to_contain_text("AB")
    pilot.copy_link()
    link = page.locator(".shared-link input")
    expect(link).to_have_value(re.compile("/compare#d="))
    expect(page.locator(".shared-link .note").locator("visible=true")).to_contain_text(
        "opens on this machine only"
    )
    other = page.context.new_page()
    other.goto(link.input_value())
    expect(other.locator(".heading-left")).to_contain_text("AB")
    expect(Pilot(other, served).unit("A")).to_have_attribute("aria-checked", "true")


def test_a_student_finds_out_why_zero_in_three_clicks(page, served):
    Pilot(page, served).open(inside=False)
    units = page.locator(".system button")
    units.filter(has_text="B").click()
    units.filter(has_text="C").click()
    expect(page.locator(".question")).to_have_text("Is aC one thing?")
    no = "No. Nothing exists here as one thing: the units are not strongly connected."
    expect(page.locator(".verdict .said")).to_have_text(no)
    expect(page.locator(".phi-s .value")).to_have_text("0")
    expect(page.locator(".big-phi")).to_be_hidden()
    page.get_by_text("What would be inside, if it were one thing").click()
    expect(page.locator(".big-phi")).to_be_visible()


def test_the_inside_opens_in_sight_and_goes_again(page, served):
    Pilot(page, served).open(inside=False)
    look = page.locator(".look-inside button")
    inside = page.locator(".inside")
    for _ in range(2):
        look.click()
        expect(look).to_have_accessible_name("Hide the inside")
        expect(page.locator(".distinctions-pane")).to_be_in_viewport(ratio=0.3)
        look.click()
        expect(inside).to_be_hidden()


@pytest.mark.slow
def test_a_table_is_asked_about_and_may_be_left_closed(page, served):
    pilot = Pilot(page, served).open(inside=False)
    pilot.open_file("mine.csv", TABLE.encode())
    asked = page.locator(".file-question dialog")
    expect(asked).to_contain_text("The file does not say which unit changes fastest")
    expect(asked.locator("input").first).to_be_focused()
    expect(asked.locator("tbody tr").nth(1)).to_contain_text("0.1, 0.9, 0.5Abc → aBcabC → aB")
    assert not grave(page)
    page.keyboard.press("ArrowRight")
    pilot.answer("Escape")
    expect(pilot.message()).to_have_text("mine.csv was not opened; nothing changed.")
    expect(page.locator(".undo button")).to_be_disabled()


def test_a_researcher_opens_a_table_and_takes_figure_and_code_away(page, served, tmp_path):
    pilot = Pilot(page, served).open(inside=False)
    pilot.open_file("mine.csv", TABLE.encode())
    expect(page.locator(".file-question dialog")).to_contain_text("which unit changes fastest")
    pilot.answer("Enter")
    expect(pilot.message()).to_contain_text("Opened mine.csv")
    mine = Substrate.from_tpm(
        [[float(each) for each in line.split(",")] for line in TABLE.split()[1:]], labels=list("ABC")
    )
    state = tuple(int(pilot.unit(label).get_attribute("aria-checked") == "true") for label in "ABC")
    show_view(page, "Complexes")
    best = complexes(mine, state).complexes[0]
    assert best.units == ("A", "B")
    expect(page.locator(".largest-phi-s .value")).to_have_text(number(best.phi_s))
    page.locator(".candidates [tabulator-field=candidate]", has_text=re.compile("^ab$")).click()
    at_rest(page)  # the sentence is written anew for the pick: a press in just that moment hits nothing
    page.locator(".picked-candidate a").click()
    at_view(page, "Explore")
    found = unfold(mine, state, "AB")
    expect(pilot.value("phi-s")).to_have_text(number(found.phi_s, 4))
    assert pilot.take("Φ-structure", "PDF").startswith(b"%PDF")
    script = tmp_path / "mine.py"
    script.write_bytes(pilot.take("Code for these numbers", "Python"))
    said = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True).stdout
    assert f"phi_s: {found.phi_s}" in said
    assert f"big_phi: {found.big_phi}" in said
