"""Φ-structures over units of any grain (Marshall et al. 2024)."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from engine.errors import GrainError
from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.grain.system import check_history, macro_system
from engine.grain.universe import States
from engine.iit4.grain_record import Grain
from engine.iit4.phi_structure import PhiStructure
from engine.iit4.readings import Readings, StateTies, TieRule
from engine.iit4.structure import unfolded
from engine.run import jobs
from engine.run.jobs import Cancel, Report, Watch
from engine.substrate.macro_units import MacroUnit, checked_units
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.words import tr


def unfold(
    substrate: Substrate,
    state: State,
    macro: Sequence[MacroUnit],
    history: Sequence[State] | None = None,
    formalism: str = DEFAULT,
    ties: TieRule = "largest",
    state_ties: StateTies = "paper",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> PhiStructure:
    """Unfold the Φ-structure of a system of units of any grain.

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : tuple of int, label string or dict
        Present state of the whole substrate.
    macro : sequence of MacroUnit
        The units of the system; see `engine.grain.system.macro_system`.
    history : sequence of states, optional
        States of the substrate, oldest first, the last being `state`. Without it the present is taken for
        all of them.
    formalism, ties, state_ties, report, cancel
        As for `engine.iit4.structure.unfold`.

    Returns
    -------
    PhiStructure
        `PhiStructure.grain` has the units, the history and the macro TPMs.

    Raises
    ------
    GrainError
        If the units make no system, or the history does not fit.
    UnreachableStateError, TooLargeError, Cancelled
        As `macro_system` and `engine.iit4.structure.unfold`.
    """
    formalism_of(formalism, keys_of("iit4"))
    readings = Readings(ties, state_ties)
    started = time.perf_counter()
    now = tuple(substrate.parse_state(state))
    units = checked_units(macro, substrate.labels, substrate.radix)
    states, assumed = history_of(substrate, now, history, max(unit.tau for unit in units))
    check_history(units, len(states))
    build = jobs.Piece(partial(macro_system, substrate, units, states), 1, 1.0)
    # A thread that can be stopped, where the mapping may take long.
    small = len(states) * max(len(unit.constituents) for unit in units) + substrate.n <= 16
    system = jobs.run([build], Watch(tr("macro units"), report, cancel), here=small)[0]
    grain = Grain(units, states, assumed, system.effect[:, 1::2], system.cause[:, 1::2])
    structure = unfolded(substrate, system, formalism, readings, report, cancel)
    return replace(structure, labels=system.labels, grain=grain, seconds=time.perf_counter() - started)


def history_of(
    substrate: Substrate, now: tuple[int, ...], history: Sequence[State] | None, tau: int
) -> tuple[States, bool]:
    """Return the last `tau` micro states, and whether all but the present were assumed.

    Raises
    ------
    GrainError
        If the history does not end in the present state.
    """
    if not history:
        return (now,) * tau, tau > 1
    states = tuple(tuple(substrate.parse_state(each)) for each in history)
    if states[-1] != now:
        said = tr(
            "The history ends in {last} and the present state is {now}; make them the same.",
            last=substrate.state_label(states[-1]),
            now=substrate.state_label(now),
        )
        raise GrainError(said, "macro.history")
    return states[-tau:], False
