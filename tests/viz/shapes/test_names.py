"""The labels of Φ-structures, also with more distinctions than can be labelled, in drawings of any size."""

from dataclasses import replace
from itertools import combinations

import pytest

from apps.document.examples import NETWORKS
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from viz.shapes.lettering import width
from viz.shapes.names import Type, names, shown
from viz.view.faces import MOST
from viz.view.structure import structure_view

SIZES = [(520, 400), (300, 260), (800, 600)]
LOOKS = Type(13, 12, 11, 12)


@pytest.fixture(scope="module")
def crowd():
    """Fig 7A of the IIT 4.0 paper: 23 distinctions."""
    substrate = Substrate.read(NETWORKS / "iit4-fig7a-active.json")
    return unfold(substrate, substrate.state, substrate.system)


def written(view, size, near=()):
    found = names(view, lambda x, y: (x * size[0], y * size[1]), (-90, 0, size[0] + 90, size[1]), LOOKS, near)
    boxes = [(n, width(n.text, LOOKS.bold, bold=True), 1.3 * LOOKS.bold) for n in found.mechanisms]
    boxes += [(n, width(n.text, LOOKS.plain), 1.3 * LOOKS.plain) for n in found.purviews]
    return found, boxes


def collisions(boxes):
    return [
        (a.text, b.text)
        for (a, wide, high), (b, broad, tall) in combinations(boxes, 2)
        if abs(a.x - b.x) < (wide + broad) / 2 - 0.5 and abs(a.y - b.y) < (high + tall) / 2 - 0.5
    ]


@pytest.mark.parametrize("size", SIZES)
def test_labels_of_many_distinctions_never_collide(crowd, size):
    view = structure_view(crowd)
    assert len(view.mechanisms) == 23
    found, boxes = written(view, size)
    assert collisions(boxes) == []
    assert 6 <= len(found.mechanisms) <= MOST
    assert names(view, lambda x, y: (x, y), (0, 0, 1, 1), Type(0.02, 0.02, 0.02, 0.02)) == names(
        view, lambda x, y: (x, y), (0, 0, 1, 1), Type(0.02, 0.02, 0.02, 0.02)
    )


@pytest.mark.parametrize("size", SIZES[::2])
def test_few_distinctions_are_all_labelled(structure, size):
    view = structure_view(structure)
    found, boxes = written(view, size)
    assert collisions(boxes) == []
    assert {n.index for n in found.mechanisms} == {0, 1, 2}
    assert {n.text for n in found.purviews} == {label.text for label in view.labels}


def test_of_many_the_strongest_and_what_is_picked_or_near(crowd):
    view = structure_view(crowd)
    weak = min(range(23), key=lambda i: crowd.distinctions[i].phi)
    strong = max(range(23), key=lambda i: crowd.distinctions[i].phi)
    shown_first = {n.index for n in written(view, SIZES[0])[0].mechanisms}
    assert strong in shown_first
    assert weak not in shown_first
    found, boxes = written(view, SIZES[0], near={weak})
    assert weak in {n.index for n in found.mechanisms}
    assert collisions(boxes) == []
    picked = written(structure_view(crowd, selected=weak), SIZES[0])[0]
    assert weak in {n.index for n in picked.mechanisms}
    assert "Labels of the 12 strongest distinctions." in view.note


def test_long_names_are_elided_and_never_parsed(structure):
    view = structure_view(structure)
    long = [replace(m, text="mitogen_activated_kinase Coup_fti") for m in view.mechanisms]
    assert shown(long[0]) == "mitogen_…ase Coup_fti"
    assert shown(replace(long[0], text="Coup_fti", sign="≠")) == "Coup_fti ≠"
