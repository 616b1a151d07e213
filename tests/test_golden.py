"""Numbers that another implementation printed for random substrates (`tests/data/README.md`)."""

import json
from pathlib import Path

import pytest

from engine.iit4.complexes import complexes
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate

GOLDEN = json.loads((Path(__file__).parent / "data" / "golden.json").read_text(encoding="utf-8"))
REASONS = {"NO_STRONG_CONNECTIVITY": "not-strongly-connected"}
SCALARS = {
    "phi_s": "phi_s",
    "normalized": "normalized_phi_s",
    "phi_c": "phi_c",
    "phi_e": "phi_e",
    "ii_c": "ii_c",
    "ii_e": "ii_e",
}


def entries(*keys, having=lambda system: True):
    """One parameter per system; the smallest run without the JIT too."""
    return [
        pytest.param(
            entry, key, id=f"{entry['id']}-{key}", marks=pytest.mark.nojit if entry["n"] == 3 else ()
        )
        for entry in GOLDEN["iit4"]
        for key in keys
        if key in entry and having(entry[key])
    ]


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def substrate_of(entry):
    return Substrate.from_tpm(entry["tpm"], entry["cm"])


def unfolded(entry, key):
    substrate = substrate_of(entry)
    return unfold(substrate, entry["state"], [substrate.labels[i] for i in entry[key]["nodes"]])


def names(substrate, nodes):
    return tuple(substrate.labels[i] for i in nodes)


@pytest.mark.parametrize(("entry", "key"), entries("whole", "subsystem"))
def test_system(entry, key):
    expected, found = entry[key], unfolded(entry, key).integration
    assert found.phi_s == near(expected["phi_s"])
    if expected.get("reasons"):
        assert [found.reason] == [REASONS[reason] for reason in expected["reasons"]]
    elif expected["phi_s"] > 0:
        assert found.reason is None
    else:
        assert found.reason == "reducible"
    # where φ_s is 0 many partitions cost nothing, and which one is printed is arbitrary
    compared = SCALARS if expected["phi_s"] > 0 else {"ii_c": "ii_c", "ii_e": "ii_e"}
    for theirs, ours in compared.items():
        if theirs in expected:
            assert getattr(found, ours) == near(expected[theirs]), ours
    if "cause_state" in expected and not expected.get("state_tie", False):
        assert found.cause_state == tuple(expected["cause_state"])
        assert found.effect_state == tuple(expected["effect_state"])
        assert found.ties == ()


@pytest.mark.parametrize(
    ("entry", "key"), entries("whole", "subsystem", having=lambda s: s["phi_s"] > 0 and "cuts" in s)
)
def test_minimum_partition(entry, key):
    expected, found = entry[key], unfolded(entry, key)
    matrix, labels = expected["cuts"], found.labels
    edges = {
        (a, b)
        for a, row in zip(labels, matrix, strict=True)
        for b, cut in zip(labels, row, strict=True)
        if cut
    }
    assert set(found.mip.cut) == edges


@pytest.mark.parametrize(
    ("entry", "key"), entries("whole", "subsystem", having=lambda s: "distinctions" in s)
)
def test_structure(entry, key):
    expected, found = entry[key], unfolded(entry, key)
    expected_ones = sorted(expected["distinctions"], key=lambda d: (len(d["mechanism"]), d["mechanism"]))
    assert [d.mechanism for d in found.distinctions] == [names(found, d["mechanism"]) for d in expected_ones]
    for ours, theirs in zip(found.distinctions, expected_ones, strict=True):
        assert ours.phi == near(theirs["phi"])
        for side in ("cause", "effect"):
            mine, their = getattr(ours, side), theirs[side]
            assert mine.phi == near(their["phi"])
            picks = {(mine.units, mine.state)} | {(t.units, t.state) for t in mine.ties if t.congruent}
            assert (names(found, their["purview"]), tuple(their["state"])) in picks
    assert found.sum_phi_d == near(expected["sum_phi_d"])
    assert found.relations.count == expected["n_relations"]
    assert found.relations.sum_phi == near(expected["sum_phi_r"])
    assert found.big_phi == near(expected["Phi"])


@pytest.mark.parametrize(("entry", "key"), entries("complexes"))
def test_complexes(entry, key):
    substrate = substrate_of(entry)
    found = complexes(substrate, entry["state"]).complexes
    assert [c.units for c in found] == [names(substrate, c["nodes"]) for c in entry[key]]
    assert [c.phi_s for c in found] == near([c["phi_s"] for c in entry[key]])
