"""A lesion conditions the TPM for good: proved row by row against the definition, whatever the functions."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Edge, Substrate, Unit, unfold
from engine.errors import PhiscopeError
from engine.substrate.formats.script import parse_script, write_script
from engine.substrate.functions import GATES, Gate, Logistic, Rule, Table
from engine.substrate.lesions import lesion, lesioned
from engine.substrate.tpm import all_states, row_of
from strategies import binary_substrates, many_valued_substrates

NETWORKS = Path(__file__).parents[3] / "assets" / "networks"
ANY = st.one_of(binary_substrates(min_units=2), many_valued_substrates())


def conditioned(substrate, index, value):
    """The TPM by the definition: every row is that of the same state with the unit at `value`."""
    starts = np.concatenate(([0], np.cumsum(substrate.radix)))
    expected = np.empty_like(substrate.columns)
    for row, state in enumerate(all_states(substrate.radix).tolist()):
        state[index] = value
        expected[row] = substrate.columns[row_of(state, substrate.radix)]
        for v in range(substrate.radix[index]):
            expected[row, starts[index] + v] = float(v == value)
    return expected


@given(ANY, st.data())
def test_a_lesion_conditions_the_tpm(substrate, data):
    if substrate.n == 1:
        return
    index = data.draw(st.integers(0, substrate.n - 1))
    value = data.draw(st.integers(0, substrate.radix[index] - 1))
    label = substrate.labels[index]
    after, _ = lesion(substrate, label, value)
    assert after.columns == pytest.approx(conditioned(substrate, index, value), abs=1e-9)
    assert label in lesioned(after)
    assert not [edge for edge in after.edges if label in (edge.source, edge.target)]
    assert not after.cm[index].any()
    assert not after.cm[:, index].any()


@pytest.mark.parametrize("value", [0, 1])
@pytest.mark.parametrize("n_inputs", [1, 2, 3, 4])
@pytest.mark.parametrize("name", GATES)
def test_every_gate_survives_with_the_rest_of_its_inputs(name, n_inputs, value):
    if name in ("NOT", "COPY") and n_inputs > 1:
        return
    for n in range(n_inputs + 2) if name == "THRESHOLD" else (None,):
        labels = "LABC"[:n_inputs]
        units = (*(Unit(x, Logistic()) for x in labels), Unit("T", Gate(name, 0.1, n)))
        substrate = Substrate(units, tuple(Edge(x, "T") for x in labels))
        after, _ = lesion(substrate, "L", value)
        assert after.columns == pytest.approx(conditioned(substrate, 0, value))
        assert not isinstance(after.units[-1].function, Table)


def test_the_lesion_of_the_paper():
    """Albantakis et al. 2023, Fig 7: E inactivated in 7B is 7C, and no background condition."""
    before = Substrate.read(NETWORKS / "iit4-fig7b-inactive.json")
    paper = Substrate.read(NETWORKS / "iit4-fig7c-inactivated.json")
    after, notes = lesion(before, "E", 0)
    assert after.tpm == pytest.approx(paper.tpm, abs=1e-12)
    assert lesioned(paper) == lesioned(after) == ("E",)
    assert "A's bias is now -3.2: what E sends it for good." in notes
    inactivated = unfold(after, paper.state, units="ABCD")
    assert inactivated.phi_s == pytest.approx(0.11, abs=0.005)
    background = unfold(before, paper.state, units="ABCD")
    assert background.phi_s != pytest.approx(inactivated.phi_s, abs=0.01)


def test_functions_stay_what_they_are_and_the_notes_say_what_changed():
    substrate = Substrate(
        (
            Unit("L", Logistic(2.0)),
            Unit("A", Logistic(2.0, 0.5)),
            Unit("B", Gate("MAJORITY")),
            Unit("C", Rule("L & !A", 0.1)),
            Unit("D", Table(("A", "L"), (0.1, 0.2, 0.3, 0.4))),
        ),
        (
            *(Edge("L", "A", -0.5), Edge("L", "B"), Edge("A", "B"), Edge("C", "B"), Edge("D", "L")),
            *(Edge("L", "C"), Edge("A", "C"), Edge("A", "D"), Edge("L", "D")),
        ),
    )
    after, notes = lesion(substrate, "L", 1)
    assert [unit.function for unit in after.units] == [
        Table((), (1.0,)),
        Logistic(2.0, -0.5),
        Gate("THRESHOLD", 0.0, 1),
        Rule("1 & !A", 0.1),
        Table(("A",), (0.3, 0.4)),
    ]
    assert notes == (
        "A's bias is now -0.5: what L sends it for good.",
        "B is now THRESHOLD (at least 1) of its other inputs.",
        "C's rule is now 1 & !A.",
        "D's table has lost L: the rows of its state stay.",
    )


def test_rows_over_the_functions_are_conditioned_too():
    tpm = np.random.default_rng(1).uniform(size=(8, 3))
    drawn = Substrate.from_rules({"A": "B | C | A", "B": "A | C | B", "C": "A | B | C"})
    substrate = replace(drawn, tpm_rows=tpm.tolist())
    after, _ = lesion(substrate, "B", 1)
    assert after.columns == pytest.approx(conditioned(substrate, 1, 1))


@given(binary_substrates(min_units=2, max_units=3))
def test_a_lesion_survives_files_and_text(substrate):
    after, _ = lesion(substrate, "B", 1)
    assert Substrate.from_dict(after.to_dict()) == after
    assert lesioned(Substrate.from_dict(after.to_dict())) == lesioned(after)
    assert lesioned(parse_script(write_script(after))) == lesioned(after)


def test_what_is_no_lesion():
    with_edge = Substrate((Unit("A", Table((), (0.0,))), Unit("B", Logistic())), (Edge("A", "B"),))
    assert lesioned(with_edge) == ()
    assert lesioned(Substrate((Unit("A", Table((), (0.5,))), Unit("B", Rule("0"))))) == ()
    with pytest.raises(PhiscopeError, match="only unit"):
        lesion(Substrate((Unit("A", Logistic()),)), "A", 0)
    with pytest.raises(PhiscopeError, match="no state 2"):
        lesion(with_edge, "A", 2)
    with pytest.raises(PhiscopeError, match="exactly one input"):
        lesion(
            Substrate((Unit("A", Logistic()), Unit("B", Gate("NOT"))), (Edge("A", "B"), Edge("B", "B"))),
            "A",
            0,
        )


def test_a_bias_beyond_the_limit_is_a_table():
    substrate = Substrate(
        (Unit("A", Logistic()), Unit("B", Logistic(1e6))), (Edge("A", "B", 1e6), Edge("B", "B"))
    )
    after, _ = lesion(substrate, "A", 1)
    assert after.units[1].function == Table(("B",), (1.0, 1.0))
