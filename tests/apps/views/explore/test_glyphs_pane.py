import pytest

from apps.document.snapshot import opened
from apps.figures.cite import methods
from apps.results.exhibit import Exhibit
from apps.views.explore.glyphs_pane import _glyph, lattice_html
from cards import example
from engine import Substrate, unfold
from engine.iit4.choices import choose_purviews
from viz.view.distinctions import DistinctionRow, distinctions_view
from viz.view.letters import caption
from viz.view.structure import structure_view
from viz.view.ties import tie_sides

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
        sides = tie_sides(tied, index)
        assert bool(sides) == bool(distinction.cause.ties or distinction.effect.ties)
        for side in sides:
            own = getattr(distinction, side.direction)
            assert bool(side.options) == any(tie.congruent for tie in own.ties)
            assert bool(side.barred) == any(not tie.congruent for tie in own.ties)
            for option in side.options:
                assert option.taken == option.by_rule == (option.choice.purview == own.units)
                assert not option.taken or option.big_phi == "11,452"
                values.add(float(option.big_phi.replace(",", "")))
    assert len(values) > 1
    assert all(low - 1 <= value <= high + 1 for value in values)


def test_what_is_chosen_by_hand_is_marked():
    substrate = example("findlay-pqrs")
    ruled = unfold(substrate, substrate.state)
    index = [d.mechanism for d in ruled.distinctions].index(("P", "Q"))
    cause, side = tie_sides(ruled, index)
    assert (cause.options, cause.barred, side.barred) == ((), "q", "qR")
    assert [option.text for option in side.options] == ["PR: Φ = 397.5 (tie rule)", "Rs: Φ = 400.8"]
    chosen = choose_purviews(ruled, [side.options[1].choice])
    _, again = tie_sides(chosen, index)
    assert [(o.text, o.taken) for o in again.options] == [
        ("PR: Φ = 397.5 (tie rule)", False),
        ("Rs: Φ = 400.8", True),
    ]
    assert caption(chosen).split(" · ")[2] == "ties: largest purview; effect of pQ chosen by hand: Rs"
    view = distinctions_view(chosen)
    assert view.rows[index].signed("effect") == "Rs ≈ by hand"
    assert view.note.startswith("Effect of pQ chosen by hand: Rs.")
    assert "aria-label='pQ: cause P ≈, effect Rs ≈ by hand'" in lattice_html(chosen)
    assert structure_view(chosen).note.startswith("Effect of pQ chosen by hand: Rs.")
    assert "effect of pQ chosen by hand: Rs." in methods(Exhibit(opened(substrate), chosen))


def test_without_ties_nothing_is_said():
    structure = unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")
    assert tie_sides(structure, 0) == ()
