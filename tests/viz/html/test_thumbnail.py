"""Small pictures of the examples: well-formed, true to the network, small, and safe to put into a page."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from engine.substrate.substrate import Substrate
from viz.html.thumbnail import thumbnail
from viz.view.substrate import substrate_view

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]]


def shapes(picture, kind):
    root = ElementTree.fromstring(picture)
    return [node for node in root.iter() if kind in node.get("class", "").split()]


def test_it_shows_units_in_their_state_and_every_edge():
    picture = thumbnail(substrate_view(Substrate.from_weights(WEIGHTS), (0, 1, 1)))
    assert len(shapes(picture, "unit")) == 3
    assert [node.text for node in shapes(picture, "letter")] == ["a", "B", "C"]
    assert len(shapes(picture, "on")) == 4
    assert len(shapes(picture, "edge")) == 8
    assert len([node for node in shapes(picture, "edge") if "inhibitory" in node.get("class")]) == 3
    assert len(picture) < 6000


@pytest.mark.parametrize("label", ["<script>", "a\"b'c", "&amp;"])
def test_labels_cannot_leave_the_picture(label):
    view = substrate_view(Substrate.from_weights(WEIGHTS), (0, 1, 1))
    units = tuple(replace(unit, text=label) for unit in view.units)
    picture = thumbnail(replace(view, units=units, state=label))
    assert [node.text for node in shapes(picture, "letter")] == [label] * 3
    assert "<script" not in picture
