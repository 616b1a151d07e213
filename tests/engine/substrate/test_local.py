import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.local import held_columns, local_cm, local_digest, local_function, needed_inputs
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import all_states
from strategies import binary_substrates


@given(binary_substrates(4))
def test_local_functions_are_the_columns_of_the_tpm(substrate):
    states = all_states(substrate.radix)
    for unit in range(substrate.n):
        inputs, table = substrate.local(unit)
        rows = [table[tuple(state[i] for i in inputs)] for state in states]
        np.testing.assert_allclose(rows, substrate.columns[:, 2 * unit : 2 * unit + 2], atol=1e-15)
        assert needed_inputs(inputs, table) == tuple(np.flatnonzero(substrate.cm[:, unit]))
    functions = [substrate.local(unit) for unit in range(substrate.n)]
    assert local_cm(functions, [()] * substrate.n).tolist() == substrate.cm.tolist()


@given(binary_substrates(4), st.data())
def test_the_units_that_do_not_vary_are_held(substrate, data):
    n = substrate.n
    state = data.draw(st.tuples(*[st.integers(0, 1)] * n))
    inside = data.draw(st.permutations(range(n)).map(lambda order: order[: max(1, n - 1)]))
    asked = data.draw(st.lists(st.integers(0, n - 1), min_size=1))
    found = held_columns(map(substrate.local, asked), substrate.radix, state, inside)
    for row in range(2 ** len(inside)):
        whole = list(state)
        for k, i in enumerate(inside):
            whole[i] = row >> k & 1
        at = sum(value << i for i, value in enumerate(whole))
        np.testing.assert_allclose(found[row, 1::2], substrate.tpm[at, asked], atol=1e-12)


def test_a_function_that_is_no_table_depends_on_all_that_it_reads():
    assert local_cm(["read", ((), np.array([0.5, 0.5]))], [(0, 1), ()]).tolist() == [[1, 0], [1, 0]]


def test_the_first_input_is_the_fastest():
    inputs, table = local_function([2, 0], np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5]), (3, 2, 2))
    assert inputs == (2, 0)
    assert table.shape == (2, 3, 2)
    assert table[1, 2].tolist() == [0.5, 0.5]
    assert table[1, 0, 1] == 0.1


def test_a_digest_leaves_out_inputs_that_make_no_difference_and_their_order():
    def digest(rules):
        substrate = Substrate.from_rules(rules)
        return local_digest(substrate.labels, substrate.radix, map(substrate.local, range(substrate.n)))

    first = digest({"A": "A & B", "B": "A"})
    assert first == digest({"A": "B & A", "B": "A | (A & B)"})
    assert first != digest({"A": "A | B", "B": "A"})
    assert local_digest("A", (2,), ["read"]) != local_digest("A", (2,), ["read otherwise"])
