"""A large file is read while the page goes on, in a real browser."""

import pytest
from playwright.sync_api import Locator, expect

from pilot import Pilot

UNITS = 16
ROWS = "\n".join(
    ",".join(f"0.{(row * (unit + 3)) % 89:02d}" for unit in range(UNITS)) for row in range(2**UNITS)
)
LARGE = ROWS.encode()


@pytest.fixture
def pilot(page, served) -> Pilot:
    pilot = Pilot(page, served)
    pilot.open()
    return pilot


def note(pilot: Pilot) -> Locator:
    return pilot.page.locator(".reading .text")


@pytest.mark.slow
def test_the_page_answers_while_a_large_file_is_read(pilot):
    pilot.open_file("large.csv", LARGE)
    expect(note(pilot)).to_have_text("Reading large.csv …")
    pilot.toggle("A")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    expect(note(pilot)).to_be_visible()
    pilot.answer("Enter")
    expect(pilot.message()).to_contain_text("Opened large.csv: 16 units")
    expect(pilot.page.locator(".unit[data-unit]")).to_have_count(UNITS)
    expect(note(pilot)).not_to_be_visible()
    pilot.page.locator(".undo button").click()
    expect(pilot.page.locator(".unit[data-unit]")).to_have_count(3)
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    pilot.page.locator(".undo button").click()
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "false")


@pytest.mark.slow
def test_reading_is_given_up_and_the_same_file_opened_later(pilot):
    pilot.open_file("large.csv", LARGE)
    pilot.page.locator(".stop-reading button").click()
    expect(pilot.message()).to_have_text("Reading was cancelled; nothing changed.")
    expect(pilot.page.locator(".unit[data-unit]")).to_have_count(3)
    small = b"targets, factors\nA, B\nB, A\n"
    for _ in range(2):
        pilot.open_file("small.bnet", small)
        expect(pilot.message()).to_contain_text("Opened small.bnet")
        expect(pilot.page.locator(".unit[data-unit]")).to_have_count(2)
        pilot.page.locator(".undo button").click()
        expect(pilot.page.locator(".unit[data-unit]")).to_have_count(3)


@pytest.mark.slow
def test_another_network_opens_at_its_answer(pilot):
    page = pilot.page
    page.mouse.move(1000, 600)
    page.mouse.wheel(0, 500)
    answer = page.locator(".metrics .question")
    expect(answer).not_to_be_in_viewport()
    pilot.open_file("two.csv", b"A,B\n0,0\n1,0\n0,1\n1,1\n")
    pilot.answer("Enter")  # which unit changes fastest
    expect(answer).to_have_text("Is ab one thing?")
    expect(answer).to_be_in_viewport()
