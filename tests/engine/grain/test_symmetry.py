from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.grain.symmetry import image_of, representatives, symmetries
from engine.grain.universe import Placed, universe_of
from engine.run.jobs import Watch
from engine.substrate.substrate import Substrate
from grain_cases import couples, preset
from strategies import binary_substrates_with_states


def keeps(universe, images):
    """Whether a permutation keeps TPM and history, state by state."""
    n = universe.n
    moved_history = all(state[i] == state[images[i]] for state in universe.history for i in range(n))
    for row in range(2**n):
        moved = sum((row >> i & 1) << images[i] for i in range(n))
        if any(abs(universe.on[row, i] - universe.on[moved, images[i]]) > 1e-12 for i in range(n)):
            return False
    return moved_history


def generated(n, generators):
    group, new = {tuple(range(n))}, [tuple(range(n))]
    while new:
        one = new.pop()
        for other in generators:
            image = tuple(other[i] for i in one)
            if image not in group:
                group.add(image)
                new.append(image)
    return group


@settings(max_examples=40)
@given(binary_substrates_with_states(4))
def test_they_make_every_symmetry(situation):
    substrate, state = situation
    universe = universe_of(substrate, (state,))
    expected = {images for images in permutations(range(substrate.n)) if keeps(universe, images)}
    assert generated(substrate.n, symmetries(universe)) == expected


@pytest.mark.parametrize(
    ("substrate", "state", "count"),
    [
        (preset("grain-black-boxes"), (1,) * 8, 8),
        (preset("grain-coarse-micro"), (0,) * 4, 8),
        (couples(3, 0.25), (0,) * 6, 12),
        (couples(3, 0.25), (1, 0, 0, 0, 0, 0), 2),
        (Substrate.from_tpm(np.full((2**10, 10), 0.5)), (0,) * 10, 3628800),
    ],
)
def test_how_many(substrate, state, count):
    universe = universe_of(substrate, (state,))
    found = symmetries(universe)
    assert len(found) < 2 * substrate.n
    if count < 100:
        assert len(generated(substrate.n, found)) == count
    else:
        assert len(found) == substrate.n - 1


def test_the_image_of_a_unit():
    unit = Placed((0, 2), 1, bytes((0, 1, 0, 0)))
    assert image_of(unit, (2, 1, 0)) == Placed((0, 2), 1, bytes((0, 0, 1, 0)))
    assert image_of(unit, (1, 0, 2)) == Placed((1, 2), 1, unit.table)


unit_sets = st.lists(st.integers(0, 4), min_size=1, unique=True).map(lambda units: tuple(sorted(units)))


@given(st.lists(unit_sets, unique=True), st.permutations(range(5)))
def test_representatives_are_in_the_orbit(systems, image):
    first = representatives(systems, [image], Watch("orbits"))
    for i, system in enumerate(systems):
        assert first[i] <= i
        assert first[first[i]] == first[i]
        moved = tuple(sorted(image[unit] for unit in system))
        if moved in systems:
            assert first[systems.index(moved)] == first[i]
        assert len(systems[first[i]]) == len(system)
