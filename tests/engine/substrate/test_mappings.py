import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import GrainError
from engine.substrate.mappings import in_order, name_of, named_table
from grain_cases import tables


@pytest.mark.parametrize(
    ("name", "labels", "tau", "table"),
    [
        ("all", "AB", 1, (0, 0, 0, 1)),
        ("any", "AB", 1, (0, 1, 1, 1)),
        ("parity", "AB", 1, (0, 1, 1, 0)),
        ("count:1", "AB", 1, (0, 1, 1, 0)),
        ("count:0, 2", "AB", 1, (1, 0, 0, 1)),
        ("last:A", "AB", 1, (0, 1, 0, 1)),
        ("last:A", "A", 2, (0, 0, 1, 1)),
        ("all", "A", 2, (0, 0, 0, 1)),
        ("last:B", "AB", 2, (*(0,) * 8, *(1,) * 8)),
        ("last:A&B", "AB", 2, (*(0,) * 12, *(1,) * 4)),
    ],
)
def test_names(name, labels, tau, table):
    assert named_table(name, tuple(labels), tau) == table
    assert named_table(name_of(table, tuple(labels), tau), tuple(labels), tau) == table


@pytest.mark.parametrize(
    "name", ["", "most", "count:", "count:3", "count:x", "count:-1", "last:", "last:C", "last"]
)
def test_what_is_no_mapping_is_refused(name):
    with pytest.raises(GrainError):
        named_table(name, ("A", "B"), 1)


@given(st.sampled_from([(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (1, 3)]), st.data())
def test_a_name_means_its_table(size, data):
    constituents, tau = tuple("ABC"[: size[0]]), size[1]
    table = tuple(data.draw(tables(size[0] * tau)))
    name = name_of(table, constituents, tau)
    assert not name or named_table(name, constituents, tau) == table


@given(tables(4), st.permutations(range(2)))
def test_another_order_and_back(table, order):
    there = in_order(tuple(table), order, 2)
    assert in_order(there, [order.index(k) for k in range(2)], 2) == tuple(table)
    assert in_order(tuple(table), (0, 1), 2) == tuple(table)
