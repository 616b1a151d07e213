from itertools import combinations

import pytest

from viz.view.faces import FaceChoice, members
from viz.view.places import arrange, label_places, slots
from viz.view.structure import structure_view


def test_the_picture_of_the_paper(structure):
    view = structure_view(structure)
    assert view.title == "Φ(aB) = 1.563"
    assert view.subtitle == "3 distinctions · 7 relations: 3 self, 3 of two, 1 of three"
    assert [(v.direction, v.text) for v in view.vertices] == [
        ("cause", "b"), ("effect", "b"), ("cause", "A"), ("effect", "Ab"), ("cause", "b"), ("effect", "Ab"),
    ]  # fmt: skip
    assert [(m.text, m.phi_text) for m in view.mechanisms] == [("a", "0.33"), ("B", "0.32"), ("aB", "0.071")]
    assert view.note == ""


def test_faces_are_those_of_the_relations(structure):
    view = structure_view(structure)
    drawn = {face.corners for face in (*view.lines, *view.triangles)}
    expected = set()
    for relation in structure.relations.strongest(100):
        for face in relation.faces:
            corners = []
            for member, choice in zip(relation.members, face.choices, strict=True):
                corners += [2 * member] * (choice != "effect") + [2 * member + 1] * (choice != "cause")
            if len(corners) < 4:
                expected.add(tuple(corners))
    assert drawn == expected
    assert all(len(face.corners) == 2 for face in view.lines)
    # The relation {a, aB} of Fig 1: its nine faces are four lines, four triangles and one of four purviews.
    assert len([f for f in view.lines if {c // 2 for c in f.corners} == {0, 2}]) == 4
    assert len([f for f in view.triangles if {c // 2 for c in f.corners} == {0, 2}]) == 4


def test_bigger_purviews_are_higher_and_causes_on_the_left(structure):
    view = structure_view(structure)
    small = [v.y for v in view.vertices if len(v.text) == 1]
    large = [v.y for v in view.vertices if len(v.text) == 2]
    assert max(small) < min(large)
    cause, effect = view.vertices[:2]
    assert cause.text == effect.text
    assert cause.x < effect.x


def test_vertices_never_coincide(dense):
    view = structure_view(dense)
    for v, w in combinations(view.vertices, 2):
        assert abs(v.x - w.x) > 0.004 or abs(v.y - w.y) > 0.01


def test_mechanism_labels_do_not_cover_each_other(dense):
    view = structure_view(dense)
    near = [
        (a.text, b.text)
        for a, b in combinations(view.mechanisms, 2)
        if abs(a.x - b.x) * 520 < 10 and abs(a.y - b.y) * 400 < 10
    ]
    assert near == []


@pytest.mark.parametrize("limit", [0, 1, 50])
def test_never_more_faces_than_asked_and_the_strongest_first(dense, limit):
    view = structure_view(dense, max_faces=limit)
    faces = [*view.lines, *view.triangles]
    assert len(faces) == limit
    everything = structure_view(dense, max_faces=100_000)
    rest = sorted((f.phi for f in (*everything.lines, *everything.triangles)), reverse=True)
    assert sorted((f.phi for f in faces), reverse=True) == pytest.approx(rest[:limit])
    assert (f"Only the {limit} strongest faces" in view.note) == (limit > 0)
    assert "strongest faces" not in everything.note


def test_a_selected_distinction_lights_its_relations_only(dense):
    view = structure_view(dense, selected=2, max_faces=5000)
    for face in (*view.lines, *view.triangles):
        assert face.lit == (2 in {corner // 2 for corner in face.corners})
    assert view.mechanisms[2].lit
    assert f"Selected: {view.mechanisms[2].text}" in view.screen_text


def test_a_selection_that_no_longer_exists_is_none(structure):
    assert structure_view(structure, selected=3).selected is None
    assert all(mark.lit for mark in structure_view(structure, selected=99).mechanisms)


def test_the_same_structure_has_the_same_picture(dense):
    assert structure_view(dense) == structure_view(dense)


def test_an_empty_structure_says_why(unconnected):
    view = structure_view(unconnected)
    assert view.title == "If it were one thing: Φ(aB) = 0"
    assert "strongly connected" in view.note
    assert view.lines == view.triangles == ()


def test_small_systems_have_a_slot_for_every_purview():
    rows = {1: (0.2, 0.4), 2: (0.6, 0.4)}
    assert set(slots([], rows, 3)) == {(0,), (1,), (2,), (0, 1), (0, 2), (1, 2)}
    assert set(slots([(0, 5)], rows, 6)) == {(0, 5)}


def test_everything_stays_in_the_square_however_high_the_piles():
    crowd = arrange([((0,), side) for _ in range(60) for side in (-1, 1)] + [((0, 1, 2, 3, 4), 1)], 6)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in crowd.points)
    assert len(set(crowd.points)) == 121
    assert [size for size, _ in crowd.rows] == [1, 5]


def test_labels_stay_in_the_frame():
    (place,) = label_places([(100.0, -20.0)], [20.0], [], frame=(500.0, 400.0))
    assert place[1] >= 0


def test_labels_step_aside():
    first, second = label_places([(100.0, 100.0)] * 2, [20.0, 20.0], [])
    assert first == (100.0, 100.0)
    assert abs(first[0] - second[0]) >= 20 or abs(first[1] - second[1]) >= 14


def degrees(view):
    return {len(members(face)) for face in (*view.lines, *view.triangles)}


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_only_relations_of_the_chosen_degree(dense, degree):
    view = structure_view(dense, choice=FaceChoice(strongest=40, degrees=(degree,)))
    assert degrees(view) == {degree}
    everything = structure_view(dense, choice=FaceChoice(strongest=10**6))
    faces = [f for f in (*everything.lines, *everything.triangles) if len(members(f)) == degree]
    strongest = sorted((f.phi for f in faces), reverse=True)[:40]
    assert sorted((f.phi for f in (*view.lines, *view.triangles)), reverse=True) == pytest.approx(strongest)


def test_no_degree_is_no_face(dense):
    view = structure_view(dense, choice=FaceChoice(degrees=()))
    assert view.lines == view.triangles == ()


def test_the_fold_of_a_distinction_has_its_relations_only(structure, dense):
    view = structure_view(dense, selected=2, choice=FaceChoice(fold=True))
    assert all(2 in members(face) for face in (*view.lines, *view.triangles))
    note = structure_view(structure, selected=2, choice=FaceChoice(fold=True)).note
    assert note.startswith("Φ-fold of aB: 4 relations (1 self, 2 of two, 1 of three), Σφ_r = ")


def test_the_fold_of_a_unit_has_what_overlaps_over_it(structure):
    view = structure_view(structure, choice=FaceChoice(fold=True, unit="A"))
    assert view.note.startswith("Φ-fold of A: ")
    faces = [*view.lines, *view.triangles]
    assert faces
    assert all("over A" in face.text or "over a" in face.text for face in faces)
    assert [mark.lit for mark in view.mechanisms] == [
        "A" in {*d.cause.units, *d.effect.units} for d in structure.distinctions
    ]


def test_a_fold_of_nothing_says_what_to_do(structure):
    assert "Pick a distinction or a unit" in structure_view(structure, choice=FaceChoice(fold=True)).note
