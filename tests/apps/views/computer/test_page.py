"""The computer view without a browser: `apps.views.computer` with its switches, transport and exports."""

import asyncio
import csv
import io

import pytest

from apps.document.document import Document
from apps.results.simulation import LAST
from apps.ui.play_keys import PlayKeys
from apps.views.computer.page import VIEW
from apps.views.computer.running import MomentAnswer, Running, ScalingAnswer
from cards import example
from visits import opened_at, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


def test_target_and_computer_are_shown_stepped_and_taken_away():
    async def scene(shown):
        await shown.until(lambda: "391" in shown.text("simulation-numbers"))
        assert "22" in shown.text("simulation-numbers")
        assert "update 1 · step 0 of the target" in shown.text("clock")
        shown.part("target-step").clicks += 1
        assert "update 9 · step 1 of the target" in shown.text("clock")
        shown.part("step-on").clicks += 1
        shown.part("step-back").clicks += 1
        await shown.until(lambda: "2.9" in shown.text("simulation-numbers"))
        found = (await shown.take("wholes-table", "csv")).decode()
        rows = list(csv.DictReader(io.StringIO(found)))
        assert [row["system"] for row in rows].count("computer") == 22
        assert rows[0]["units"] == "Q S"

    visit(opened_at(VIEW), scene)


def test_switches_modules_and_keys():
    async def scene(shown):
        await shown.until(lambda: "391" in shown.text("simulation-numbers"))
        shown.part("variant").value = True
        await shown.until(lambda: "13" in shown.text("simulation-numbers"))
        shown.part("program").value = "wxyz"
        await shown.until(lambda: "WXYZ" in shown.text("simulation-numbers"))
        shown.part("simulation-readings").value = False
        shown.part("module-program").value = False
        (keys,) = shown.part("simulation-controls").select(PlayKeys)
        keys.pressed = {"seq": 1, "what": "step"}
        assert "update 2" in shown.text("clock")
        keys.pressed = {"seq": 2, "what": "nothing"}
        keys.pressed = {"seq": 3, "what": "back"}
        assert "update 1" in shown.text("clock")
        shown.part("program").value = "no such program"
        await shown.until(lambda: "…" not in shown.text("simulation-numbers"))
        shown.part("restart").clicks += 1
        await shown.until(lambda: "has no causes" in shown.text("simulation-numbers"))

    visit(opened_at(VIEW), scene)


def test_it_plays_as_fast_as_complexes_are_found_and_stops():
    async def scene(shown):
        await shown.until(lambda: "391" in shown.text("simulation-numbers"))
        shown.part("play").clicks += 1
        assert shown.part("play").icon == "pause"
        await shown.until(lambda: "update 2" in shown.text("clock"))
        shown.part("play").clicks += 1
        assert shown.part("play").icon == "play_arrow"
        before = shown.text("clock")
        await asyncio.sleep(0.7)
        assert shown.text("clock") == before

    visit(opened_at(VIEW), scene)


def test_a_network_that_is_no_target_leaves_the_programs_of_the_paper():
    assert Running(Document(example("findlay-pqrs"))).program == "own"
    running = Running(Document(example("findlay-computer-pqrs")))
    assert running.program == "pqrs"
    running.program = "own"
    answer = MomentAnswer(running)
    assert "117 units are too many for a target" in answer.refusal(running.document.snapshot)
    running.program = "wxyz"
    assert answer.refusal(running.document.snapshot) == ""


def test_a_link_carries_the_switches_and_bad_ones_change_nothing():
    running = Running(Document(example("findlay-pqrs")))
    look = {"program": "wxyz", "feedback": True, "time": 17, "paper": False, "open": ["clock", "program"]}
    running.put(look)
    assert running.look() == look
    for bad in (None, [], {"program": "x", "time": LAST + 1, "feedback": 1, "open": "clock"}, {"time": True}):
        running.put(bad)
        assert running.look() == look
    running.put({"open": ["clock", "no module", 7]})
    assert running.opened == ("clock",)
    running.step(10_000)
    assert running.time == LAST
    running.step(-10_000)
    assert running.time == 0


def test_what_takes_long_is_offered():
    answer = ScalingAnswer(Document(example("findlay-pqrs")))
    snapshot = answer._document.snapshot
    assert not answer.is_live(snapshot)
    assert "up to 2,603" in answer.estimate(snapshot)
