"""The compare page without a browser: `apps.views.compare.panes`, its halves, its controls, its menu."""

import json

import pytest

from apps.views.compare.compared_side import NAMES
from apps.views.compare.page import VIEW
from apps.views.compare.panes import sums
from cards import example
from engine import unfold
from visits import opened_at, visit
from viz.numbers import number

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


@pytest.fixture(scope="module")
def sides():
    fig1 = example("iit4-fig1")
    return unfold(fig1, "aBC", "AB"), unfold(fig1, "AbC", "AB")


def test_both_sides_have_their_numbers_and_the_table_their_distinctions(sides):
    async def scene(shown):
        await shown.until(lambda: all(number(side.big_phi) in shown.text("compared-sums") for side in sides))
        assert "State: aBC on the left, AbC on the right; A, B differ." in shown.text("compared-text")
        table = shown.part("compared-rows")
        assert len(table.value) == 3
        for side in NAMES:
            assert NAMES[side] in shown.text(f"heading-{side}")
            assert "3 distinctions" in shown.text(f"heading-{side}")

    visit(opened_at(VIEW), scene)


def test_the_right_side_has_its_own_state_and_changes_places(sides):
    async def scene(shown):
        await shown.until(lambda: number(sides[1].big_phi) in shown.text("compared-sums"))
        (controls,) = [each for each in shown.page.select() if "other-side" in (each.css_classes or ())]
        state = next(each for each in controls.select() if "state" in (each.css_classes or ()))
        assert state.value == "AbC"
        state.value = "aBC"
        await shown.until(lambda: "Both sides are the same" in shown.text("compared-text"))
        state.value = "AbC"
        await shown.until(lambda: "AbC on the right" in shown.text("compared-text"))
        shown.part("exchange").clicks += 1
        await shown.until(lambda: "AbC on the left, aBC on the right" in shown.text("compared-text"))

    visit(opened_at(VIEW), scene)


def test_what_is_kept_is_compared_with(sides):
    async def scene(shown):
        await shown.until(lambda: number(sides[1].big_phi) in shown.text("compared-sums"))
        shown.part("keep-now").clicks += 1
        await shown.until(lambda: "Both sides are the same" in shown.text("compared-text"))
        assert len(shown.part("document-tabs").names) == 2
        found = json.loads(await shown.take("result", "json"))
        assert found["left"]["big_phi"] == found["right"]["big_phi"] == sides[0].big_phi

    visit(opened_at(VIEW), scene)


def test_before_there_are_numbers_the_table_of_sums_has_none():
    assert "<td" in sums(None)
    assert not any(character.isdigit() for character in sums(None).rpartition("</dfn>")[2])
