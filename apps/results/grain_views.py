"""View models of units of any grain: macro beside micro, a mapping, φ_s by grain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.document import macros
from apps.results.grains import unit_in_hand
from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.grain import grain_view
from viz.view.grain_space import grain_space_view
from viz.view.grain_steps import grain_steps_view
from viz.view.letters import letters
from viz.view.mapping import mapping_view

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from apps.results.exhibit import Exhibit
    from apps.results.grains import MacroAndMicro
    from viz.view.grain import GrainView
    from viz.view.grain_space import GrainSpaceView
    from viz.view.grain_steps import GrainStepsView
    from viz.view.mapping import MappingView


def comparison_view(snapshot: Snapshot, found: MacroAndMicro) -> GrainView:
    """Return macro beside micro, for the page and for print."""
    verdicts = {each.label: each.verdict or each.problem for each in found.verdicts}
    return grain_view(
        snapshot.substrate, found.macro, found.micro_phi_s, found.best, found.best_phi_s, verdicts
    )


def grain(exhibit: Exhibit) -> GrainView:
    """Return the macro units beside the micro units that they are made of."""
    if exhibit.comparison is None:
        raise PhiscopeError(tr("The macro units are not computed yet; wait for their numbers first."))
    return comparison_view(exhibit.snapshot, exhibit.comparison)


def space(exhibit: Exhibit) -> GrainSpaceView:
    """Return every system of a search across grains."""
    snapshot = exhibit.snapshot
    if exhibit.grains is None:
        raise PhiscopeError(tr("The systems of any grain are not searched yet; run the search first."))
    state = letters(snapshot.substrate.labels, snapshot.state)
    return grain_space_view(exhibit.grains, snapshot.substrate.name, state, macros.units_of(snapshot))


def mapping(exhibit: Exhibit) -> MappingView:
    """Return the mapping of the chosen macro unit, or of the first that is not micro."""
    snapshot = exhibit.snapshot
    unit = unit_in_hand(snapshot, exhibit.macro_unit)
    if unit is None:
        raise PhiscopeError(tr("There is no macro unit whose mapping could be drawn; make one first."))
    known = macros.history_of(snapshot)
    assumed = len(known) < unit.tau
    states = (snapshot.state,) * unit.tau if assumed else known[-unit.tau :]
    labels = snapshot.substrate.labels
    name = letters(labels, snapshot.state)
    caption = " · ".join(filter(None, [snapshot.substrate.name, tr("state {state}", state=name)]))
    return mapping_view(unit, [dict(zip(labels, each, strict=True)) for each in states], assumed, caption)


def steps(exhibit: Exhibit) -> GrainStepsView:
    """Return the four steps from the micro TPM to the chosen macro unit."""
    if exhibit.grain_steps is None:
        raise PhiscopeError(tr("The steps of the macro unit are not computed yet; open them first."))
    return grain_steps_view(exhibit.snapshot.substrate, exhibit.grain_steps)
