import numpy as np
import pytest

from engine.errors import TooLargeError
from engine.grain.bounds import Bounds, mapping_tables


@pytest.mark.parametrize(
    ("constituents", "tau", "families", "every"),
    [(1, 1, 1, 1), (2, 1, 5, 7), (3, 1, 13, 127), (4, 1, 29, 29), (1, 2, 1, 7), (2, 2, 3, 3), (1, 3, 1, 127)],
)
def test_how_many_mappings(constituents, tau, families, every):
    for mappings, count in (("families", families), ("all", every)):
        tables = mapping_tables(constituents, tau, mappings)
        assert len(set(tables)) == len(tables) == count
        for table in tables:
            # Up to exchange of 0 and 1: none is constant, and the sequence of all units off is 0.
            assert len(table) == 2 ** (constituents * tau)
            assert table[0] == 0
            assert 1 in table


def test_families_are_among_all():
    assert set(mapping_tables(3, 1, "families")) <= set(mapping_tables(3, 1, "all"))


def test_a_black_box_reads_the_last_update():
    for table in mapping_tables(2, 2, "families"):
        last = np.frombuffer(table, np.uint8).reshape(4, 4)
        assert (last == last[:, :1]).all()


def test_tables_that_are_too_long_are_refused():
    assert len(Bounds(size=8, tau=2).tables(8, 2)) == 255
    with pytest.raises(TooLargeError, match="too many sequences"):
        Bounds(size=9, tau=2).tables(9, 2)
