"""Concepts as bars: the repertoires are those of the definition, and their distance is φ."""

from functools import cache

import numpy as np
import ot
import pytest

from cards import example
from engine import Substrate, iit3
from engine.errors import PhiscopeError
from printed import collisions, outside, said, small
from viz.paper.concept_bars import draw
from viz.view import concept_bars
from viz.view.concept_bars import concept_bars_view

CASES = [("iit3-fig4", m) for m in ("A", "B", "AB", "C", "BC", "ABC")] + [
    ("iit3-fig17c-majority", m) for m in ("A", "AC", "ABC", "ABCDE"[:4])
]


@cache
def found(slug):
    network = example(slug)
    return iit3.unfold(network, network.state, network.system)


def hamming(n):
    rows = np.arange(1 << n)
    return np.array([[float(int(a ^ b).bit_count()) for b in rows] for a in rows])


@pytest.mark.parametrize(("slug", "mechanism"), CASES)
def test_phi_is_the_distance_of_the_bars_from_the_steps(slug, mechanism):
    view = concept_bars_view(found(slug), mechanism)
    for side in view.sides:
        whole, apart = np.array(side.bars.intact), np.array(side.bars.partitioned)
        assert whole.sum() == pytest.approx(1)
        assert apart.sum() == pytest.approx(1)
        assert sum(side.bars.unconstrained) == pytest.approx(1)
        distance = ot.emd2(whole / whole.sum(), apart / apart.sum(), hamming(len(side.bars.purview)))
        assert side.phi == pytest.approx(distance, abs=1e-9)
    assert any(side.binds for side in view.sides)
    assert f"φ = {min(side.phi for side in view.sides):.4g}" in view.title


def test_the_whole_of_fig_4_is_as_printed():
    """Oizumi et al. 2014, Figs 4 to 8: A OR, B AND, C XOR in state 100, p(ABC past | ABC = 100)."""
    view = concept_bars_view(found("iit3-fig4"))
    assert view.title == "Concept Abc: φ = 0.5"
    assert view.past.bars.title == "past: p(ABC | Abc)"
    certain = {state: p for state, p in zip(view.past.bars.states, view.past.bars.intact, strict=True) if p}
    assert certain == {"ABc": 0.5, "abC": 0.5}
    assert view.past.product == "c/ABC × Ab/∅"
    assert "0.5 whole, 0.25 partitioned" in view.screen_text
    assert set(view.past.bars.unconstrained) == {1 / 8}


def test_ties_are_said_and_the_chosen_concept_is_shown():
    view = concept_bars_view(found("iit3-fig4"), "A")
    assert view.past.note == "Tied purviews: BC, B, C."
    assert view.past.binds
    assert not view.future.binds
    assert not view.future.note
    with pytest.raises(PhiscopeError, match="AC is no concept; there are: A, B, AB, C, BC, ABC"):
        concept_bars_view(found("iit3-fig4"), "AC")
    alone = iit3.unfold(Substrate.from_tpm([[0.5, 0.5]] * 4), (0, 1))
    assert alone.concepts == ()
    with pytest.raises(PhiscopeError, match="There is no concept"):
        concept_bars_view(alone)


@pytest.mark.parametrize("width", [85, 120, 178])
@pytest.mark.parametrize(("slug", "mechanism"), CASES[:2] + CASES[5:8])
def test_nothing_overlaps_on_paper(slug, mechanism, width):
    figure = draw(concept_bars_view(found(slug), mechanism), width)
    texts = said(figure)
    assert small(texts) == set()
    assert collisions(texts) == []
    assert outside(texts, figure) == []
    words = {text.text for text in texts}
    assert {"whole", "partitioned", "unconstrained", "×", "∅"} <= words or "BC" in words


def test_too_many_states_are_said_instead_of_drawn(monkeypatch):
    monkeypatch.setattr(concept_bars, "MAX_UNITS", 2)
    view = concept_bars_view(found("iit3-fig4"))
    assert view.past.bars.states == ()
    assert view.past.bars.sentence.endswith("8 states are too many to draw.")
    assert view.future.bars.states
    texts = said(draw(view))
    assert collisions(texts) == []
    assert "too many to draw" in " ".join(text.text for text in texts)
