"""What is no substrate is refused where it is made, naming the field (`engine.substrate.checks`)."""

import pytest

from engine.errors import PhiscopeError
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import MAX_HELD, Edge, Substrate, Unit

PAIR = (Unit("A", Logistic()), Unit("B", Logistic()))
THERE_AND_BACK = (Edge("A", "B"), Edge("B", "A"))
SWAP = ((0, 0), (0, 1), (1, 0), (1, 1))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"units": ()}, "units"),
        ({"units": (PAIR[0], PAIR[0])}, "units"),
        ({"units": tuple(Unit(f"U{i}", Logistic()) for i in range(MAX_HELD + 1))}, "units"),
        ({"edges": (Edge("A", "C"),)}, "edges[0]"),
        ({"edges": (Edge("A", "B"), Edge("A", "B"))}, "edges[1]"),
        ({"units": (PAIR[0], Unit("B", Rule("A")))}, "edges"),
        ({"units": (PAIR[0], Unit("B", Rule("C")))}, "function"),
        ({"units": (PAIR[0], Unit("B", Table(("A",), (0.1, 0.2))))}, "edges"),
        ({"tpm_rows": SWAP}, "tpm"),
        ({"tpm_rows": SWAP[:3], "edges": THERE_AND_BACK}, "tpm"),
        ({"state": (0, 2)}, "state"),
        ({"system": ("C",)}, "units"),
        ({"transition": {"now": (0, 0)}}, "transition"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused_by_field(parts, field):
    with pytest.raises(PhiscopeError) as refusal:
        Substrate(**({"units": PAIR} | parts))
    assert refusal.value.field == field


def test_rows_need_an_edge_for_every_dependence_and_may_have_more():
    every = (*THERE_AND_BACK, Edge("A", "A"))
    substrate = Substrate(PAIR, every, tpm_rows=SWAP)
    assert substrate.cm.tolist() == [[0, 1], [1, 0]]
    assert substrate.drawn.tolist() == [[1, 1], [1, 0]]


def test_a_transition_is_kept_in_plain_types_and_substrate_order():
    moved = {"before": "Ab", "after": (0, 1), "causes": ["B", "A"]}
    kept = Substrate(PAIR, transition=moved).transition
    assert kept == {"before": {"A": 1, "B": 0}, "after": {"A": 0, "B": 1}, "causes": ["A", "B"]}


def test_a_gate_may_lack_its_inputs_until_the_tpm_is_needed():
    unfinished = Substrate((Unit("A", Gate("AND")),))
    with pytest.raises(PhiscopeError, match="without inputs"):
        unfinished.check()
