"""Networks from a seed: always the same, always networks."""

import pytest

from apps.lessons.generated import generated


@pytest.mark.parametrize("units", range(2, 7))
def test_a_seed_makes_a_network(units):
    made = [generated(f"random-{units}-{seed}") for seed in range(20)]
    assert all(each.n == units and each.tpm.shape == (2**units, units) for each in made)
    assert len({each.sha256 for each in made}) > 15


def test_it_is_the_same_one_everywhere():
    once, again = generated("random-3-18"), generated("random-3-18")
    assert once == again
    assert [(edge.source + edge.target, edge.weight) for edge in once.edges][:3] == FIRST
    assert once.state == (0, 0, 1)


FIRST = [("AA", 0.5), ("AB", -0.1), ("AC", 0.9)]


@pytest.mark.parametrize(
    "name", ["random", "random-1-3", "random-7-3", "random-3-x", "random-3-1234567", "xor-line"]
)
def test_another_name_makes_none(name):
    assert generated(name) is None
