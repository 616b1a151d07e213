"""Cause and effect repertoires of a distinction, as view models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from engine.errors import PhiscopeError
from engine.iit4.system import candidate_system
from engine.words import tr
from viz.view.letters import caption
from viz.view.repertoire import RepertoireView, repertoire_pair

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from engine.iit4.distinctions import Distinction


def views(snapshot: Snapshot, distinction: Distinction) -> tuple[RepertoireView, RepertoireView]:
    """Return the cause and the effect repertoire of ``distinction`` over its purviews."""
    system = candidate_system(snapshot.substrate, snapshot.state, snapshot.units)
    return repertoire_pair(system, distinction)


def repertoires(exhibit: Exhibit) -> tuple[RepertoireView, ...]:
    """Return both repertoires of the chosen distinction, or of the first."""
    structure = exhibit.unfolded()
    if not structure.distinctions:
        raise PhiscopeError(tr("There are no distinctions, so there is no repertoire to draw."))
    chosen = structure.distinctions[exhibit.chosen or 0]
    return tuple(replace(view, caption=caption(structure)) for view in views(exhibit.snapshot, chosen))
