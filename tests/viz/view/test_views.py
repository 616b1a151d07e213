"""What the views say; nothing here knows a plotting library."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.iit4.distinctions import MaximalPurview
from engine.iit4.readings import Readings
from engine.substrate.functions import Logistic, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from viz.view.distinctions import columns, distinctions_view
from viz.view.letters import caption, every_state, letter, letters, why_zero
from viz.view.repertoire import on_one_scale, repertoire_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

STATE = (0, 1, 1)


@pytest.mark.parametrize(
    ("units", "state", "text"),
    [
        (("A", "B", "C"), STATE, "aBC"),
        (("T0", "T1"), (1, 0), "T0 t1"),
        (("1", "2"), (1, 0), "1₁2₀"),
        (("A", "B"), (2, 0), "A₂b"),
        ((), (), ""),
    ],
)
def test_letter_case_shows_the_state(units, state, text):
    assert letters(units, state) == text


def test_the_first_unit_is_the_fastest():
    assert list(every_state((2, 2))) == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert len(set(every_state((2, 3)))) == 6
    assert letter("a", 1) == "A"


def test_the_caption_names_all_that_a_number_depends_on(structure):
    text = caption(structure)
    for part in ("System aB (A = 0, B = 1)", "IIT 4.0 (2023)", "ties: largest", structure.version):
        assert part in text


def test_zero_is_explained(unconnected):
    assert unconnected.phi_s == 0
    assert "strongly connected" in distinctions_view(unconnected).note
    assert why_zero(None) == ""
    assert "something-new" in why_zero("something-new")


def test_distinctions_are_those_of_the_paper(structure):
    view = distinctions_view(structure)
    assert view.header == "Distinctions (aB): 3/3"
    assert [(r.mechanism, r.cause, r.effect, round(r.phi_d, 2)) for r in view.rows] == [
        ("a", "b", "b", 0.33), ("B", "A", "Ab", 0.32), ("aB", "b", "Ab", 0.07),
    ]  # fmt: skip
    assert dict(view.totals) == {"Σφ_d": "0.7278", "relations": "7", "Σφ_r": "0.8349", "Φ": "1.563"}
    assert "3/3" in view.screen_text


def test_columns_are_the_rows_turned(structure):
    table = columns(distinctions_view(structure))
    assert table["mechanism"] == ["a", "B", "aB"]
    assert {len(column) for column in table.values()} == {3}


def test_ties_are_named():
    tie = SimpleNamespace(units=("B",), state=(1,), congruent=True)
    chosen = SimpleNamespace(units=("A",), state=(0,), congruent=True)
    tied = SimpleNamespace(units=("A",), state=(0,), phi=0.5, ties=(chosen, tie))
    alone = SimpleNamespace(units=("B",), state=(1,), phi=0.5, ties=())
    distinction = SimpleNamespace(mechanism=("A",), state=(1,), phi=0.5, cause=tied, effect=alone)
    structure = SimpleNamespace(
        units=("A", "B"),
        state=(1, 0),
        distinctions=(distinction,),
        incongruent=2,
        reason=None,
        sum_phi_d=0.5,
        big_phi=0.5,
        big_phi_range=(0.4, 0.5),
        formalism="iit4-2026",
        tie_rule="smallest",
        readings=Readings("smallest"),
        version="1",
        relations=SimpleNamespace(count=0, sum_phi=0.0),
        by_hand=(),
    )
    view = distinctions_view(structure)
    (row,) = view.rows
    assert (row.cause_tied, row.effect_tied, row.ties) == (True, False, "cause: B")
    assert dict(view.totals)["Φ"] == "0.5 (0.4 to 0.5 over ties)"
    assert "2 incongruent" in view.note


def test_the_substrate_is_drawn_with_its_mip(substrate, structure):
    view = substrate_view(substrate, STATE, structure)
    assert [unit.text for unit in view.units] == ["a", "B", "C"]
    assert [unit.background for unit in view.units] == [False, False, True]
    assert [(region.kind, region.text) for region in view.regions] == [("system", "φ_s(aB) = 0.17")]
    assert {(e.source, e.target) for e in view.edges if e.cut} == {("A", "B")}
    assert {(e.source, e.target) for e in view.edges if e.bent} == {("A", "B"), ("B", "A")}
    assert {e.source for e in view.edges if e.loop} == {"A", "B", "C"}
    assert [line.text for line in view.key] == ["−0.8", "0.7", "−0.2", "0.2"]
    assert view.note == "k = 4"


def test_complexes_are_regions_and_what_they_exclude_is_not_hidden(substrate, structure, found_complexes):
    view = substrate_view(substrate, STATE, structure, found_complexes)
    kinds = [(region.kind, "".join(region.units)) for region in view.regions]
    assert set(kinds) == {
        ("complex", "C"), ("complex", "AB"), ("excluded", "ABC"), ("excluded", "A"), ("excluded", "B"),
    }  # fmt: skip
    assert kinds[0] == ("excluded", "ABC")
    assert "2 more excluded" in view.note


def test_a_drawing_without_weights_has_no_key():
    substrate = Substrate([Unit("A", Logistic(1.0)), Unit("B", Logistic(2.0))], [Edge("A", "B")])
    view = substrate_view(substrate, (0, 1))
    assert view.key == ()
    assert view.note == "k = 1 to 2"


def test_the_tpm_has_the_current_row(substrate):
    view = tpm_view(substrate, STATE)
    assert view.rows[:3] == ("abc", "Abc", "aBc")
    assert view.columns == ("A", "B", "C")
    assert view.rows[view.current_row] == "aBC"
    assert view.drawn
    np.testing.assert_array_equal(view.values, substrate.tpm)
    assert not view.values.flags.writeable
    assert "aBC" in view.screen_text


def test_the_tpm_by_states_is_the_product_of_the_units(substrate):
    view = tpm_view(substrate, STATE, by="state")
    assert view.columns == view.rows
    assert view.current_column == view.current_row == 6
    np.testing.assert_allclose(view.values.sum(axis=1), 1)
    on = [[name[i].isupper() for name in view.columns] for i in range(3)]
    units = np.stack([view.values[:, np.array(i)].sum(axis=1) for i in on], 1)
    np.testing.assert_allclose(units, substrate.tpm)


def test_a_large_tpm_is_one_row_and_a_sentence():
    substrate = Substrate.from_weights(np.ones((7, 7)), 1.0, list("ABCDEFG"))
    view = tpm_view(substrate, (1, 0, 0, 0, 0, 0, 0))
    assert view.shape == (128, 7)
    assert (view.rows, view.current_row, view.drawn) == (("Abcdefg",), 0, False)
    assert "128 rows" in view.sentence
    np.testing.assert_array_equal(view.values, substrate.tpm[1:2])


def test_a_tpm_that_cannot_be_built_is_a_sentence():
    labels = [f"U{i}" for i in range(40)]
    substrate = Substrate([Unit(label, Logistic()) for label in labels])
    view = tpm_view(substrate, (0,) * 40)
    assert view.values.size == 0
    assert view.sentence == view.screen_text != ""


def test_units_with_three_states_have_three_columns():
    table = Table(("A",), ((0.5, 0.25, 0.25), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))
    view = tpm_view(Substrate([Unit("A", table, states=3)], [Edge("A", "A")]), (2,))
    assert view.rows == view.columns == ("a", "A", "A₂")
    assert view.current_row == 2


def purview(units, state, phi=0.32):
    return MaximalPurview(units=tuple(units), state=state, phi=phi, ties=())


def test_repertoires_are_listed_first_unit_fastest():
    intact = np.array([[0.1, 0.2], [0.6, 0.1]])
    view = repertoire_view("cause", "aB", purview("AB", (1, 0)), intact, np.full((2, 2), 0.25))
    assert view.states == ("ab", "Ab", "aB", "AB")
    assert view.intact == (0.1, 0.6, 0.2, 0.1)
    assert (view.specified, view.purview, view.partitioned) == (1, "Ab", ())
    assert "0.6, 0.25 unconstrained" in view.sentence
    assert view.title.startswith("Cause of aB: π_c(AB | aB)")


def test_a_large_repertoire_is_a_sentence():
    view = repertoire_view("effect", "a", purview("ABCDEFG", (0,) * 7), np.full((2,) * 7, 1 / 128))
    assert view.states == view.intact == ()
    assert "128 states are too many" in view.sentence


def test_repertoires_of_other_purviews_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        repertoire_view("cause", "a", purview("AB", (1, 0)), np.full((2, 2), 0.25), np.full((2,), 0.5))


def test_cause_and_effect_that_are_read_side_by_side_have_one_scale():
    likely, flat = np.array([0.9, 0.1]), np.array([0.4, 0.6])
    sides = [
        repertoire_view(side, "a", purview("A", (0,)), intact)
        for side, intact in (("cause", likely), ("effect", flat))
    ]
    assert [each.highest for each in sides] == [0.9, 0.6]
    assert [each.highest for each in on_one_scale(*sides)] == [0.9, 0.9]
