import pytest

from viz.view.faces import FaceChoice, members
from viz.view.neighbourhood import neighbourhood
from viz.view.structure import DETAILED, StructurePick, structure_view


def test_a_structure_of_few_distinctions_is_drawn_whole(structure):
    view = structure_view(structure)
    assert neighbourhood(view).view is view


def test_of_many_only_what_the_drawn_relations_bind(dense):
    whole = structure_view(dense, choice=FaceChoice(5))
    assert len(whole.mechanisms) > DETAILED
    part = neighbourhood(whole)
    bound = {i for face in (*whole.lines, *whole.triangles) for i in members(face)}
    assert set(part.kept) == bound
    assert [mark.text for mark in part.view.mechanisms] == [whole.mechanisms[i].text for i in part.kept]
    assert [mark.index for mark in part.view.mechanisms] == list(range(len(part.kept)))
    assert f"{len(bound)} of {len(whole.mechanisms)} distinctions are drawn." in part.view.note
    for old, new in zip(whole.lines, part.view.lines, strict=True):
        ends = [
            (whole.vertices[c].text, part.view.vertices[d].text)
            for c, d in zip(old.corners, new.corners, strict=True)
        ]
        assert all(a == b for a, b in ends)


def test_the_picked_distinction_is_there_with_what_it_is_related_to(dense):
    view = structure_view(dense, selected=3, choice=FaceChoice(8, fold=True))
    part = neighbourhood(view)
    assert part.view.selected is not None
    mark = part.view.mechanisms[part.view.selected]
    assert mark.text == view.mechanisms[3].text
    assert all(part.view.selected in members(face) for face in (*part.view.lines, *part.view.triangles))
    assert all(mark.lit for mark in part.view.mechanisms)


@pytest.mark.parametrize(
    ("spot", "whole"),
    [
        (StructurePick("distinction", (0,)), lambda kept: (kept[0],)),
        (StructurePick("purview", (3,)), lambda kept: (2 * kept[1] + 1,)),
        (StructurePick("relation", (0, 1)), lambda kept: (kept[0], kept[1])),
        (StructurePick("distinction", (10_000,)), lambda _kept: ()),
    ],
)
def test_spots_and_marks_are_those_of_the_whole(dense, spot, whole):
    part = neighbourhood(structure_view(dense, choice=FaceChoice(5)))
    assert part.whole(None) is None
    assert part.whole(spot) == StructurePick(spot.kind, whole(part.kept))
    assert part.distinctions(part.kept) == frozenset(range(len(part.kept)))
    assert part.vertices([2 * part.kept[1] + 1]) == {3}
    missing = next(i for i in range(1000) if i not in part.kept)
    assert part.distinctions([missing]) == part.vertices([2 * missing]) == frozenset()


def test_what_is_left_out_is_counted(dense):
    view = structure_view(dense, choice=FaceChoice(5))
    drawn = len({members(face) for face in (*view.lines, *view.triangles)})
    left = dense.relations.count - drawn
    assert f"Only the 5 strongest faces are drawn; {left:,} relations left out." in view.note


def test_what_is_drawn_takes_all_the_room_in_the_same_arrangement(dense):
    whole = structure_view(dense, choice=FaceChoice(5))
    part = neighbourhood(whole)
    kept = [whole.vertices[2 * i + side] for i in part.kept for side in (0, 1)]
    for place in ("x", "y"):
        before, after = ([getattr(mark, place) for mark in marks] for marks in (kept, part.view.vertices))
        assert all(0 <= each <= 1 for each in after)
        assert max(after) - min(after) >= max(before) - min(before) or max(after) - min(after) > 0.8
        assert sorted(range(len(kept)), key=lambda i: before[i]) == sorted(
            range(len(kept)), key=lambda i: after[i]
        )
    assert {size for size, _ in part.view.rows} <= {size for size, _ in whole.rows}
