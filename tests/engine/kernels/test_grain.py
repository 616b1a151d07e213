import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.kernels import grain
from engine.run.jobs import new_control
from engine.substrate.tpm import infer_cm

pytestmark = pytest.mark.nojit


@settings(max_examples=20)
@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_expectations(d, k, seed):
    rng = np.random.default_rng(seed)
    on, values = rng.random((5, d)), rng.random((k, 2**d))
    found = grain.expectations(values, 1 - on, on, new_control())
    for r in range(5):
        joint = np.array(
            [np.prod([on[r, i] if v >> i & 1 else 1 - on[r, i] for i in range(d)]) for v in range(2**d)]
        )
        np.testing.assert_allclose(found[:, r], values @ joint, atol=1e-13)


def test_expectations_stop():
    control = new_control()
    control[0] = 1
    assert not grain.expectations(np.ones((1, 2)), np.ones((3, 1)), np.ones((3, 1)), control).any()


@settings(max_examples=20)
@given(st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_connections_are_those_of_both_tables(m, seed):
    rng = np.random.default_rng(seed)
    tables = []
    for _ in range(2):
        on = rng.choice([0.0, 0.1, 0.1 + 1e-14, 0.5, 1.0, 1 - 1e-10], (2**m, m))
        tables.append(np.stack([1 - on, on], axis=2).reshape(2**m, 2 * m))
    expected = infer_cm(tables[0], (2,) * m) | infer_cm(tables[1], (2,) * m)
    np.testing.assert_array_equal(grain.connections(*tables), expected)


def test_macro_tables_of_identity_units_are_the_chances():
    """One unit inside and one in the background: both tables read off the chances."""
    on = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]])
    chances = np.stack([1 - on[:, 0], on[:, 0]])[None]
    past = np.array([[0.1, 0.2, 0.3, 0.4]])
    shares = np.eye(2)[None]
    args = np.array([0, 1]), np.array([0, 2]), 2, shares, np.array([2])
    effect, cause = grain.macro_tables(chances, past, *args)
    np.testing.assert_allclose(effect[:, 1], [0.5, 0.7])
    np.testing.assert_allclose(cause[:, 1], [0.3 * 0.1 + 0.7 * 0.5, 0.3 * 0.3 + 0.7 * 0.7])
    np.testing.assert_allclose(effect.sum(axis=1), 1)
