"""One network in one state under every version of the theory."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any

from apps.document.snapshot import Snapshot
from apps.results.limits import SEARCHED_BY_ALL, SPARSE_INPUTS, SPARSE_UNITS
from engine.errors import PhiscopeError
from engine.formalisms import FORMALISMS, Formalism, shown_in
from engine.run.jobs import Report
from engine.words import tr
from viz.view.letters import letters

VIEW = "versions"


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of the theory says.

    Attributes
    ----------
    formalism : Formalism
    structure : PhiStructure, ConceptualStructure or None
        Of the candidate system; None if there is none.
    complexes : Complexes, RankedSystems or None
        Of the whole network; None if they were not searched.
    problem : str
        Why there is no structure, as a sentence; empty if there is one.
    """

    formalism: Formalism
    structure: Any
    complexes: Any
    problem: str = ""


def formalisms() -> tuple[Formalism, ...]:
    """Return the versions that are compared, in the order of their names."""
    return tuple(sorted((FORMALISMS[key] for key in shown_in(VIEW)), key=lambda each: each.name))


def system_text(snapshot: Snapshot) -> str:
    """Return the candidate system in the letter case of its state."""
    states = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    return letters(snapshot.system, [states[label] for label in snapshot.system])


def is_searched(snapshot: Snapshot) -> bool:
    """Whether the complexes of a network are searched under every version: it is small, or sparse."""
    substrate = snapshot.substrate
    inputs = Counter(edge.target for edge in substrate.edges)
    sparse = max(inputs.values(), default=0) <= SPARSE_INPUTS
    return substrate.n <= (SPARSE_UNITS if sparse else SEARCHED_BY_ALL)


def versions_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> tuple[Version, ...]:
    """Analyse the candidate system under every version; what one of them refuses is part of the answer."""
    wanted = formalisms()

    def told(place: int) -> Report:
        return lambda share, _phase: note((place + share) / len(wanted), wanted[place].name)

    return tuple(_version(snapshot, each, told(i), stop) for i, each in enumerate(wanted))


def _version(snapshot: Snapshot, formalism: Formalism, note: Report, stop: threading.Event) -> Version:
    found = None
    try:
        if is_searched(snapshot):
            found = formalism.complexes(
                snapshot.substrate, snapshot.state, formalism=formalism.key, cancel=stop
            )
        structure = formalism.unfold(
            snapshot.substrate,
            snapshot.state,
            units=snapshot.units,
            formalism=formalism.key,
            report=note,
            cancel=stop,
        )
    except PhiscopeError as error:
        return Version(formalism, None, found, str(error) or tr("It cannot be computed."))
    return Version(formalism, structure, found)
