"""View models of IIT 3.0: the constellation of a candidate system, one of its concepts, its minimum cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.concept_bars import concept_bars_view
from viz.view.concept_cut import concept_cut_view
from viz.view.concept_space import SIDES, axes_of_states
from viz.view.constellation import constellation_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from engine.iit3.structure import ConceptualStructure
    from viz.view.concept_bars import ConceptBarsView
    from viz.view.concept_space import AxisKey
    from viz.view.constellation import ConstellationView
    from viz.view.substrate import SubstrateView


def constellation(exhibit: Exhibit) -> ConstellationView:
    """Return the constellation, and what the minimum cut moves."""
    return constellation_view(exhibit.conceived(), exhibit.axes, picked=exhibit.concept)


def concept(exhibit: Exhibit) -> ConceptBarsView:
    """Return the repertoires of the chosen concept, or of the one of largest φ."""
    return concept_bars_view(exhibit.conceived(), exhibit.concept)


def cut(exhibit: Exhibit) -> SubstrateView:
    """Return the drawing with the connections that the minimum cut severs."""
    snapshot = exhibit.snapshot
    return concept_cut_view(snapshot.substrate, snapshot.state, exhibit.conceived())


def named_axes(text: str, structure: ConceptualStructure) -> tuple[AxisKey, ...]:
    """Return axes of concept space from text: "past:abC, future:Abc, past:ABC".

    Raises
    ------
    PhiscopeError
        If one of them is no past or future state of the system; the sentence says how they are written.
    """
    names = {name: key for key, name in axes_of_states(structure.units)}
    found = []
    for part in text.split(","):
        asked = part.strip()
        if asked not in names:
            first = [name for name in names if name.startswith(tuple(SIDES))][-1]
            raise PhiscopeError(
                tr(
                    "{asked!r} is no axis; write past: or future: and a state of all units, as in {first}.",
                    asked=asked,
                    first=first,
                )
            )
        found.append(names[asked])
    return tuple(found)
