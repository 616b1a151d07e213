from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import SubstrateError, TPMError
from engine.substrate.builders import (
    checked_cm,
    checked_labels,
    default_labels,
    from_rules,
    from_tpm,
    from_weights,
    table_at,
    with_tables,
)
from engine.substrate.functions import Table
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates


@given(st.one_of(binary_substrates(3), many_valued_substrates(3)), st.data())
def test_tables_in_place_of_functions_leave_the_dynamics_as_they_are(substrate, data):
    which = data.draw(st.lists(st.sampled_from(range(substrate.n)), unique=True))
    changed = with_tables(substrate, which)
    np.testing.assert_allclose(changed.columns, substrate.columns, atol=1e-12)
    for i, unit in enumerate(changed.units):
        assert unit == substrate.units[i] if i not in which else isinstance(unit.function, Table)


def test_rows_are_dropped_when_every_unit_has_its_table():
    substrate = replace(
        from_rules(Substrate, {"A": "B", "B": "A"}), tpm_rows=((0, 0), (0, 1), (0, 0), (0, 1))
    )
    assert with_tables(substrate, [0]).tpm_rows is not None
    assert with_tables(substrate).tpm_rows is None
    assert table_at(substrate, 1) == Table(("A",), (0.0, 1.0))


def test_the_connectivity_is_implied_or_declared():
    tpm = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert [(e.source, e.target) for e in from_tpm(Substrate, tpm).edges] == [("A", "B"), ("B", "A")]
    assert len(from_tpm(Substrate, tpm, [[1, 1], [1, 1]]).edges) == 4
    with pytest.raises(TPMError, match="A → B"):
        from_tpm(Substrate, tpm, [[0, 0], [1, 0]])


def test_weights_stand_from_row_to_column():
    substrate = from_weights(Substrate, [[0, 2], [-1, 0]], k=3)
    assert [(e.source, e.target, e.weight) for e in substrate.edges] == [("A", "B", 2.0), ("B", "A", -1.0)]
    assert {unit.function.k for unit in substrate.units} == {3.0}


def test_labels():
    assert default_labels(3) == ["A", "B", "C"]
    assert default_labels(27)[-1] == "U26"
    assert checked_labels(("X", "Y"), 2) == ["X", "Y"]
    with pytest.raises(SubstrateError, match="one per unit"):
        checked_labels(("X",), 2)


@pytest.mark.parametrize("cm", [[[0, 1]], [[0, 2], [0, 0]]])
def test_a_connectivity_has_entries_0_and_1(cm):
    with pytest.raises(TPMError, match="2 by 2"):
        checked_cm(cm, 2)
