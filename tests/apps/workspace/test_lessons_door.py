"""The control that opens the lessons: nothing is built before, and what one has drawn is never lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from apps import views
from apps.lessons.rail import LessonRail
from apps.workspace.glossary import terms
from apps.workspace.lessons_door import LEARNING
from parts import part
from visits import opened_at, visit
from wire import Wire

ROOT = Path(__file__).parents[3]
pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


def rails(shown):
    return shown.page.select(LessonRail)


def opened(shown):
    shown.part("lessons-open").clicks += 1
    (rail,) = rails(shown)
    return rail, Wire(rail)


def test_the_page_does_not_read_them():
    code = "import sys, apps.workspace.workbench; print([each for each in sys.modules if 'lessons.' in each])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_nothing_is_built_before_they_are_opened():
    async def scene(shown):
        assert rails(shown) == []
        rail, _ = opened(shown)
        assert rail.visible
        assert "<h2" in rail.markup
        shown.part("lessons-open").clicks += 1
        assert not rail.visible
        assert shown.page.select(lambda each: LEARNING in (each.css_classes or ())) == []
        shown.part("lessons-open").clicks += 1
        assert rails(shown) == [rail]
        assert len(shown.page.select(lambda each: LEARNING in (each.css_classes or ()))) == 1

    visit(opened_at(views.load()["explore"]), scene)


def test_a_lesson_is_walked_on_a_real_page():
    async def scene(shown):
        rail, wire = opened(shown)
        wire.send({"act": "begin", "value": "1-units-and-tpm"})
        await shown.until(lambda: "Abc" in rail.markup)
        assert part(shown.page, "preset").value == "pyphi-basic"
        shown.gesture("toggle", label="B", state=1)
        await shown.until(lambda: "Done." in rail.said)
        wire.send({"act": "next"})
        await shown.until(lambda: "How many states?" in rail.markup)

    visit(opened_at(views.load()["explore"]), scene)


def test_what_was_drawn_stays_in_its_own_tab_and_the_lesson_in_one():
    async def scene(shown):
        shown.gesture("toggle", label="A", state=1)
        shown.gesture("delete", units=[], edges=[["A", "B"]])
        tabs = shown.part("document-tabs")
        rail, wire = opened(shown)
        wire.send({"act": "begin", "value": "1-units-and-tpm"})
        await shown.until(lambda: "Abc" in rail.markup)
        assert len(tabs.names) == 2
        assert "edited" in tabs.names[0]
        for _ in range(6):
            wire.send({"act": "next"})
        await shown.until(lambda: "Units that are not sure" in rail.markup)
        assert len(tabs.names) == 2
        assert shown.part("state").value == "aBC"

    visit(opened_at(views.load()["explore"]), scene)


def test_a_word_of_the_glossary_opens_the_step_that_teaches_it():
    async def scene(shown):
        wire = Wire(part(shown.page, "glossary"))
        shown.part("glossary-open").clicks += 1
        assert wire.told[-1]["show"] is True
        taught = set(wire.told[-1]["taught"])
        assert {"φ_s", "MIP", "complex", "Φ-fold"} <= taught <= set(terms())
        for nonsense in ({"learn": 3}, {"learn": "no such word"}, {"learn": "basin"}, None):
            wire.send(nonsense)
        assert rails(shown) == []
        wire.send({"learn": "MIP"})
        (rail,) = rails(shown)
        await shown.until(lambda: "Which cut is the cheapest?" in rail.markup)
        assert shown.part("state").value == "aBC"

    visit(opened_at(views.load()["explore"]), scene)
