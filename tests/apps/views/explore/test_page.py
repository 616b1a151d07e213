"""The explore page without a browser: its panes, its menu, and the sheets that explain its numbers.

What is inside is of `apps.views.explore.inside`, the sheets of `apps.views.explore.explain_pane`, each an
`apps.views.explore.explain_sheet`.
"""

import json
from typing import get_args

import pytest

from apps.figures.exports import exports_of
from apps.selection.hover import HoverSelection
from apps.views.explore.headline import said, verdict
from apps.views.explore.inside import LATTICE_TAB, RELATIONS_TAB
from apps.views.explore.page import VIEW
from apps.views.explore.structure_pane import MATRIX, PLANE, SPACE
from cards import example
from engine import unfold
from engine.iit4.integration import Reason
from visits import opened_at, visit
from viz.numbers import number
from wire import send

# Panel 1.9 under pandas 3, and a button for downloads that is given two styles by its own class
pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


@pytest.fixture(scope="module")
def fig1():
    return example("iit4-fig1")


def test_the_numbers_are_the_engine_s_and_follow_the_drawing(fig1):
    async def scene(shown):
        first = unfold(fig1, (0, 1, 1), "AB")
        await shown.until(lambda: number(first.big_phi, 4) in shown.text("metrics"))
        assert "System aB" in shown.text("result-card")
        shown.part("look-inside").value = True
        shown.gesture("toggle", label="A", state=1)
        found = unfold(fig1, (1, 1, 1), "AB")
        await shown.until(lambda: number(found.big_phi, 4) in shown.text("metrics"))
        assert list(shown.part("distinctions").value["phi_d"]) == pytest.approx(
            [distinction.phi for distinction in found.distinctions]
        )
        shown.part("undo").clicks += 1
        await shown.until(lambda: "0.1719" in shown.text("metrics"))

    visit(opened_at(VIEW), scene)


def test_what_the_pointer_is_over_lights_up_everywhere():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        shown.part("look-inside").value = True
        (lamp,) = shown.page.select(HoverSelection)
        send(lamp, {"hover": {"mechanism": "aB"}})
        assert shown.part("distinctions").selection == [2]
        assert shown.part("network-editor").marks["highlight"] == ["unit:A", "unit:B"]
        send(lamp, {"pick": {"mechanism": "B"}})
        send(lamp, {"hover": None})
        assert shown.part("distinctions").selection == [1]
        send(lamp, {"escape": True})
        assert shown.part("distinctions").selection == []

    visit(opened_at(VIEW), scene)


def test_a_sheet_is_computed_once_it_is_open():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        shown.part("look-inside").value = True
        sheets = [shown.part(hook) for hook in ("any-pair", "phi-s-steps", "cutting-room")]
        assert {sheet.markup for sheet in sheets} == {sheets[0].markup}  # there is no result yet
        tabs, high = shown.part("repertoire-pane")[0], shown.part("repertoire-pane").height
        for at, (sheet, text) in enumerate(
            zip(sheets, ("ibits", "0.1719", "Nothing is cut yet"), strict=True), 1
        ):
            tabs.active = at
            await shown.until(lambda sheet=sheet, text=text: text in sheet.markup)
            assert shown.part("repertoire-pane").height == high  # nothing below it moves

    visit(opened_at(VIEW), scene)


def test_in_space_or_in_the_plane_and_back_when_a_browser_cannot():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        ways, space = shown.part("plane-or-space"), shown.part("structure-space")
        ways.value = SPACE
        assert space.visible
        assert space.scene
        send(space, {"failed": True})
        assert not space.visible
        assert list(ways.options.values()) == [PLANE, MATRIX]
        assert "WebGL is missing" in shown.text("no-space")

    visit(opened_at(VIEW), scene)


def test_the_menu_takes_away_the_result_on_screen(fig1):
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        offered = shown.exports()
        assert set(exports_of("explore", linked=True)) == offered
        result = json.loads(await shown.take("result", "json"))
        assert result["phi_s"] == unfold(fig1, (0, 1, 1), "AB").phi_s
        rows = (await shown.take("distinctions-table", "csv")).splitlines()
        assert len(rows) == 4

    visit(opened_at(VIEW), scene)


def test_the_headline_waits_for_the_numbers():
    assert verdict(None).count("…") == 3


def test_the_headline_answers_the_question(fig1):
    shown = verdict(unfold(fig1, (0, 1, 1), "AB"))
    assert "Is aB one thing?" in shown
    assert "φ<sub>s</sub>(aB)" in shown
    assert "Even the cheapest cut costs 0.1719 ibits." in shown
    assert "<details>" not in shown


def test_of_what_is_not_one_thing_the_parts_are_shown_on_demand(fig1):
    found = unfold(fig1, (0, 1, 1), "AC")
    assert (found.phi_s, found.reason) == (0, "not-strongly-connected")
    shown = verdict(found)
    assert "Nothing exists here as one thing: the units are not strongly connected." in shown
    assert shown.index("<details>") < shown.index(number(found.big_phi, 4))


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_is_a_sentence(reason):
    assert said(0.0, reason).startswith("<b>No.</b> ")
    assert said(0.0, reason).endswith(".")


def test_what_is_inside_is_built_when_it_is_first_opened():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        assert not shown.parts("inside")
        look = shown.part("look-inside")
        look.value = True
        await shown.until(lambda: len(shown.part("distinctions").value) == 3)
        look.value = False
        assert not shown.part("inside-fold").visible

    visit(opened_at(VIEW), scene)


def test_the_lattice_of_many_distinctions_is_in_front_and_stays_where_it_was_put():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        shown.part("look-inside").value = True
        tabs, table = shown.part("part-tabs"), shown.part("distinctions")

        async def after(act, count):
            act()
            await shown.until(lambda: len(table.value) == count)
            return tabs.active

        def opened(slug):
            return lambda: setattr(shown.part("preset"), "value", slug)

        assert tabs.active == 0
        assert await after(opened("iit4-fig6d-lattice"), 27) == LATTICE_TAB
        assert await after(lambda: setattr(shown.part("system"), "value", ["A", "B"]), 0) == LATTICE_TAB
        assert await after(opened("iit4-fig1"), 3) == 0
        tabs.active = RELATIONS_TAB
        assert await after(opened("iit4-fig6d-lattice"), 27) == RELATIONS_TAB

    visit(opened_at(VIEW), scene)
