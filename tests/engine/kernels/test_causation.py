import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.kernels.causation import irreducibility, mean_ratios, weakest_partition

pytestmark = pytest.mark.nojit


@settings(max_examples=40)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_alpha_is_what_the_best_of_all_listed_partitions_loses(a, b, seed):
    value = np.random.default_rng(seed).normal(size=(1 << a, 1 << b)).round(1)
    value[0] = value[:, 0] = 0
    control = np.zeros(2, np.int64)
    alpha, most = irreducibility(value, control)
    assert control[1] == (3**a - 1) // 2
    for x in range(1, 1 << a):
        for y in range(1, 1 << b):
            left = naive.largest_of_partitions(value, x, y)
            assert alpha[x, y] == pytest.approx(value[x, y] - left)
            parts = weakest_partition(value, most, x, y)
            assert sum(value[p, q] for p, q in parts) == pytest.approx(left)
            assert sum(parts[:, 0]) == np.bitwise_or.reduce(parts[:, 0]) == x
            assert sum(parts[:, 1]) & ~y == 0
            assert not (len(parts) == 1 and parts[0, 1])


@settings(max_examples=40)
@given(st.lists(st.integers(2, 3), min_size=1, max_size=3), st.integers(1, 3), st.data())
def test_ratios_are_averaged_over_the_states_that_are_not_given(radix, width, data):
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    rows = int(np.prod(radix))
    table = rng.uniform(0.1, 0.9, (rows, width))
    present = data.draw(st.integers(0, rows - 1))
    found = mean_ratios(table, np.array(radix), present, np.zeros(2, np.int64))
    cube = table.reshape(*reversed(radix), width)
    now = np.unravel_index(present, tuple(reversed(radix)))
    for units in range(1 << len(radix)):
        away = tuple(len(radix) - 1 - i for i in range(len(radix)) if not units >> i & 1)
        averaged = cube.mean(axis=away, keepdims=True)
        here = averaged[tuple(0 if axis in away else at for axis, at in enumerate(now))]
        for columns in range(1 << width):
            chosen = list(naive.units_in(columns))
            expected = np.mean(np.prod((averaged / here)[..., chosen], axis=-1))
            assert found[units, columns] == pytest.approx(expected)
