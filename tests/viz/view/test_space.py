import re
from itertools import combinations
from math import dist

import numpy as np
import pytest

from viz.paper import space as space_figure
from viz.paper.page import Medium
from viz.screen.space import scene
from viz.theme import DARK, GREY, LIGHT
from viz.view.camera import FAR, HOME, Camera, SeenView, camera_of
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


def test_the_first_look_on_paper_is_that_of_the_screen(root):
    script = (root / "apps/views/explore/structure_3d.js").read_text()
    yaw, pitch, far = map(
        float, re.search(r"HOME = { yaw: ([\d.]+), pitch: ([\d.]+), far: ([\d.]+) }", script).groups()
    )
    assert (camera_of(yaw, pitch), FAR) == (HOME, far)


def test_a_camera_sees_what_is_near_larger_and_turns_around_what_stands_upright():
    front, back, right, top = Camera(0, 0).look([(0, -0.1, 1), (0, -0.1, -1), (1, -0.1, 0), (0, 0.9, 0)])
    assert front[2] < FAR < back[2]
    assert right[0] == pytest.approx(1, abs=1e-3)
    assert top[1] > 0.9
    near, far = Camera(0, 0).look([(0.5, 0, 1), (0.5, 0, -1)])
    assert near[0] > 0.5 > far[0]
    from_right = Camera(90, 0).look([(1, 0, 0), (0, 0, 1)])
    assert from_right[0][2] < from_right[1][2]
    assert from_right[1][0] == pytest.approx(-1, abs=1e-2)
    above = Camera(0, 86).look([(0, 1, 0), (0, -1, 0)])
    assert above[0][2] < above[1][2]


def test_angles_of_the_screen_become_whole_degrees():
    assert camera_of(7.0, 1.5) == Camera(41, 86)
    assert camera_of(-0.5, -2) == Camera(-29, -86)


@pytest.mark.parametrize("azimuth", [-100, 29, 150])
def test_what_is_nearer_is_drawn_over_what_is_farther(dense, azimuth):
    view = SeenView(space_view(structure_view(dense)), Camera(azimuth, 17))
    seen = view.camera.look(view.space.vertices[::2])  # causes
    (drawn,) = space_figure.draw(view).axes[0].collections
    discs = [path.get_extents() for path in drawn.get_paths() if len(path.vertices) > 20]
    middles = np.array([(disc.x0 + disc.x1) / 2 for disc in discs])
    far_to_near = seen[np.argsort(-seen[:, 2], kind="stable")]
    # The page only moves and scales what is seen.
    assert np.corrcoef(middles, far_to_near[:, 0])[0, 1] == pytest.approx(1, abs=1e-6)


def test_without_colours_what_is_not_lit_is_dotted(structure):
    def styles(theme, selected):
        view = SeenView(space_view(structure_view(structure, selected)))
        (drawn,) = space_figure.draw(view, medium=Medium(theme)).axes[0].collections
        return {dashes is None for _, dashes in drawn.get_linestyle()}

    assert styles(GREY, None) == {True}
    assert styles(GREY, 1) == {True, False}
    assert styles(LIGHT, 1) == {True}
