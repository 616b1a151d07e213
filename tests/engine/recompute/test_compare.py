"""Results of PyPhi computed again: its own numbers agree, and every difference has its reason."""

import json
from pathlib import Path

import pytest

from engine import Substrate, iit3, unfold
from engine.errors import FormatError, PhiscopeError
from engine.recompute.compare import compare, ways
from engine.recompute.theirs import their_result

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "golden.json").read_text(encoding="utf-8"))
BASIC = [[0, 0, 0], [0, 0, 1], [1, 0, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 0]]
"""The network of PyPhi's documentation, of which it prints Φ = 2.3125 in the state (1, 0, 0)."""


def network(case) -> dict:
    return {"__class__": "Network", "__version__": "1.2.0", "tpm": case["tpm"], "cm": case["cm"]}


def of_iit3(case) -> dict:
    """An analysis of IIT 3.0 with PyPhi's numbers, as its documentation describes the JSON."""
    concepts = [
        {
            "__class__": "Concept",
            "mechanism": each["mechanism"],
            "cause": {
                "__class__": "MaximallyIrreducibleCause",
                "ria": {"phi": each["cause_phi"], "purview": each["cause"]},
            },
            "effect": {
                "__class__": "MaximallyIrreducibleEffect",
                "ria": {"phi": each["effect_phi"], "purview": each["effect"]},
            },
        }
        for each in case["concepts"]
    ]
    return {
        "__class__": "SystemIrreducibilityAnalysis",
        "__version__": "1.2.0",
        "phi": case["Phi"],
        "ces": {"__class__": "CauseEffectStructure", "concepts": concepts},
        "partitioned_ces": {"concepts": []},
        "subsystem": {
            "network": network(case),
            "state": case["state"],
            "nodes": list(range(case["n"])),
            "cut": None,
        },
    }


def of_iit4(case) -> dict:
    whole = case["whole"]
    return {
        "sia": {
            "phi": whole["phi_s"],
            "normalized_phi": whole["normalized"],
            "current_state": case["state"],
            "node_indices": whole["nodes"],
            "config": {"FORMALISM": "IIT_4_0_2023"},
        },
        "big_phi": whole["Phi"],
        "distinctions": {
            "concepts": [
                {"mechanism": each["mechanism"], "phi": each["phi"]} for each in whole["distinctions"]
            ]
        },
        "network": network(case),
    }


def compared(data, **options):
    substrate = Substrate.read(json.dumps(data).encode(), "result.json")
    theirs = their_result(data)
    assert theirs.state is not None
    units = None if theirs.units is None else tuple(substrate.labels[i] for i in theirs.units)
    return compare(theirs, substrate, theirs.state, units, **options)


def small(kind):
    return [case for case in GOLDEN[kind] if case["n"] <= 3 and ("Phi" in case or "Phi" in case["whole"])][:8]


@pytest.mark.parametrize("case", small("iit3"), ids=lambda case: case["id"])
def test_what_pyphi_printed_of_iit3_agrees(case):
    found = compared(of_iit3(case))
    assert found.formalism == "iit3"
    assert [row for row in found.differs if row.verdict != "tie"] == []
    assert len(found.rows) >= 1 + len(case["concepts"])


@pytest.mark.parametrize("case", small("iit4"), ids=lambda case: case["id"])
def test_what_pyphi_printed_of_iit4_agrees(case):
    found = compared(of_iit4(case))
    assert found.formalism == "iit4-2023"
    assert found.is_explained
    assert {row.verdict for row in found.differs} <= {"reading"}


def test_the_number_of_the_documentation():
    case = {"tpm": BASIC, "cm": None, "state": [1, 0, 0], "n": 3, "Phi": 2.3125, "concepts": []}
    data = of_iit3(case)
    del data["ces"]
    found = compared(data)
    assert found.rows[0].verdict == "agrees"
    assert found.rows[0].theirs == 2.3125


def structure_of(result) -> dict:
    """Our own result, as a PyPhi file would have it."""
    place = {label: i for i, label in enumerate(result.labels)}

    def side(each):
        units = each.purview if hasattr(each, "purview") else each.units
        return {"phi": each.phi, "purview": [place[u] for u in units]}

    return {
        "phi": result.big_phi if hasattr(result, "concepts") else result.phi_s,
        "current_state": list(result.state),
        "ces": [
            {
                "mechanism": [place[u] for u in d.mechanism],
                "phi": d.phi,
                "cause": side(d.cause),
                "effect": side(d.effect),
            }
            for d in (result.concepts if hasattr(result, "concepts") else result.distinctions)
        ],
    }


S = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})


def test_a_tied_purview_is_a_tie():
    ours = unfold(S, "abc", ties="smallest")
    found = compare(their_result(structure_of(ours)), S, (0, 0, 0))
    ties = [row for row in found.differs if row.verdict == "tie"]
    assert ties
    assert all("leaves the choice open" in row.why for row in ties)
    assert found.is_explained


def test_another_reading_and_another_formalism_are_named():
    reading = compare(their_result({**structure_of(unfold(S, "abc")), "big_phi": 0}), S, (0, 0, 0))
    assert reading.is_explained
    other = their_result({"phi": iit3.unfold(S, "abc").big_phi, "normalized_phi": 0})
    found = compare(other, S, (0, 0, 0))
    assert [(row.verdict, row.why) for row in found.rows] == [("formalism", "It is theirs under IIT 3.0.")]


def test_a_wrong_number_stays_unexplained():
    data = structure_of(unfold(S, "abc"))
    data["ces"][0]["phi"] += 0.25
    found = compare(their_result(data), S, (0, 0, 0))
    assert [row.verdict for row in found.differs] == ["unexplained"]
    assert not found.is_explained
    del data["ces"][0]
    assert "Only here" in " ".join(row.why for row in compare(their_result(data), S, (0, 0, 0)).rows)


def test_objects_given_by_their_id_are_found():
    case = small("iit3")[0]
    data = of_iit3(case)
    data["subsystem"]["network"]["__id__"] = 7
    data["cut_subsystem"] = {"network": {"__class__": "Network", "__id__": 7}, "state": case["state"]}
    assert compared(data).rows[0].verdict == "agrees"


@pytest.mark.parametrize(
    "data", [[], {}, {"phi": "much"}, {"phi": 1, "ces": [{"mechanism": "A"}]}, {"sia": {}}]
)
def test_other_files_are_refused(data):
    with pytest.raises(FormatError, match="no result of PyPhi"):
        their_result(data)


def test_units_that_there_are_not_are_refused():
    with pytest.raises(PhiscopeError, match="names unit 9"):
        compare(their_result({"phi": 0, "ces": [{"mechanism": [9], "phi": 1}]}), S, (0, 0, 0))


def test_the_configuration_in_the_result_is_followed():
    ours = unfold(S, "abc", ties="smallest")
    data = {**structure_of(ours), "big_phi": ours.big_phi}
    data["sia"] = {"phi": ours.phi_s, "current_state": [0, 0, 0]}
    config = {"IIT_VERSION": 4, "PURVIEW_TIE_RESOLUTION": ["PHI", "NEGATIVE_PURVIEW_SIZE"], "PRECISION": 10}
    found = compare(their_result({**data, "config": config}), S, (0, 0, 0))
    assert (found.readings, found.differs) == ({"ties": "smallest"}, ())
    plain = compare(their_result(data), S, (0, 0, 0))
    assert plain.readings == {}
    assert {row.verdict for row in plain.differs} == {"tie", "reading"}


@pytest.mark.parametrize(("precision", "agrees"), [(3, True), (10, False), (None, False)])
def test_numbers_agree_to_the_precision_of_the_configuration(precision, agrees):
    ours = unfold(S, "abc")
    data = {"phi": ours.phi_s + 5e-4, "config": {"IIT_VERSION": 4, "PRECISION": precision}}
    (row,) = compare(their_result(data), S, (0, 0, 0)).rows
    assert (row.verdict == "agrees") is agrees


def test_an_option_without_a_counterpart_is_suspected_where_nothing_else_explains():
    config = {"MEASURE": "EMD", "PARTITION_TYPE": "TRI", "PRECISION": 6}
    basic = Substrate.from_tpm(BASIC)
    tri = their_result({"phi": 2.5208, "config": config})  # PyPhi's number with three-part partitions
    found = compare(tri, basic, (1, 0, 0))
    (row,) = found.rows
    assert (found.formalism, row.verdict) == ("iit3", "option")
    assert row.why == "PyPhi was set to PARTITION_TYPE = TRI: no counterpart."
    assert not found.is_explained
    right = compare(their_result({"phi": 2.3125, "config": config}), basic, (1, 0, 0))
    assert right.differs == ()


def test_every_way_is_another():
    for key in ("iit3", "iit4-2023"):
        assert len(set(ways(key))) == len(ways(key)) >= 4
        assert ways(key, {"ties": "smallest", "candidates": "reachable-now"})[0].readings == (
            ("ties", "smallest"),
        )
    assert ways("iit3", {"ties": "pyphi"}) == ways("iit3")
