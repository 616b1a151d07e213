from itertools import combinations
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from causal import in_naive_terms, inputs_to, transitions
from engine.causation.account import UnreachableTransitionError, account
from engine.errors import Cancelled, StateError, TooLargeError
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Substrate, Unit
from strategies import binary_substrates, many_valued_substrates, rare_tables


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


@pytest.mark.nojit
@settings(max_examples=40)
@given(transitions(st.one_of(binary_substrates(3), rare_tables(2))))
def test_links_are_those_of_the_listed_partitions(transition):
    check_twin(transition)


@settings(max_examples=15)
@given(transitions(many_valued_substrates(3)))
def test_links_of_units_with_more_states(transition):
    check_twin(transition)


@settings(max_examples=5)
@given(transitions(binary_substrates(4, min_units=4), most=4))
def test_links_of_four_units(transition):
    check_twin(transition)


def check_twin(transition):
    found = account(*transition)
    substrate, before, after = transition[:3]
    tpm, *rest = in_naive_terms(*transition)
    expected = naive.account_links(tpm, *rest)
    labels = np.array(substrate.labels)
    assert {(k.direction, k.occurrence) for k in found.links} == {
        (d, tuple(labels[list(x)])) for d, x in expected
    }
    for link in found.links:
        occurrence = tuple(map(substrate.index, link.occurrence))
        alpha, purviews = expected[link.direction, occurrence]
        assert link.alpha == near(alpha)
        assert link.alpha > 0
        assert set(link.candidates) == {tuple(labels[list(y)]) for y in purviews}
        assert link.indeterminate == (len(purviews) > 1)
        assert link.state == tuple((before if link.direction == "effect" else after)[i] for i in occurrence)
        check_probabilities(link, substrate, tpm, rest)


def check_probabilities(link, substrate, tpm, rest):
    """The partition shown gives the probability shown, which gives α."""

    def probability(occurrence, purview):
        at = [tuple(map(substrate.index, units)) for units in (occurrence, purview)]
        return naive.past_or_future(link.direction, tpm, rest, *at)

    parts = link.partition.parts
    assert sorted(u for x, _ in parts for u in x) == sorted(link.occurrence)
    assert sorted(u for _, y in parts for u in y) == sorted(link.candidates[0])
    assert all(not y for x, y in parts if x == link.occurrence)
    assert link.probability == near(probability(link.occurrence, link.candidates[0]))
    assert link.partitioned == near(np.prod([probability(x, y) for x, y in parts]))
    assert link.unconstrained == near(probability((), link.candidates[0]))
    assert link.alpha == near(np.log2(link.probability / link.partitioned))


@pytest.mark.nojit
@settings(max_examples=12)
@given(transitions(binary_substrates(3), most=2))
def test_irreducibility_is_the_loss_under_the_weakest_of_all_partitions(transition):
    found = account(*transition).irreducibility
    expected = naive.account_loss(*in_naive_terms(*transition))
    assert [found.effect, found.cause, found.both] == near(list(np.maximum(expected, 0)))


@settings(max_examples=20)
@given(transitions(binary_substrates(4)), st.data())
def test_relabelling_units_permutes_the_links(transition, data):
    substrate, before, after, causes, effects = transition
    found = account(*transition)
    order = data.draw(st.permutations(range(substrate.n)))
    units = tuple(substrate.units[i] for i in order)
    shuffled = Substrate(units, data.draw(st.permutations(substrate.edges)))
    again = account(
        shuffled, [before[i] for i in order], [after[i] for i in order], set(causes), set(effects)
    )

    def as_sets(links):
        return {(k.direction, frozenset(k.occurrence)): set(map(frozenset, k.candidates)) for k in links}

    assert as_sets(again.links) == as_sets(found.links)
    assert again.alpha_total == near(found.alpha_total)


@pytest.mark.nojit
@given(st.integers(1, 6), st.data())
def test_the_cause_of_a_threshold_unit_is_a_minimal_sufficient_set_of_on_inputs(n, data):
    """The theorem on linear threshold units of Albantakis et al. 2019."""
    least = data.draw(st.integers(1, n))
    on = data.draw(st.lists(st.booleans(), min_size=n, max_size=n).filter(lambda x: sum(x) >= least))
    substrate = inputs_to(Unit("M", Gate("THRESHOLD", n=least)), n)
    found = account(substrate, [*map(int, on), 0], {"M": 1}, substrate.labels[:n], ["M"])
    (cause,) = found.links_of("cause")
    sufficient = combinations([label for label, x in zip(substrate.labels, on, strict=False) if x], least)
    assert set(cause.candidates) == set(sufficient)
    share = np.mean([bin(s).count("1") >= least for s in range(2**n)])
    assert cause.alpha == near(-np.log2(share))


@given(st.integers(2, 5), st.data())
def test_the_cause_of_a_monotone_unit_is_a_minimal_sufficient_set_of_on_inputs(n, data):
    weights = data.draw(st.lists(st.integers(1, 5), min_size=n, max_size=n))
    threshold = data.draw(st.integers(1, sum(weights)))
    sums = [sum(w for i, w in enumerate(weights) if s >> i & 1) for s in range(2**n)]
    p = tuple(float(total >= threshold) for total in sums)
    row = data.draw(st.sampled_from([s for s in range(2**n) if p[s]]))
    substrate = inputs_to(Unit("M", Table(tuple(f"I{i}" for i in range(n)), p)), n)
    before = [*(row >> i & 1 for i in range(n)), 0]
    found = account(substrate, before, {"M": 1}, substrate.labels[:n], ["M"])
    on = [i for i in range(n) if row >> i & 1]
    enough = [x for x in naive.nonempty_subsets(on) if sum(weights[i] for i in x) >= threshold]
    minimal = {tuple(f"I{i}" for i in x) for x in enough if not any(set(y) < set(x) for y in enough)}
    (cause,) = found.links_of("cause")
    assert set(cause.candidates) == minimal


def test_units_that_are_no_causes_are_fixed_as_they_were():
    substrate = inputs_to(Unit("M", Gate("THRESHOLD", n=3)), 4)
    free = account(substrate, (1, 1, 1, 0, 0), {"M": 1}, ["I0", "I1", "I2", "I3"], ["M"])
    fixed = account(substrate, (1, 1, 1, 0, 0), {"M": 1}, ["I0", "I1", "I2"], ["M"])
    assert fixed.transition.background == ("I3", "M")
    assert free.links_of("cause")[0].alpha == near(np.log2(16 / 5))
    assert fixed.links_of("cause")[0].alpha == near(3)


def test_order_of_links():
    substrate = Substrate.from_tpm(np.random.default_rng(3).uniform(0.05, 0.95, (8, 3)))
    links = account(substrate, "ABc", "aBC").links
    keys = [(k.direction == "cause", len(k.occurrence), k.occurrence) for k in links]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "after", ["M=1", {"M": 1}, "M", (1,), (0, 0, 1), {"M": 1, "I0": 1}, "i0i1M", "I0=0,I1=0,M=1"]
)
def test_after_may_leave_out_what_is_no_effect(after):
    substrate = inputs_to(Unit("M", Gate("AND")), 2)
    found = account(substrate, (1, 1, 0), after, ["I0", "I1"], ["M"])
    assert found.transition.after == (1,)


@pytest.mark.parametrize(
    ("before", "after", "causes", "effects", "words"),
    [
        ("I0I1", "M", None, "M", "'I0I1'|unit M"),
        ((1, 1), "M", None, "M", "2 values for 3 units"),
        ((1, 1, 0), {"I0": 1}, None, "M", "how unit M is"),
        ((1, 1, 0), {"M": 1, "Q": 1}, None, "M", "'Q'"),
        ((1, 1, 0), {"M": 2}, None, "M", "state 2"),
        ((1, 1, 0), (1, 1), None, "M", "2 values for 3 units"),
        ((1, 1, 0), "M", "I7", "M", "I7"),
        ((1, 1, 0), "M", [], "M", "no causes"),
        ((1, 1, 0), "M", None, [], "no effects"),
        ((1, 1, 0), "m", None, "M", "cannot be in state 0 after I0 I1 m"),
    ],
)
def test_refusals_are_one_sentence_with_the_remedy(before, after, causes, effects, words):
    substrate = inputs_to(Unit("M", Gate("AND")), 2)
    with pytest.raises(StateError, match=words):
        account(substrate, before, after, causes, effects)


def test_an_impossible_transition_has_a_type_of_its_own():
    substrate = inputs_to(Unit("M", Gate("AND")), 2)
    with pytest.raises(UnreachableTransitionError) as refusal:
        account(substrate, (1, 0, 0), {"M": 1}, effects=["M"])
    assert refusal.value.field == "after"


def test_too_many_units_are_refused_at_once():
    substrate = Substrate.from_weights(np.eye(12))
    with pytest.raises(TooLargeError, match="22"):
        account(substrate, (1,) * 12, (1,) * 12)


def test_it_can_be_stopped_and_tells_how_far_it_is():
    substrate = Substrate.from_tpm(np.random.default_rng(5).uniform(0.05, 0.95, (512, 9)))
    stop, heard = Event(), []

    def listen(share, phase):
        heard.append((share, phase))
        stop.set()

    with pytest.raises(Cancelled):
        account(substrate, (1,) * 9, (0,) * 9, report=listen, cancel=stop)
    assert heard
    assert all(0 <= share <= 1 and phase == "account" for share, phase in heard)
    with pytest.raises(Cancelled):
        account(substrate, (1,) * 9, (0,) * 9, cancel=stop)


def test_plain_json_types():
    import json

    substrate = Substrate.from_weights([[0.2, 0.9], [-0.4, 0.3]], k=2)
    answer = account(substrate, "Ab", "aB").to_dict()
    assert json.loads(json.dumps(answer)) == answer
    assert set(answer["alpha_total"]) == {"cause", "effect", "both"}
    total = sum(link["alpha"] for link in answer["links"])
    assert answer["alpha_total"]["both"] == near(total)
    assert {"direction", "occurrence", "candidates", "alpha"} <= set(answer["links"][0])
    assert answer["substrate_sha256"] == substrate.sha256


def test_a_transition_too_unlikely_for_floats_still_has_an_account():
    """Two units of P(ON) = 1e-295 go ON at once; the product is no float."""
    substrate = Substrate.from_weights(np.eye(4), k=680)
    found = account(substrate, (0, 0, 1, 1), (1, 1, 1, 1))
    singles = {(k.occurrence, k.candidates) for k in found.links}
    assert singles == {(("C",), (("C",),)), (("D",), (("D",),))}
    assert [k.alpha for k in found.links] == near([1.0] * 4)
    assert all(np.isfinite(list(found.alpha_total.values())))


def test_the_weakest_connections_are_links():
    """B is ON with 1e-13, or 3e-13 after A: log2(3/2) bits."""
    substrate = Substrate.from_tpm([[0.1, 1e-13], [0.1, 3e-13], [0.9, 1e-13], [0.9, 3e-13]])
    found = account(substrate, (1, 0), (0, 1))
    alphas = {(k.direction, k.occurrence, k.candidates): k.alpha for k in found.links}
    assert alphas["effect", ("A",), (("B",),)] == near(np.log2(3 / 2))
    assert alphas["cause", ("B",), (("A",),)] == near(np.log2(3 / 2))
    assert len(alphas) == 4
