import pytest

from apps.parts.lattice_pane import _glyph, lattice_html, ties_html
from cards import example
from engine import Substrate, unfold
from viz.view.distinctions import DistinctionRow
from viz.view.ties import tie_options

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture(scope="module")
def tied():
    return unfold(example("iit4-fig6d-lattice"), "Abcdef")


def test_glyphs_by_order_of_the_mechanism():
    html = lattice_html(unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB"), frozenset({1}))
    assert html.count("data-mechanism") == 3
    assert html.index("mechanisms of 1 unit<") < html.index("data-mechanism='B'") < html.index("of 2 units")
    assert "glyph lit' role='listitem' data-mechanism='B' aria-label='B: cause A, effect Ab'" in html
    assert html.count("glyph lit") == 1


def test_what_is_written_is_escaped():
    row = DistinctionRow(0, "<i>'", "&", "<b>", 1.0, 1.0, 1.0, False, False, "")
    html = _glyph(row, False)
    assert "<i>" not in html
    assert "<b>" not in html
    assert "data-mechanism='&lt;i&gt;&#x27;'" in html


def test_every_tied_purview_says_what_big_phi_becomes(tied):
    low, high = tied.big_phi_range
    values = set()
    for index, distinction in enumerate(tied.distinctions):
        options = tie_options(tied, index)
        assert bool(options) == bool(distinction.cause.ties or distinction.effect.ties)
        for option in options:
            assert bool(option.big_phi) == option.congruent
            assert not option.chosen or option.big_phi == "11,452"
            values |= {float(option.big_phi.replace(",", ""))} if option.big_phi else set()
        assert ("(taken)" in ties_html(tied, index)) == bool(options)
    assert len(values) > 1
    assert all(low - 1 <= value <= high + 1 for value in values)
    assert "Pick a distinction" in ties_html(tied, None)


def test_without_ties_nothing_is_said():
    structure = unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")
    assert ties_html(structure, None) == ties_html(structure, 0) == ""
