"""The view models of linked plots: what every plot shows when nothing is picked, and for each distinction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.iit4.system import candidate_system
from engine.words import tr
from viz.view.distinctions import distinctions_view, tied_note
from viz.view.letters import letters
from viz.view.repertoire import repertoire_pair
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.phi_structure import PhiStructure
    from engine.substrate.substrate import Substrate
    from viz.view.distinctions import DistinctionsView
    from viz.view.repertoire import RepertoireView
    from viz.view.structure import StructureView
    from viz.view.substrate import SubstrateView
    from viz.view.tpm import TpmView

FACES = 12_000
"""Most relation faces in all; every Φ-fold has faces of its own."""
MOST = 64
"""Most distinctions that have their Φ-fold."""


@dataclass(frozen=True, slots=True)
class LinkedViews:
    """The view models of the page."""

    title: str
    structures: Sequence[StructureView]
    """The picture if nothing is picked, then one for each distinction."""
    repertoires: Sequence[tuple[RepertoireView, RepertoireView]]
    """Cause and effect if nothing is picked, then of each distinction; empty to leave them out."""
    distinctions: DistinctionsView
    substrate: SubstrateView
    mechanisms: Sequence[tuple[str, ...]]
    """The units of each distinction's mechanism, which get rings when it is picked."""
    tpm: TpmView
    about: str
    """Caption and methods, in plain text, a paragraph per line."""


def linked_views(
    substrate: Substrate, state: tuple[int, ...], structure: PhiStructure, about: Sequence[str] = ()
) -> LinkedViews:
    """Return the view models of a Φ-structure, of which the first `MOST` distinctions can be picked.

    Parameters
    ----------
    substrate
        The network that was unfolded.
    state
        Its state, one value per unit.
    structure
        The Φ-structure of a candidate system.
    about
        Paragraphs to stand after the caption.
    """
    kept = structure.distinctions[:MOST]
    most = min(1000, FACES // (len(kept) + 1))
    picks = (None, *range(len(kept)))
    table = distinctions_view(structure)
    structures = [structure_view(structure, pick, most) for pick in picks]
    notes = [structures[0].caption, *filter(None, [tied_note(table.rows[:MOST])]), *about]
    if len(kept) < len(structure.distinctions):
        notes.append(
            tr(
                "The first {most} of {count:,} distinctions can be picked here.",
                most=MOST,
                count=len(structure.distinctions),
            )
        )
    system = candidate_system(substrate, state, structure.units)
    named = tr("state {state}", state=letters(substrate.labels, state))
    return LinkedViews(
        title=" · ".join(filter(None, [substrate.name, named])),
        structures=structures,
        repertoires=[repertoire_pair(system, kept[pick or 0]) for pick in picks] if kept else (),
        distinctions=replace(table, rows=table.rows[:MOST]),
        substrate=substrate_view(substrate, state, structure),
        mechanisms=[tuple(each.mechanism) for each in kept],
        tpm=tpm_view(substrate, state),
        about="\n".join(notes),
    )
