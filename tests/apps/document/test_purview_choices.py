"""Purviews chosen by hand are a part of the document: undone, ended with their result, kept in links."""

import asyncio
import json
from dataclasses import replace

import pytest

from apps.document import edits, purview_choices
from apps.document.document import Document
from apps.document.examples import NETWORKS
from apps.document.link_text import decode, encode, restored, shared
from apps.jobs import analysis as analyses
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.tasks import rechoose_job
from apps.selection.selection import MechanismRef, Selection
from apps.views.explore.explain_steps import PickedPair
from apps.workspace.documents.stored_documents import Packer, unpack
from engine import Substrate, unfold
from engine.errors import PhiscopeError
from engine.iit4.distinctions import PurviewChoice

RS = PurviewChoice(("P", "Q"), "effect", ("R", "S"))
PR = PurviewChoice(("P", "Q"), "effect", ("P", "R"))
PQ = PurviewChoice(("P", "Q", "R", "S"), "effect", ("P", "Q"))
UNFIT = PurviewChoice(("P", "Q"), "effect", ("Q",))


@pytest.fixture(scope="module")
def structure():
    substrate = Substrate.read(NETWORKS / "findlay-pqrs.json")
    return unfold(substrate, substrate.state)


@pytest.fixture
def document():
    return Document(Substrate.read(NETWORKS / "findlay-pqrs.json"), origin="findlay-pqrs")


@pytest.fixture
def unfolded(structure, monkeypatch):
    """What the page asks the engine to unfold; the answer is at hand."""
    asked = []

    def unfold_job(snapshot, _note, _stop, found=None):
        asked.append(snapshot)
        return rechoose_job(structure, snapshot.by_hand)

    monkeypatch.setattr(analyses, "unfold_job", unfold_job)
    return asked


def play(document, *acts):
    """Do one thing after the other, each once the answer to the one before is there; return the last."""

    async def run():
        analysis = Analysis(document, Runner())
        analysis.refresh()
        for act in (lambda: None, *acts):
            act()
            while analysis.current is None:
                await asyncio.sleep(0.005)
        assert not analysis.stale
        return analysis

    return asyncio.run(asyncio.wait_for(run(), 20))


def test_a_choice_is_a_step_that_undo_takes_back_and_nothing_is_unfolded_again(document, unfolded):
    values = []

    def choose(choice, by_rule=False):
        return lambda: document.change(purview_choices.choose, choice, by_rule)

    def note():
        values.append(document.snapshot.by_hand)

    assert round(play(document, choose(RS)).structure.big_phi, 2) == 400.79
    assert round(play(document, document.undo).structure.big_phi, 2) == 397.55
    unfolded.clear()
    analysis = play(document, document.redo, choose(PQ), note, document.undo, note, document.undo, note,
                    document.redo, document.redo, choose(PR, by_rule=True), note)  # fmt: skip
    assert values == [(RS, PQ), (RS,), (), (PQ,)]
    assert analysis.structure.by_hand == (PQ,)
    assert len(unfolded) == 1
    document.change(purview_choices.choose, RS)
    document.change(purview_choices.follow_rule)
    assert document.snapshot.by_hand == ()
    document.undo()
    assert document.snapshot.by_hand == (PQ, RS)


def test_the_second_of_two_quick_choices_keeps_the_first(document, unfolded):
    def both():
        document.change(purview_choices.choose, RS)
        document.change(purview_choices.choose, PQ)

    analysis = play(document, both)
    assert analysis.structure.by_hand == (RS, PQ)
    assert len(unfolded) == 1


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.toggle("P"),
        lambda d: d.set_rules(ties="smallest"),
        lambda d: d.set_rules(formalism="iit4-2026"),
        lambda d: d.set_units(["P", "Q"]),
        lambda d: d.change(edits.add_unit, 0.5, 0.5),
    ],
)
def test_an_edit_that_changes_the_result_ends_the_choices_and_undo_brings_them_back(document, edit):
    document.change(purview_choices.choose, RS)
    chosen = document.snapshot
    edit(document)
    assert document.snapshot.by_hand == ()
    assert purview_choices.OVER in document.message
    edit(document)
    assert purview_choices.OVER not in document.message
    while document.snapshot != chosen:
        assert document.can_undo
        document.undo()
    assert document.snapshot.by_hand == (RS,)


def test_what_leaves_the_result_as_it_is_leaves_the_choices(document):
    document.change(purview_choices.choose, RS)
    document.change(edits.move, {"P": (0.1, 0.2)})
    assert document.snapshot.by_hand == (RS,)
    document.rename("R", "Right")
    assert document.snapshot.by_hand == (PurviewChoice(("P", "Q"), "effect", ("Right", "S")),)
    assert document.message == ""


def test_a_choice_that_does_not_fit_is_left_out_with_a_sentence(document, unfolded):
    document.take_up(
        replace(document.put_aside(), history=(replace(document.snapshot, by_hand=(RS, UNFIT)),))
    )
    analysis = play(document)
    assert document.snapshot.by_hand == (RS,)
    assert "1 purview that was chosen by hand does not fit" in document.message
    assert "choose one of PR, RS" in document.message
    assert not document.can_undo
    assert analysis.structure.by_hand == (RS,)
    assert len(unfolded) == 1


def test_what_the_rule_takes_anyway_is_no_choice(document, unfolded):
    document.take_up(replace(document.put_aside(), history=(replace(document.snapshot, by_hand=(PR,)),)))
    play(document)
    assert document.snapshot.by_hand == ()
    assert document.message == ""
    assert len(unfolded) == 1


def test_links_and_the_browser_keep_them_and_files_do_not(document):
    document.change(purview_choices.choose, RS)
    document.change(purview_choices.choose, PQ)
    snapshot = document.snapshot
    assert restored(decode(encode(shared(snapshot))))[0].by_hand == (RS, PQ)
    text, left_out = Packer().pack([snapshot], 0)
    assert not left_out
    assert unpack([text]).snapshots[0].by_hand == (RS, PQ)
    assert "by_hand" not in json.loads(document.save_bytes())


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (3, "malformed"), ({}, "malformed"), ([3], "malformed"), ([{}], "malformed"),
        ([RS.to_dict() | {"direction": "up"}], "malformed"),
        ([RS.to_dict() | {"direction": []}], "malformed"),
        ([RS.to_dict() | {"purview": []}], "malformed"), ([RS.to_dict() | {"mechanism": [3]}], "malformed"),
        ([RS.to_dict() | {"more": 1}], "malformed"),
        ([RS.to_dict()] * (purview_choices.MOST + 1), "more than 2,000"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_choices_is_refused_both_ways(document, value, word):
    content = shared(document.snapshot) | {"by_hand": value}
    with pytest.raises(PhiscopeError, match=word):
        encode(content)
    with pytest.raises(PhiscopeError, match=word):
        restored(content)


def test_of_two_for_one_side_the_last_counts():
    assert purview_choices.read([PR.to_dict(), RS.to_dict()]) == (RS,)


def test_the_pair_under_the_lens_goes_along(document, structure):
    analysis = Analysis(document, Runner())
    analysis.show(Findings(document.snapshot, structure))
    selection = Selection()
    selection.know(d.mechanism for d in structure.distinctions)
    picked = PickedPair(analysis, selection)
    selection.pick(MechanismRef(("P", "Q")))
    assert picked.pair.purview == ("P", "R")
    document.change(purview_choices.choose, RS)
    analysis.show(Findings(document.snapshot, rechoose_job(structure, (RS,))))
    assert picked.pair.purview == ("R", "S")
