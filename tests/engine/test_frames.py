"""Results as tables of pandas and labelled arrays: every number is that of the result."""

from importlib.util import find_spec

import numpy as np
import pytest

from engine import Substrate, account, complexes, iit3, repertoire, unfold
from engine.errors import MissingLibraryError
from engine.frames import LabelledArray, library
from engine.grain import grains
from engine.substrate.builders import from_tpm
from engine.substrate.tpm import row_of

S = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})


def test_distinctions():
    structure = unfold(S, "abc")
    found = structure.to_frame()
    assert len(found) == len(structure.distinctions) > 0
    assert found.phi.sum() == pytest.approx(structure.sum_phi_d)
    assert tuple(found.mechanism) == tuple(d.mechanism for d in structure.distinctions)
    assert found.loc[0, "cause"] == structure.distinctions[0].cause.units
    assert found.attrs["phi_s"] == structure.phi_s


def test_candidate_systems():
    found = complexes(S, "abc")
    table = found.to_frame()
    assert len(table) == 7
    assert table.phi_s.is_monotonic_decreasing
    assert set(table[table.verdict == "complex"].units) == {c.units for c in found.complexes}
    assert set(table[table.verdict == "excluded"].units) == {e.units for e in found.excluded}
    assert table[table.verdict == "excluded"].by.map(len).all()


def test_concepts_and_ranked_systems():
    structure, found = iit3.unfold(S, "abc"), iit3.complexes(S, "abc")
    assert tuple(structure.to_frame().phi) == tuple(c.phi for c in structure.concepts)
    table = found.to_frame()
    assert set(table[table.verdict == "complex"].units) == {c.units for c in found.complexes}
    assert len(table) == len(found.candidates)


def test_systems_across_grains():
    found = grains(S, "abc", size=2)
    table = found.to_frame()
    assert len(table) == len(found.systems)
    assert set(table[table.verdict == "complex"].units) == {each.units for each in found.complexes}
    assert table.phi_s.is_monotonic_decreasing


def test_links():
    found = account(S, "ABc", "aBc")
    table = found.to_frame()
    assert table.alpha.sum() == pytest.approx(found.alpha_total["both"])
    assert set(table.direction) == {"cause", "effect"}
    assert table.attrs["before"] == {"A": 1, "B": 1, "C": 0}


def test_a_tpm_by_state():
    table = S.to_frame()
    assert table.index.names == ["A", "B", "C"]
    assert table.loc[(1, 0, 1), "B"] == S.tpm[row_of((1, 0, 1), (2, 2, 2)), 1]


def three_and_two() -> Substrate:
    rows = np.random.default_rng(3).random((6, 5))
    rows[:, :3] /= rows[:, :3].sum(axis=1, keepdims=True)
    rows[:, 3:] /= rows[:, 3:].sum(axis=1, keepdims=True)
    return from_tpm(Substrate, rows, None, ["A", "B"], (3, 2))


def test_a_tpm_of_units_with_more_states():
    s = three_and_two()
    table = s.to_frame()
    assert table.shape == (6, 5)
    assert np.allclose(table.loc[(2, 1)], s.columns[5])


def test_a_repertoire_is_a_table_indexed_by_states():
    found = repertoire(S, (0, 0, 0), "cause", "AB", "BC")
    table = found.to_frame()
    assert table.index.names == ["B", "C"]
    assert table.attrs == found.about
    for (b, c), row in table.iterrows():
        assert row["cause repertoire"] == found.values[b, c]
    assert table["cause repertoire"].sum() == pytest.approx(1)


@pytest.mark.parametrize("substrate", [S, three_and_two()], ids=["binary", "three states"])
def test_the_labelled_tpm_is_indexed_by_the_states_of_the_units(substrate):
    found = substrate.labelled_tpm
    values = substrate.tpm if substrate.is_binary else substrate.columns
    for state in np.ndindex(*substrate.radix):
        assert np.array_equal(found.values[state], values[row_of(state, substrate.radix)])
    assert list(found.axes) == [*substrate.labels, "next"]


def test_what_is_missing_is_said_with_what_to_install():
    with pytest.raises(MissingLibraryError, match="pip install no_such_library"):
        library("no_such_library")


def test_xarray():
    if find_spec("xarray") is None:
        with pytest.raises(MissingLibraryError, match=r"pip install -e '.\[notebook\]'"):
            S.to_xarray()
        return
    found = S.to_xarray()
    assert float(found.sel(A=1, B=1, C=0, next="A")) == S.tpm[3, 0]
    assert LabelledArray(np.ones(2), {"A": (0, 1)}, "x").to_xarray().sel(A=1) == 1
