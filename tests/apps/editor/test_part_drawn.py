"""Which part of a large network is drawn, and what is said of it."""

from dataclasses import replace

from apps.document.snapshot import opened
from apps.editor.drawing import network
from apps.editor.part_drawn import drawn_units, note_on_part
from engine.substrate.substrate import MAX_DRAWN, Substrate

RING = opened(Substrate.from_rules({f"U{i}": f"U{(i - 1) % 200}" for i in range(200)}))


def test_what_can_be_drawn_is_drawn_whole():
    small = opened(Substrate.from_rules({f"U{i}": f"U{(i - 1) % 100}" for i in range(100)}))
    assert drawn_units(small) == tuple(small.substrate.labels)
    assert note_on_part(small) == ""


def test_of_more_the_candidate_system_and_its_neighbours_are_drawn():
    chosen = replace(RING, units=("U7", "U8", "U100"))
    assert drawn_units(chosen) == ("U6", "U7", "U8", "U9", "U99", "U100", "U101")
    drawn = network(chosen)
    assert [unit["label"] for unit in drawn["units"]] == list(drawn_units(chosen))
    assert {"from": "U7", "to": "U8", "weight": 1.0} in drawn["edges"]
    assert len(drawn["edges"]) == 5
    assert note_on_part(chosen).startswith("200 units: the drawing shows 7 of them")


def test_a_system_too_large_to_draw_is_drawn_in_part():
    assert len(drawn_units(RING)) == len(network(RING)["units"]) == MAX_DRAWN
    assert note_on_part(RING).startswith("200 units: the drawing shows the first 128")
