"""Which network a step is about, and whether the page shows it, as it was or as the learner made it."""

from dataclasses import replace

import pytest

from apps.document.examples import begun
from apps.document.snapshot import opened
from apps.lessons.compose import compose
from apps.lessons.generated import generated
from apps.lessons.ground import elsewhere, ground

TEXT = """---
title: T
minutes: 9
---
## Free
It begins with words.
## One
network: iit4-fig1
state: aBC
## Two
φ_s is {phi_s}.
## Claimed
claim: phi_s > 0
Words about it.
## Talk
Words.
## Dice
network: random-3-18
"""
LESSON = compose("x", TEXT.encode())[0]
STEPS = {step.id: step for step in LESSON.steps}
FIG1, DICE = begun("iit4-fig1"), opened(generated("random-3-18"))
EDITED = replace(FIG1, substrate=replace(FIG1.substrate, edges=FIG1.substrate.edges[1:]))


@pytest.mark.parametrize(
    ("step", "now", "strange"),
    [
        ("free", DICE, False),
        ("one", FIG1, False),
        ("one", EDITED, False),
        ("one", replace(FIG1, origin="pyphi-basic"), False),
        ("one", DICE, True),
        ("two", begun("pyphi-basic"), True),
        ("claimed", begun("pyphi-basic"), True),
        ("talk", begun("pyphi-basic"), False),
        ("dice", DICE, False),
        ("dice", opened(generated("random-3-19")), True),
        ("dice", begun("pyphi-basic"), True),
    ],
)
def test_another_network_is_told_from_an_edited_one(step, now, strange):
    assert bool(elsewhere(LESSON, STEPS[step], now)) is strange


def test_the_network_of_a_step_is_that_of_the_last_that_named_one():
    assert ground(LESSON, STEPS["free"]) is None
    assert ground(LESSON, STEPS["talk"]).origin == "iit4-fig1"
    assert elsewhere(LESSON, STEPS["two"], DICE) == FIG1.substrate.name


def test_a_file_is_told_by_its_name_and_may_be_taken_away(tmp_path):
    DICE.substrate.write(tmp_path / "own.json")
    text = "---\ntitle: T\nminutes: 9\n---\n## One\nnetwork: own.json\n"
    lesson = compose("x", text.encode(), str(tmp_path))[0]
    step = lesson.steps[0]
    begins = ground(lesson, step)
    edited = replace(begins.substrate, edges=begins.substrate.edges[1:])
    assert elsewhere(lesson, step, opened(edited)) == ""
    assert elsewhere(lesson, step, FIG1) == begins.substrate.name
    (tmp_path / "own.json").unlink()
    assert elsewhere(lesson, step, FIG1) == ""
