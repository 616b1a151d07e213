from itertools import combinations
from math import dist

import pytest

from viz.space import scene
from viz.theme import DARK, LIGHT
from viz.view.space import space_view
from viz.view.structure import structure_view


@pytest.fixture(params=["structure", "dense", "unconnected"])
def flat(request):
    return structure_view(request.getfixturevalue(request.param))


def test_everything_has_a_place_in_reach(flat):
    view = space_view(flat)
    assert len(view.vertices) == len(flat.vertices)
    assert len(view.labels) == len(flat.labels)
    assert len(view.mechanisms) == len(flat.mechanisms)
    assert all(dist(place, (0, 0, 0)) < 2 for place in (*view.vertices, *view.labels, *view.mechanisms))


def test_vertices_never_coincide(flat):
    assert all(dist(a, b) > 0.03 for a, b in combinations(space_view(flat).vertices, 2))


def test_a_floor_for_every_purview_size_the_larger_the_higher(dense):
    view = space_view(structure_view(dense))
    floors = dict(view.floors)
    assert [y for _, y in sorted(floors.items())] == sorted(floors.values())
    for vertex, place in zip(view.flat.vertices, view.vertices, strict=True):
        assert 0 <= place[1] - floors[len(vertex.text)] < 0.3


def test_cause_and_effect_of_one_purview_stand_side_by_side(structure):
    view = space_view(structure_view(structure))
    cause, effect = view.vertices[:2]  # the distinction a: cause b, effect b
    assert cause[1] == effect[1]
    assert 0.05 < dist(cause, effect) < 0.6


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_scene_has_the_colours_of_the_plane(structure, theme):
    flat = structure_view(structure, selected=1)
    drawn = scene(space_view(flat), theme)
    assert [p["box"] for p in drawn["points"]] == [False, True] * 3
    assert drawn["points"][2]["color"] == theme.cause
    assert drawn["links"][2] == {"mechanism": 1, "color": theme.link, "wide": True}
    assert [line["of"] for line in drawn["lines"]] == [list(face.corners) for face in flat.lines]
    assert {line["color"] for line in drawn["lines"]} >= {
        theme.rest,
        *(theme.by_phi(face.strength) for face in flat.lines if face.lit),
    }
    assert all(len(triangle["of"]) == 3 for triangle in drawn["triangles"])
    assert drawn["says"] == flat.screen_text
