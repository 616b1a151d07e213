"""One network in all its states under every version of the theory."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from math import prod

from apps.document.snapshot import Snapshot
from apps.results.limits import MOST_COMPARED
from apps.results.versions import formalisms
from engine.errors import PhiscopeError, TooLargeError, UnreachableStateError
from engine.formalisms import IIT3, Formalism
from engine.run import jobs
from engine.run.costs import CONSTELLATION
from engine.run.jobs import Control, Report, Watch
from engine.substrate.tpm import state_of
from engine.words import tr
from viz.numbers import count

CHEAP = 0.05
"""What the later versions cost, as a share of IIT 3.0; only the progress that is shown depends on it."""


@dataclass(frozen=True, slots=True)
class StateFinding:
    """What a version says of the candidate system in one state.

    Attributes
    ----------
    value : float or None
        Its integrated information; None if no state leads to this one, or if the version refuses.
    reason : str or None
        Why it is 0, or "unreachable".
    count : int or None
        Number of its concepts or distinctions.
    problem : str
        Why the version refuses, as a sentence.
    """

    value: float | None
    reason: str | None = None
    count: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class VersionStates:
    """What a version says in every state; ``found`` is in the order of the rows, the first unit fastest."""

    formalism: Formalism
    found: tuple[StateFinding, ...]

    @property
    def problem(self) -> str:
        """Why the version refuses; empty if it does not."""
        return next((each.problem for each in self.found if each.problem), "")


def too_many_states(snapshot: Snapshot) -> str:
    """Return why the states of a network are not compared; empty where they are."""
    states = prod(snapshot.substrate.radix)
    if states <= MOST_COMPARED:
        return ""
    return tr(
        "{count} states are too many to compare: at most {most}, those of 8 binary units. Open a smaller "
        "network.",
        count=count(states),
        most=MOST_COMPARED,
    )


def seconds(snapshot: Snapshot) -> float:
    """Return about how long it takes, which is how long IIT 3.0 takes."""
    return prod(snapshot.substrate.radix) * CONSTELLATION.at(len(snapshot.system))


def version_states_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> tuple[VersionStates, ...]:
    """Analyse the candidate system in every state under every version, whatever state the document is in.

    Raises
    ------
    TooLargeError
        If there are more than `MOST_COMPARED` states.
    Cancelled
        If `stop` is set.
    """
    refusal = too_many_states(snapshot)
    if refusal:
        raise TooLargeError(refusal)
    substrate, wanted = snapshot.substrate, formalisms()
    _ = substrate.columns  # computed here once, because the workers share it
    rows = range(prod(substrate.radix))
    pieces = [
        jobs.Piece(partial(_finding, snapshot, each, row), 1, 1.0 if each.key == IIT3 else CHEAP)
        for each in wanted
        for row in rows
    ]
    found = jobs.run(pieces, Watch(tr("states"), note, stop))
    each_has = len(rows)
    return tuple(
        VersionStates(each, tuple(found[i * each_has : (i + 1) * each_has])) for i, each in enumerate(wanted)
    )


def _finding(snapshot: Snapshot, formalism: Formalism, row: int, control: Control) -> StateFinding:
    substrate = snapshot.substrate
    try:
        with jobs.using(jobs.Here(control)):
            found = formalism.unfold(
                substrate,
                state_of(row, substrate.radix),
                units=snapshot.units,
                formalism=formalism.key,
            )
    except UnreachableStateError:
        return StateFinding(None, "unreachable")
    except PhiscopeError as error:
        return StateFinding(None, problem=str(error))
    control[1] = 1
    value, count = getattr(found, formalism.measure), len(getattr(found, formalism.elements))
    return StateFinding(float(value), found.reason, count)
