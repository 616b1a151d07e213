import numpy as np
import pytest

from engine import Substrate, unfold
from engine.iit4.folds import fold_of_distinction, fold_of_unit, strongest_of_unit

CASES = [(3, 1), (4, 2), (4, 5)]


@pytest.fixture(scope="module", params=CASES, ids=str)
def structure(request):
    n, seed = request.param
    weights = np.random.default_rng(seed).normal(0, 1, (n, n))
    return unfold(Substrate.from_weights(weights, k=1.0), (0, 1) * (n // 2) + (1,) * (n % 2))


def listed(structure, touches):
    """Every relation that touches, one by one."""
    relations = structure.relations
    return [r for degree in relations.by_degree for r in relations.of_degree(degree) if touches(r)]


def same(fold, relations):
    by_degree = {}
    for relation in relations:
        by_degree[relation.degree] = by_degree.get(relation.degree, 0) + 1
    assert fold.by_degree == by_degree
    assert fold.count == len(relations)
    assert fold.sum_phi == pytest.approx(sum(r.phi for r in relations), rel=1e-12)


def test_the_fold_of_a_distinction_is_what_touches_it(structure):
    assert structure.distinctions
    for i in range(len(structure.distinctions)):
        same(
            fold_of_distinction(structure.relations, structure.distinctions, i),
            listed(structure, lambda r, i=i: i in r.members),
        )


def test_the_fold_of_a_unit_is_what_overlaps_over_it(structure):
    for unit in structure.units:
        touching = listed(structure, lambda r, u=unit: any(label == u for label, _ in r.overlap))
        same(fold_of_unit(structure.relations, structure.distinctions, unit), touching)
        low = sorted((r for r in touching if r.degree <= 3), key=lambda r: (-r.phi, r.members))
        strongest = strongest_of_unit(structure.relations, structure.distinctions, unit, 7)
        assert [r.phi for r in strongest] == pytest.approx([r.phi for r in low[:7]])
        assert {r.members for r in strongest} <= {r.members for r in low}


def test_nothing_touches_what_is_not_there(structure):
    fold = fold_of_unit(structure.relations, structure.distinctions, "nobody")
    assert (fold.count, fold.sum_phi) == (0, 0.0)
    assert strongest_of_unit(structure.relations, structure.distinctions, "nobody", 5) == []
