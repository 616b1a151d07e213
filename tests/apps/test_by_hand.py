"""Purviews chosen by hand on the page: they combine, outlive nothing, and move the pair under the lens."""

import asyncio

import pytest

from apps.parts.analysis import Analysis, Findings
from apps.parts.by_hand import ByHand
from apps.parts.document import NETWORKS, Document
from apps.parts.jobs import Runner
from apps.parts.selection import Mechanism, Selection
from apps.parts.snapshot import opened
from apps.parts.steps import Picked
from engine import Substrate, unfold
from engine.choices import PurviewChoice

RS = PurviewChoice(("P", "Q"), "effect", ("R", "S"))
PQ = PurviewChoice(("P", "Q", "R", "S"), "effect", ("P", "Q"))


@pytest.fixture(scope="module")
def structure():
    substrate = Substrate.read(NETWORKS / "findlay-pqrs.json")
    return unfold(substrate, substrate.state)


@pytest.fixture
def analysis(structure):
    document = Document(Substrate.read(NETWORKS / "findlay-pqrs.json"))
    made = Analysis(document, Runner())
    made.findings = Findings(opened(document.substrate), structure)
    return made


def test_choices_combine_and_are_taken_back(analysis, structure):
    by_hand = ByHand(analysis, pytest.fail)
    by_hand.take(RS)
    assert round(analysis.structure.big_phi, 2) == 400.79
    by_hand.take(PQ)
    assert analysis.structure.by_hand == (RS, PQ)
    by_hand.take(PurviewChoice(("P", "Q"), "effect", ("P", "R")))
    assert analysis.structure.by_hand == (PQ,)
    by_hand.drop()
    assert analysis.structure.to_dict() == structure.to_dict()


def test_the_second_of_two_quick_choices_keeps_the_first(analysis):
    by_hand = ByHand(analysis, pytest.fail)

    async def both():
        by_hand.take(RS)
        by_hand.take(PQ)
        while analysis.structure.by_hand != (RS, PQ):
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(both(), 10))


def test_a_new_result_has_none_of_them(analysis, structure):
    by_hand = ByHand(analysis, pytest.fail)
    by_hand.take(RS)
    old = analysis.findings
    analysis.findings = Findings(opened(analysis._document.substrate), structure)
    assert by_hand.choices == ()
    analysis.rebuild(old, old.structure)
    assert analysis.structure is structure


def test_the_pair_under_the_lens_goes_along(analysis, structure):
    selection = Selection()
    selection.know(d.mechanism for d in structure.distinctions)
    picked = Picked(analysis, selection)
    selection.pick(Mechanism(("P", "Q")))
    assert picked.pair.purview == ("P", "R")
    ByHand(analysis, pytest.fail).take(RS)
    assert picked.pair.purview == ("R", "S")
