"""Macro systems: units of any grain as a candidate system with TPMs of its own (Marshall et al. 2024)."""

from collections.abc import Sequence

import numpy as np

from engine.errors import GrainError
from engine.grain.universe import Placed, Universe, placed, rows_of, universe_of
from engine.iit4.system import CandidateSystem
from engine.kernels.grain import connections, macro_tables
from engine.run.jobs import Control
from engine.substrate.macro_units import MacroUnit, checked_units
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.words import tr


def macro_system(
    substrate: Substrate,
    units: Sequence[MacroUnit],
    history: Sequence[State],
    control: Control | None = None,
) -> CandidateSystem:
    """Return units of any grain as a candidate system (Marshall et al. 2024, eqs 22-42).

    Units of one constituent, one update and the identity give the candidate system of IIT 4.0 (eqs 1-4).

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    units : sequence of MacroUnit
        Their order is that of the system.
    history : sequence of states
        States of the substrate, oldest first, as `Substrate.parse_state` reads them; the last is the present.
    control : array of int, shape (2,), optional
        (cancel flag, unused).

    Returns
    -------
    CandidateSystem
        Of the macro units alone: `units` are their positions in it, `substrate_cm` is its own cm.

    Raises
    ------
    GrainError
        If the units make no system, or the history is shorter than their longest update grain.
    UnreachableStateError
        If nothing leads to the state in which a unit's window begins.
    TooLargeError
        If there is no TPM of so many units, or a mapping takes too long.
    """
    named = checked_units(units, substrate.labels, substrate.radix)
    states = tuple(tuple(substrate.parse_state(each)) for each in history)
    check_history(named, len(states))
    place = {label: i for i, label in enumerate(substrate.labels)}
    universe = universe_of(substrate, states)
    numbers = [placed(unit, place) for unit in named]
    return system_over(universe, numbers, tuple(unit.label for unit in named), control)


def check_history(units: Sequence[MacroUnit], states: int) -> None:
    """Refuse a history that does not reach back as far as a unit looks."""
    longest = max(unit.tau for unit in units)
    if states < longest:
        said = tr(
            "The history has {count} states and the macro units look {tau} updates back; give {tau} states.",
            count=states,
            tau=longest,
        )
        raise GrainError(said, "macro.history")


def system_over(
    universe: Universe, units: Sequence[Placed], labels: tuple[str, ...], control: Control | None = None
) -> CandidateSystem:
    """Return placed units over a universe as a candidate system; see `macro_system`."""
    m, n = len(units), universe.n
    inside = [i for unit in units for i in unit.at]
    outside = sorted(set(range(n)).difference(inside))
    now = sum(universe.history[-1][i] << i for i in outside)
    shares = np.zeros((m, 2, max(unit.classes for unit in units)))
    for k, unit in enumerate(units):
        shares[k, :, : unit.classes] = unit.shares
    effect, cause = macro_tables(
        np.stack([universe.chances(units, j, control) for j in range(m)]),
        np.stack([universe.past(unit.tau) for unit in units]),
        rows_of(inside),
        rows_of(outside),
        now,
        shares,
        np.array([unit.classes for unit in units]),
    )
    effect.flags.writeable = False
    cause.flags.writeable = False
    cm = connections(effect, cause)
    return CandidateSystem(
        labels=labels,
        units=tuple(range(m)),
        state=tuple(unit.state(universe.history) for unit in units),
        radix=(2,) * m,
        effect=effect,
        cause=cause,
        cm=cm,
        substrate_cm=cm,
    )
