"""View models of an exhibit's survey and of its plane of two numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.results.plane import view_of
from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.atlas import ScatterView, scatter_view
from viz.view.parallel import ParallelView, parallel_view

if TYPE_CHECKING:
    from apps.results.atlas import AtlasShown
    from apps.results.exhibit import Exhibit
    from viz.view.plane import PlaneView


def shown_atlas(exhibit: Exhibit) -> AtlasShown:
    """Return the survey, or raise a `PhiscopeError` if there is none."""
    if exhibit.atlas is None:
        raise PhiscopeError(tr("There is no survey to draw yet; open a map or run a survey first."))
    return exhibit.atlas


def scatter(exhibit: Exhibit) -> ScatterView:
    """Return the survey as dots over two of its columns."""
    shown = shown_atlas(exhibit)
    return scatter_view(shown.view, shown.x, shown.y, shown.brushed)


def parallel(exhibit: Exhibit) -> ParallelView:
    """Return the survey on parallel axes."""
    shown = shown_atlas(exhibit)
    return parallel_view(shown.view, shown.lines, shown.brushed)


def plane(exhibit: Exhibit) -> PlaneView:
    """Return φ_s over two numbers of the network."""
    if exhibit.plane is None or not exhibit.plane.measures:
        raise PhiscopeError(tr("φ_s over two numbers is not known yet; compute it first."))
    return view_of(exhibit.snapshot, exhibit.plane)
