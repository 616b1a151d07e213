"""View models of comparisons: two Φ-structures or substrates side by side, versions over all states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.compare import comparison_view, substrate_views
from viz.view.differences import Compared
from viz.view.version_states import version_states_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from viz.view.compare import ComparisonView
    from viz.view.substrate import SubstrateView
    from viz.view.version_states import VersionStatesView


def sides(exhibit: Exhibit) -> tuple[Compared, Compared]:
    """Return both sides of a comparison, or raise a `PhiscopeError` if there is only one."""
    if exhibit.other is None:
        raise PhiscopeError(tr("There is nothing to compare with; give another state, network or formalism."))
    left, right = (
        Compared(each.snapshot.substrate, each.snapshot.state, each.unfolded())
        for each in (exhibit, exhibit.other)
    )
    return left, right


def structures(exhibit: Exhibit) -> ComparisonView:
    """Return both Φ-structures on the same axes, with their differences marked."""
    left, right = sides(exhibit)
    chosen = None if exhibit.chosen is None else left.structure.distinctions[exhibit.chosen].mechanism
    return comparison_view(left, right, chosen)


def substrates(exhibit: Exhibit) -> tuple[SubstrateView, SubstrateView]:
    """Return both substrates, with their weights on one scale."""
    left, right = substrate_views(*sides(exhibit))
    return left, right


def over_states(exhibit: Exhibit) -> VersionStatesView:
    """Return what every version says in all states: a curve for each version, and a row for each state."""
    if exhibit.version_states is None:
        raise PhiscopeError(tr("The states are not compared yet; compare them first."))
    snapshot = exhibit.snapshot
    return version_states_view(snapshot.substrate, snapshot.state, snapshot.system, exhibit.version_states)
