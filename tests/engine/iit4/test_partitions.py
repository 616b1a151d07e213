import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.iit4.partitions import FEW, MechanismPartition, SystemPartition, smallest_partition

LABELS = "ABCDEF"


def as_partition(parts, directions):
    return SystemPartition(tuple(tuple(LABELS[i] for i in part) for part in parts), tuple(directions))


@pytest.mark.parametrize("n", [2, 3])
def test_every_directional_partition_cuts_its_connections(n):
    for parts, directions in naive.directed_partitions(n):
        expected = naive.is_cut(parts, directions)
        found = as_partition(parts, directions).cut
        assert len(found) == len(set(found)) == expected.sum()
        assert all(expected[LABELS.index(a), LABELS.index(b)] for a, b in found)


def test_a_lone_unit_has_its_self_connection_cut():
    alone = SystemPartition((("A",),), ("both",))
    assert alone.cut == (("A", "A"),)
    assert alone.to_dict() == {"parts": [["A"]], "directions": ["both"], "cut": [["A", "A"]]}


@given(st.integers(1, 3), st.integers(1, 3), st.data())
def test_a_disintegrating_partition_cuts_what_is_in_different_parts(m, z, data):
    pairs = data.draw(st.sampled_from(list(naive.disintegrating_partitions(range(m), range(z)))))
    partition = MechanismPartition(
        tuple((tuple(LABELS[i] for i in a), tuple(LABELS[i] for i in b)) for a, b in pairs)
    )
    assert len(set(partition.cut)) == m * z - sum(len(a) * len(b) for a, b in pairs)
    together = {(x, y) for a, b in partition.parts for x in a for y in b}
    assert together.isdisjoint(partition.cut)


def test_one_connection_between_two_units_is_cut_alone_or_with_its_return():
    found = smallest_partition("AB", [("A", "B")])
    assert found is not None
    assert found.cut == (("A", "B"),)
    assert smallest_partition(LABELS[:FEW], []) is None
