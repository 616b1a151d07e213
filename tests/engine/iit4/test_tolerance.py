import importlib
import inspect
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.iit4 import tolerance

KERNELS = Path(inspect.getfile(tolerance)).parents[1] / "kernels"
phis = st.floats(-100, 100)


@given(phis, st.floats(-3e-10, 3e-10))
def test_two_phis_are_equal_within_1e_10_relative_and_absolute(phi, off):
    other = phi + off * max(1.0, abs(phi))
    assert tolerance.close(phi, other) == tolerance.close(other, phi) == naive.close(phi, other)
    assert tolerance.positive(off) == (off if off > 1e-10 else 0.0)


@given(st.lists(phis, min_size=1, max_size=5))
def test_the_largest_are_all_that_are_equal_to_the_maximum(values):
    expected = [i for i, value in enumerate(values) if tolerance.close(value, max(values))]
    assert tolerance.largest(values).tolist() == expected


@given(st.lists(st.sampled_from([0.0, 4e-11, 0.3, 0.3 + 4e-11, 50.0, 50.0 - 1e-9]), max_size=6))
def test_equal_values_keep_their_own_order(values):
    order = tolerance.ranked(values)
    assert sorted(order) == list(range(len(values)))
    assert all(
        i < j if tolerance.close(values[i], values[j]) else values[i] > values[j] for i, j in pairwise(order)
    )


@pytest.mark.parametrize("path", sorted(KERNELS.glob("*.py")), ids=lambda path: path.stem)
def test_kernels_have_the_same_tolerance(path):
    """Kernels must not import each other, so each that compares φ has a copy."""
    kernel = importlib.import_module(f"engine.kernels.{path.stem}")
    assert getattr(kernel, "TOLERANCE", tolerance.TOLERANCE) == tolerance.TOLERANCE
    copy = getattr(kernel, "_slack", None)
    for phi in (0.0, 0.3, -2.0, 50.0):
        assert copy is None or copy(phi) == tolerance.slack(phi)
    assert path.read_text(encoding="utf-8").count("TOLERANCE * max") == (copy is not None)
