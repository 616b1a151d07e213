"""A teacher's own lesson: its mistakes are told by line; once mended it is there, without a restart."""

import pytest
from playwright.sync_api import expect

import browser as machine
from learner import Learner

pytestmark = pytest.mark.slow
WRONG = """---
title: Our pair
minutes: ten
---
## A pair
network: no-such-network
state: aBC
do: Press A.
until: stat = ABC
then: φ_s is {phi_z}.
"""
RIGHT = (
    WRONG.replace("ten", "10")
    .replace("no-such-network", "iit4-fig1")
    .replace("stat =", "state =")
    .replace("phi_z", "phi_s")
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "own"
    made.mkdir()
    (made / "pair.md").write_text(WRONG, encoding="utf-8")
    return made


@pytest.fixture
def taught(tmp_path, folder):
    with machine.serve(tmp_path / "log", options=("--lessons", str(folder))) as url:
        yield url


def test_mistakes_are_told_by_line_until_they_are_mended(page, taught, folder):
    who = Learner(page, taught).open()
    told = who.rail.locator(".wrong li")
    expect(who.rail.locator("summary")).to_have_text("pair.md has mistakes")
    lines = [text.split(":")[0] for text in told.all_inner_texts()]
    assert lines == ["Line 3", "Line 9", "Line 10"]
    expect(told.nth(1)).to_contain_text("stat")

    (folder / "pair.md").write_text(RIGHT.replace("iit4-fig1", "no-such-network"), encoding="utf-8")
    show_the_list(who)
    expect(told).to_have_count(1)
    expect(told).to_contain_text("Line 5")

    (folder / "pair.md").write_text(RIGHT, encoding="utf-8")
    show_the_list(who)
    expect(told).to_have_count(0)
    expect(who.rail.locator(".path h3").first).to_have_text("Our pair")
    who.rail.get_by_role("button", name="Begin: Our pair").click()
    who.unit("A")
    expect(who.rail.locator(".then")).to_contain_text("φs is 0.")

    # A lesson that is open is read again when it is begun again.
    (folder / "pair.md").write_text(RIGHT.replace("φ_s is", "Now φ_s is"), encoding="utf-8")
    show_the_list(who)
    who.rail.get_by_role("button", name="Again: Our pair").click()
    who.unit("A")
    expect(who.rail.locator(".then")).to_contain_text("Now φs is")


def show_the_list(who):
    """Close the lessons and open them, or go back from a step: the files are read again."""
    back = who.rail.locator("[data-act=list]").first
    if back.count():
        back.click()
    else:
        who.rail.get_by_role("button", name="Close the lessons").click()
        who.page.locator(".lessons-open button").click()
    expect(who.title()).to_have_text("Lessons")
