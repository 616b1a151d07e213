"""View models of a Φ-structure: whole, as a Φ-fold, in space, its distinctions and its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.camera import SeenView
from viz.view.distinctions import distinctions_view
from viz.view.faces import FaceChoice, fold_text
from viz.view.neighbourhood import neighbourhood_of
from viz.view.relation_matrix import relation_matrix_view
from viz.view.relations import relations_view
from viz.view.space import space_view
from viz.view.structure import structure_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from viz.view.distinctions import DistinctionsView
    from viz.view.relation_matrix import RelationMatrixView
    from viz.view.relations import RelationsView
    from viz.view.structure import StructureView


def structure(exhibit: Exhibit) -> StructureView:
    """Return the Φ-structure with the chosen distinction highlighted, whole or as the screen has it."""
    if exhibit.faces is None:
        return structure_view(exhibit.unfolded(), exhibit.chosen)
    chosen = exhibit.chosen if exhibit.unit is None else None
    return neighbourhood_of(exhibit.unfolded(), chosen, exhibit.unit, exhibit.faces).view


def distinctions(exhibit: Exhibit) -> DistinctionsView:
    """Return the distinctions with their purviews and φ_d."""
    return distinctions_view(exhibit.unfolded())


def fold(exhibit: Exhibit) -> StructureView:
    """Return the Φ-fold of the chosen unit or distinction in colour, and the rest in grey."""
    structure, unit = exhibit.unfolded(), exhibit.unit
    if unit is not None and unit not in structure.units:
        known = ", ".join(structure.units)
        raise PhiscopeError(
            tr("{unit} is no unit of the candidate system; choose one of {known}.", unit=unit, known=known)
        )
    chosen = exhibit.chosen if unit is None else None
    if unit is None and chosen is None:
        raise PhiscopeError(fold_text(structure, None, None))
    return structure_view(structure, chosen, choice=FaceChoice(fold=True, unit=unit, rest=True))


def in_space(exhibit: Exhibit) -> SeenView:
    """Return the Φ-structure in space, as the camera sees it, with the chosen distinction highlighted."""
    return SeenView(space_view(structure_view(exhibit.unfolded(), exhibit.chosen)), exhibit.camera)


def relation_matrix(exhibit: Exhibit) -> RelationMatrixView:
    """Return all relations of two distinctions."""
    return relation_matrix_view(exhibit.unfolded())


def relations(exhibit: Exhibit) -> RelationsView:
    """Return a page of the table of relations."""
    structure = exhibit.unfolded()
    degree, start = exhibit.relations or (None, 0)
    known = sorted(structure.relations.by_degree)
    if degree is not None and degree not in known:
        raise PhiscopeError(
            tr(
                "There are no relations of {degree} distinctions; choose one of {known}.",
                degree=degree,
                known=", ".join(map(str, known)) or tr("none"),
            )
        )
    return relations_view(structure, degree, start)
