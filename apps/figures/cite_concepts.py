"""Sentences of a methods section about IIT 3.0, and about the versions of the theory side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.formalisms import formalism_of
from engine.iit4.readings import Readings
from engine.words import tr
from viz.numbers import number
from viz.view.concepts import WHY_ZERO, cut_text
from viz.view.letters import letters
from viz.view.naming import readings_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.results.versions import Version
    from engine.iit3.structure import ConceptualStructure


def background_text(structure: Any) -> str:
    """Return which units are background conditions; empty if none are."""
    outside = ", ".join(label for label in structure.labels if label not in structure.units)
    return tr(", the other units ({units}) being background conditions", units=outside) if outside else ""


def of_constellation(structure: ConceptualStructure, complexes: Iterable[tuple[str, ...]] = ()) -> str:
    """Return what a methods section says of a constellation.

    Parameters
    ----------
    structure
        The result of IIT 3.0 for a candidate system.
    complexes
        The complexes of the network, if they are known: Φ of one of them is its maximum.
    """
    formalism = formalism_of(structure.formalism)
    said = tr(
        "The {structure} of the candidate system {system}{background} was unfolded exactly with phiscope "
        "{version} according to {formalism}: {concepts}, each with its {cores}, conceptual information "
        "{information} bits, and {symbol} = {phi} bits.",
        structure=formalism.structure,
        system=letters(structure.units, structure.state),
        background=background_text(structure),
        version=structure.version,
        formalism=formalism.name,
        concepts=formalism.counted(len(structure.concepts)),
        cores=formalism.cores,
        information=number(structure.conceptual_information, 6),
        symbol=formalism.maximum if structure.units in set(complexes) else formalism.symbol,
        phi=number(structure.big_phi, 6),
    )
    why = tr("Φ is 0: {why}.", why=WHY_ZERO[structure.reason]) if structure.reason else ""
    cut = cut_text(structure) if structure.cut is not None else ""
    read = (f"{each}." for each in readings_sentences(Readings(structure.tie_rule)))
    return " ".join(filter(None, [said, why, cut, *read]))


def of_refused(found: Version) -> str:
    """Return what a methods section says of a version that has no result."""
    return tr("{formalism} has no result: {problem}", formalism=found.formalism.name, problem=found.problem)
