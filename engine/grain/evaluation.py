"""φ_s of many systems of units of any grain, in pieces, with what spares work and changes nothing.

Symmetries of the substrate and its history carry systems into each other; one of each orbit is evaluated:
2,426 of the 15,171 of the black boxes. Other systems with the same TPMs are not looked for: next to none were
found.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import get_args

import numpy as np
import numpy.typing as npt

from engine.grain.listing import System
from engine.grain.symmetry import Permutation, image_of, representatives, symmetries
from engine.grain.system import system_over
from engine.grain.universe import Placed, Universe
from engine.iit4.integration import Reason, integrate
from engine.iit4.readings import StateTies
from engine.run import jobs, store
from engine.run.jobs import Control, Watch
from engine.words import tr

REASONS: tuple[Reason, ...] = get_args(Reason)
SYSTEMS_A_PIECE = 64
# Measured on one core of 2024, 1 to 10 units: seconds for a system, for each unit, for each of 4^units.
SECONDS, A_UNIT, AN_ENTRY = 1.2e-4, 2.5e-5, 9e-9
INLINE_SECONDS = 0.02
# From here on finished pieces are kept on disk.
KEPT_SECONDS = 2.0

Value = tuple[float, Reason | None]
"""φ_s in ibits, and why it is 0."""
Outcome = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]


@dataclass(slots=True)
class Evaluation:
    """Units with numbers, and φ_s of the systems of them that were evaluated.

    Attributes
    ----------
    universe : Universe
    formalism, state_ties : str
    units : list of Placed
    footprints : list of int
        Mask of the constituents of each unit.
    values : dict
        φ_s by system.
    """

    universe: Universe
    formalism: str
    state_ties: StateTies
    units: list[Placed] = field(default_factory=list)
    footprints: list[int] = field(default_factory=list)
    values: dict[System, Value] = field(default_factory=dict)
    _numbers: dict[Placed, int] = field(default_factory=dict)
    _symmetries: list[Permutation] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Number the micro units as in the substrate, and find the symmetries."""
        self.add(Placed((i,), 1, bytes((0, 1))) for i in range(self.universe.n))
        self._symmetries = symmetries(self.universe)

    def add(self, units: Iterable[Placed]) -> None:
        """Give numbers to more units."""
        for unit in units:
            self._numbers[unit] = len(self.units)
            self.units.append(unit)
            self.footprints.append(sum(1 << i for i in unit.at))

    def evaluate(self, systems: Sequence[System], watch: Watch) -> None:
        """Evaluate the systems that are not known yet.

        Raises
        ------
        Cancelled
            If `watch.cancel` is set; what was evaluated is kept if it was long.
        """
        new = [system for system in dict.fromkeys(systems) if system not in self.values]
        images = [
            [self._numbers.get(image_of(unit, symmetry), -1) for unit in self.units]
            for symmetry in self._symmetries
        ]
        first = representatives(new, images, watch)
        chosen = [system for i, system in enumerate(new) if first[i] == i]
        found = dict(zip(chosen, self._run(chosen, watch), strict=True))
        self.values.update({system: found[new[first[i]]] for i, system in enumerate(new)})

    def _run(self, systems: Sequence[System], watch: Watch) -> list[Value]:
        """Evaluate systems in pieces."""
        # Large ones first and side by side, so that the pieces have about equal cost.
        order = sorted(range(len(systems)), key=lambda i: -len(systems[i]))
        batches = [order[i : i + SYSTEMS_A_PIECE] for i in range(0, len(order), SYSTEMS_A_PIECE)]
        pieces, names = [], []
        for batch in batches:
            asked = tuple(tuple(self.units[unit] for unit in systems[i]) for i in batch)
            run = partial(evaluate_batch, self.universe, asked, self.formalism, self.state_ties)
            pieces.append(jobs.Piece(run, len(batch), sum(seconds_of(len(systems[i])) for i in batch)))
            names.append(f"systems:{batch[0]}+{len(batch)}")
        cost = sum(piece.cost for piece in pieces)
        if cost < KEPT_SECONDS:
            outcomes = jobs.run(pieces, watch, here=cost < INLINE_SECONDS)
        else:
            outcomes = store.run_kept(store.Job(self._question(systems), self._title(systems), names),
                                      pieces, watch)  # fmt: skip
        values: list[Value] = [(0.0, None)] * len(systems)
        for batch, (phis, codes) in zip(batches, outcomes, strict=True):
            for i, phi, code in zip(batch, phis.tolist(), codes.tolist(), strict=True):
                values[i] = phi, None if code < 0 else REASONS[code]
        return values

    def _title(self, systems: Sequence[System]) -> str:
        return tr("{count:,} systems of any grain", count=len(systems))

    def _question(self, systems: Sequence[System]) -> str:
        """Return a hash of all that the values depend on."""
        content = hashlib.sha256(repr((self.universe.history, self.formalism, self.state_ties)).encode())
        content.update(self.universe.on.tobytes())
        for unit in self.units:
            content.update(repr((unit.at, unit.tau, unit.beside)).encode() + unit.table)
        content.update(repr(systems).encode())
        return content.hexdigest()


def seconds_of(units: int) -> float:
    """Predict the seconds that φ_s of a system of so many units takes."""
    return SECONDS + A_UNIT * units + AN_ENTRY * 4.0**units


def evaluate_batch(
    universe: Universe,
    systems: Sequence[tuple[Placed, ...]],
    formalism: str,
    state_ties: StateTies,
    control: Control,
) -> Outcome:
    """Evaluate φ_s of some systems.

    Parameters
    ----------
    universe : Universe
    systems : sequence of tuples of Placed
    formalism : str
    state_ties : {"paper", "first"}
    control : array of int, shape (2,)
        (cancel flag, systems done).

    Returns
    -------
    phi_s : array of float, shape (systems,)
    reasons : array of int, shape (systems,)
        Position in `REASONS`, -1 for none.
    """
    phis, codes = np.zeros(len(systems)), np.full(len(systems), -1)
    for i, units in enumerate(systems):
        if control[0]:
            break
        phis[i], reason = value_of(universe, units, formalism, state_ties, control)
        codes[i] = -1 if reason is None else REASONS.index(reason)
        control[1] += 1
    return phis, codes


def value_of(
    universe: Universe,
    units: Sequence[Placed],
    formalism: str,
    state_ties: StateTies,
    control: Control,
) -> Value:
    """Return φ_s of one system, and why it is 0."""
    system = system_over(universe, units, tuple(map(str, range(len(units)))), control)
    if not system.has_cause:
        return 0.0, "no-cause"
    if not system.strongly_connected:
        return 0.0, "not-strongly-connected"
    found = integrate(system, formalism, control, state_ties)[0]
    return found.phi_s, found.reason
