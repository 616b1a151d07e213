"""Pictures of the Φ-structure for print: folds, the structure in space, pages of relations."""

from dataclasses import replace

import pytest

from apps.results.structure_views import fold, in_space, relations
from engine.errors import PhiscopeError
from viz.view.camera import Camera


def test_a_fold_is_of_the_unit_or_else_of_the_distinction(exhibit):
    of_unit = fold(replace(exhibit, unit="B", chosen=0))
    of_distinction = fold(replace(exhibit, unit=None, chosen=0))
    assert of_unit != of_distinction
    for wrong, said in (({"unit": "Z"}, "choose one of A, B"), ({"unit": None, "chosen": None}, r"\w")):
        with pytest.raises(PhiscopeError, match=said):
            fold(replace(exhibit, **wrong))


def test_the_structure_in_space_is_seen_by_the_camera(exhibit):
    turned = in_space(replace(exhibit, camera=Camera(-60, 40)))
    assert turned.camera == Camera(-60, 40)
    assert turned.space == in_space(exhibit).space


def test_relations_come_by_degree(exhibit):
    known = sorted(exhibit.structure.relations.by_degree)
    assert relations(exhibit).degree == known[0]
    assert relations(replace(exhibit, relations=(known[-1], 0))).degree == known[-1]
    with pytest.raises(PhiscopeError, match="no relations of 99 distinctions"):
        relations(replace(exhibit, relations=(99, 0)))
    with pytest.raises(PhiscopeError, match="run the analysis first"):
        relations(replace(exhibit, structure=None))
