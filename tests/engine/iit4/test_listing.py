from itertools import combinations

import numpy as np
import pytest

from cards import example
from engine import Substrate, unfold
from engine.iit4.listing import sets_of_degree
from processor import soon


@pytest.mark.parametrize("seed", range(6))
def test_the_sets_are_those_that_share_a_bit(seed):
    masks = [int(m) for m in np.random.default_rng(seed).integers(1, 32, size=8)]
    for degree in range(1, 9):
        wanted = []
        for members in combinations(range(8), degree):
            common = 31
            for i in members:
                common &= masks[i]
            if common:
                wanted.append(members)
        assert list(sets_of_degree(masks, degree)) == wanted


def test_nothing_shares_nothing():
    assert list(sets_of_degree([], 2)) == []
    assert list(sets_of_degree([1, 2], 2)) == []


def test_outlines_are_those_of_the_relations():
    weights = np.random.default_rng(4).normal(0, 1, (4, 4))
    relations = unfold(Substrate.from_weights(weights, k=1.0), (0, 1, 1, 0)).relations
    for degree, n in relations.by_degree.items():
        found = list(relations.of_degree(degree))
        assert len(found) == n
        for relation in found[:200]:
            overlap, phi, faces = relations.outline(relation.members)
            assert (overlap, faces) == (relation.overlap, len(relation.faces))
            assert phi == pytest.approx(relation.phi)


def test_every_degree_of_the_largest_example_is_listed_at_once():
    structure = unfold(example("iit4-fig6d-lattice"), "Abcdef")

    def listed():
        for degree in structure.relations.by_degree:
            assert structure.relations.outline(next(structure.relations.members_of_degree(degree)))

    soon(2, listed)
