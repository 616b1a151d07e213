"""The minimum cut of IIT 3.0 on the drawing of the network: the connections from one part to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import number
from viz.view.concepts import WHY_ZERO, concepts_caption, cut_text
from viz.view.letters import letters
from viz.view.substrate import RegionMark, SubstrateView, substrate_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit3.structure import ConceptualStructure
    from engine.substrate.substrate import Substrate


def concept_cut_view(
    substrate: Substrate, state: Sequence[int], structure: ConceptualStructure
) -> SubstrateView:
    """Return the drawing with the connections that the minimum cut of IIT 3.0 severs.

    Parameters
    ----------
    substrate, state
        The substrate and its state, one value per unit.
    structure
        The result of IIT 3.0 for a candidate system.

    Returns
    -------
    SubstrateView
        Cut are the edges that there are from a unit of the first part to one of the second, and no others:
        the cut has a direction.
    """
    view = substrate_view(substrate, state)
    source, target = structure.cut or ((), ())
    cut = tuple((e.source, e.target) for e in view.edges if e.source in source and e.target in target)
    system = letters(structure.units, structure.state)
    said = f"Φ({system}) = {number(structure.big_phi)}"
    why = WHY_ZERO[structure.reason] if structure.reason else ""
    notes = (cut_text(structure), tr("Φ is 0: {why}.", why=why) if why else "", view.note)
    return replace(
        view,
        units=tuple(replace(unit, background=unit.label not in structure.units) for unit in view.units),
        edges=tuple(replace(edge, cut=(edge.source, edge.target) in cut) for edge in view.edges),
        regions=(RegionMark("system", structure.units, said),),
        cut=cut,
        note=" ".join(filter(None, notes)),
        caption=concepts_caption(structure),
    )
