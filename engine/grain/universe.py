"""The micro universe under macro units: chances of a unit's states after its updates (formalism §8).

Marshall et al. 2024: a unit's own TPM discounts what other units bring it within its window (eqs 26-30) and
goes backwards through its updates (eq. 31).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from engine.errors import Cancelled, GrainError, TooLargeError, UnreachableStateError
from engine.kernels.grain import expectations
from engine.run.jobs import Control, new_control
from engine.substrate.macro_units import MacroUnit
from engine.substrate.probabilities import scaled_products
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import MAX_UNITS, fits
from engine.words import tr

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
States = tuple[tuple[int, ...], ...]

MOST_STEPS = 1 << 36
"""Products of the longest recursion: minutes."""
MOST_KEPT = 1 << 28
"""Bytes of what is kept of a universe."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A macro unit as numbers.

    Attributes
    ----------
    at : tuple of int
        Positions of its constituents in the substrate, ascending.
    tau : int
    table : bytes
        The mapping, a byte for each sequence.
    beside : tuple of int
        Positions of its apportioned background, ascending.
    """

    at: tuple[int, ...]
    tau: int
    table: bytes
    beside: tuple[int, ...] = ()

    @property
    def classes(self) -> int:
        """How many states its constituents have together."""
        return 1 << len(self.at)

    @property
    def mapping(self) -> npt.NDArray[np.uint8]:
        """The mapping as an array of 0 and 1."""
        return np.frombuffer(self.table, np.uint8)

    @property
    def shares(self) -> Floats:
        """Share of the sequences of each macro state that end in each class, shape (2, classes) (eq. 39)."""
        return _shares(self.table, self.classes)

    def state(self, history: States) -> int:
        """Return the macro state: that of the last updates of a history (eq. 22)."""
        row = 0
        for t, state in enumerate(history[len(history) - self.tau :]):
            row += sum(state[i] << k for k, i in enumerate(self.at)) << t * len(self.at)
        return self.table[row]


@lru_cache(maxsize=4096)
def _shares(table: bytes, classes: int) -> Floats:
    on = np.frombuffer(table, np.uint8).reshape(classes, -1).sum(axis=1).astype(np.float64)
    off = len(table) / classes - on
    return np.stack([off / off.sum(), on / on.sum()])


def placed(unit: MacroUnit, place: dict[str, int]) -> Placed:
    """Return a unit, in substrate order, as numbers."""
    at, beside = (tuple(place[label] for label in part) for part in (unit.constituents, unit.background))
    return Placed(at, unit.tau, bytes(unit.table), beside)


@dataclass(frozen=True, slots=True)
class Universe:
    """A substrate of binary units with the history of its states, and what was computed of it.

    Attributes
    ----------
    off, on : array, shape (2^n, n)
        P(unit i is off, on | row).
    history : tuple of tuple of int
        Oldest first; the last is the present.
    """

    off: Floats
    on: Floats
    history: States
    names: tuple[str, ...]
    known: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def n(self) -> int:
        """Number of units."""
        return self.on.shape[1]

    def __getstate__(self) -> tuple:
        """Pickle what cannot be computed again."""
        return self.off, self.on, self.history, self.names

    def __setstate__(self, state: tuple) -> None:
        """Begin with nothing computed."""
        for name, value in zip(("off", "on", "history", "names"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "known", {})

    def past(self, tau: int) -> Floats:
        """Return the probability, relative, of going from each row to the state τ - 1 updates ago.

        Raises
        ------
        UnreachableStateError
            If nothing leads there.
        """
        likelihood = self.known.get(("past", tau))
        if likelihood is None:
            state = self.history[-tau]
            chosen = np.where(np.array(state) == 1, self.on, self.off)
            likelihood, _ = scaled_products(chosen)
            if not likelihood.any():
                raise UnreachableStateError.of(self.names[-tau])
            self._keep(("past", tau), likelihood)
        return likelihood

    def chances(self, units: Sequence[Placed], j: int, control: Control | None = None) -> Floats:
        """Return P(unit j of a system is off, on after its updates | micro state), shape (2, 2^n).

        Raises
        ------
        TooLargeError
            If it takes too long.
        Cancelled
            If the control says stop.
        """
        unit = units[j]
        patrons = () if unit.tau == 1 else tuple((u.at, u.beside) for u in units if u.beside)
        key = unit.at, unit.tau, unit.table, patrons
        found = self.known.get(key)
        if found is None:
            control = new_control() if control is None else control
            found = _chances(self, unit, patrons, control)
            if control[0]:
                raise Cancelled(tr("Stopped."))
            self._keep(key, found)
        return found

    def _keep(self, key: tuple, array: Floats) -> None:
        """Keep what was computed; when it is too much, begin again."""
        if len(self.known) * array.nbytes > MOST_KEPT:
            self.known.clear()
        self.known[key] = array


def universe_of(substrate: Substrate, history: States) -> Universe:
    """Return the universe of a substrate and a history, oldest first.

    Raises
    ------
    GrainError
        If a unit has more than two states.
    TooLargeError
        If there is no TPM of so many units.
    """
    if not fits(substrate.radix):
        said = tr("Macro units need a TPM of the whole substrate; use at most {most} units.", most=MAX_UNITS)
        raise TooLargeError(said, "units")
    if not substrate.is_binary:
        many = next(unit.label for unit in substrate.units if unit.states != 2)
        said = tr("Unit {label} has more than two states; macro units need binary ones.", label=many)
        raise GrainError(said, "states")
    off, on = (np.ascontiguousarray(substrate.columns[:, v::2]) for v in (0, 1))
    return Universe(off, on, history, tuple(map(substrate.state_label, history)))


def rows_of(places: Sequence[int]) -> Ints:
    """Return the rows of all states of some units, the others off, the first unit fastest."""
    rows = np.zeros(1, np.int64)
    for i in places:
        rows = np.concatenate([rows, rows | 1 << i])
    return rows


def classes_of(places: Sequence[int], n: int) -> Ints:
    """Return the state of some units in every row, bit k being that of ``places[k]``."""
    rows = np.arange(1 << n)
    found = np.zeros_like(rows)
    for k, i in enumerate(places):
        found |= (rows >> i & 1) << k
    return found


def _chances(universe: Universe, unit: Placed, patrons: tuple, control: Control) -> Floats:
    """Go backwards through the updates of a unit (eq. 31)."""
    beside = tuple(sorted(i for _, background in patrons for i in background))
    # The units whose next state is not the same everywhere; all others are constant by eq. 28.
    tracked = (*unit.at, *beside)
    steps = _steps(unit)
    most = max(len(step) for step in steps) << universe.n + len(tracked) + 2
    if most * unit.tau > MOST_STEPS:
        said = tr("The mapping of {count} units takes too long here; choose fewer units or updates.",
                  count=len(unit.at))  # fmt: skip
        raise TooLargeError(said, "mapping")
    off, on = (discounted(p, unit, patrons) for p in (universe.off, universe.on))
    own = classes_of(range(len(unit.at)), len(tracked))
    last = np.stack([1.0 - steps[-1], steps[-1]])[..., own].reshape(-1, len(own))
    found = expectations(last, off, on, control)
    if unit.tau == 1:
        return found
    others = [i for i in range(universe.n) if i not in tracked]
    weights = _weights(universe, others)
    rows = rows_of(tracked)[:, None] + rows_of(others)[None, :]
    now = own[:, None] + np.zeros_like(rows)
    for step in reversed(steps[:-1]):
        if control[0]:
            break
        ahead = found.reshape(2, -1, found.shape[-1])
        values = np.concatenate([[each[following[now], rows] @ weights for following in step]
                                 for each in ahead])  # fmt: skip
        found = expectations(values, off, on, control)
    return found


def _steps(unit: Placed) -> list[Ints]:
    """Return the mapping as an automaton, a table (states, classes) to the next state for each update.

    Beginnings of sequences that no continuation tells apart share a state: one is enough for a mapping of the
    last update, where the sequences themselves grow as classes^τ.
    """
    steps = []
    ids = unit.mapping.astype(np.int64)
    for _ in range(unit.tau):
        columns = ids.reshape(unit.classes, -1)
        distinct, ids = np.unique(columns, axis=1, return_inverse=True)
        ids = ids.ravel()
        steps.append(np.ascontiguousarray(distinct.T))
    return steps[::-1]


def discounted(p: Floats, unit: Placed, patrons: tuple) -> Floats:
    """Return the chances of the units that are not constant, shape (2^n, units) (eqs 26-29)."""
    n = p.shape[1]
    columns = [p[:, i] for i in unit.at]
    kept = {i: classes_of(sorted((*at, *beside)), n) for at, beside in patrons for i in beside}
    for i in sorted(kept):
        sums = np.bincount(kept[i], p[:, i]) / np.bincount(kept[i])
        columns.append(sums[kept[i]])
    return np.ascontiguousarray(np.stack(columns, axis=1))


def _weights(universe: Universe, others: Sequence[int]) -> Floats:
    """Return the probability of every state of the constant units, the first fastest."""
    weights = np.ones(1)
    for i in others:
        weights = np.concatenate([weights * universe.off[:, i].mean(), weights * universe.on[:, i].mean()])
    return weights
