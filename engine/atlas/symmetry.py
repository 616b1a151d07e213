"""Networks that are the same but for the names of units and of their two states.

A symmetry of n binary units permutes them and exchanges ON and OFF of some: n! · 2^n of them. Two networks,
or two states of one network, that a symmetry carries into each other have the same φ_s, Φ and complexes, up
to what is decided by the order of units where something ties (see `engine.atlas.measures`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from math import prod

import numpy as np
import numpy.typing as npt

from engine.substrate.substrate import Substrate

MAX_UNITS = 4
"""Of networks with noise: 384 symmetries."""
MAX_CERTAIN = 5
"""Of deterministic networks: 3,840 symmetries."""
CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Symmetries:
    """All symmetries of n binary units.

    Attributes
    ----------
    to : array of int, shape (n! 2**n, 2**n)
        Row that each state is carried to.
    places : array of int, shape (n! 2**n, n)
        Place that each unit is carried to.
    cells : array of int, shape (n! 2**n, 2**n 2 n)
        Cell of the TPM that is carried to each cell, both row by row.
    """

    to: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int64]


@cache
def symmetries(n: int) -> Symmetries:
    """Return the symmetries of n binary units."""
    rows = np.arange(1 << n)
    bits = rows[:, None] >> np.arange(n) & 1
    to, places, columns = [], [], []
    for place in permutations(range(n)):
        for flips in range(1 << n):
            flip = flips >> np.arange(n) & 1
            to.append(((bits ^ flip) << np.array(place)).sum(axis=1))
            places.append(place)
            column = np.empty(2 * n, np.int64)
            for unit in range(n):
                for value in (0, 1):
                    column[2 * place[unit] + (value ^ int(flip[unit]))] = 2 * unit + value
            columns.append(column)
    back = np.argsort(np.array(to), axis=1)
    cells = back[:, :, None] * (2 * n) + np.array(columns)[:, None, :]
    return Symmetries(np.array(to), np.array(places), cells.reshape(len(to), -1))


@dataclass(frozen=True, slots=True)
class Form:
    """A network carried to where its TPM comes first, by every symmetry that does so.

    Attributes
    ----------
    tpm : bytes
        That TPM, its labels left out.
    found : array of int
        The symmetries, as rows of `symmetries`; empty if the network is compared as it is.
    n : int
    """

    tpm: bytes
    found: npt.NDArray[np.int64]
    n: int

    def key(self, row: int) -> tuple[bytes, tuple[int, ...]]:
        """Return what equal systems share, and the place of each unit in it.

        Parameters
        ----------
        row : int
            State of the network.

        Returns
        -------
        key : bytes
        places : tuple of int
        """
        if not len(self.found):
            return _digest(self.tpm, row), tuple(range(self.n))
        known = symmetries(self.n)
        rows = known.to[self.found, row]
        best = int(rows.argmin())
        return _digest(self.tpm, int(rows[best])), tuple(known.places[self.found[best]].tolist())


def _digest(tpm: bytes, row: int) -> bytes:
    return hashlib.sha256(tpm + row.to_bytes(8, "little")).digest()


def form(substrate: Substrate) -> Form:
    """Return the form of a network that all networks share which are the same but for names.

    Probabilities are compared bit by bit, so that only what is certainly the same is taken for it. Networks
    that are too large, or have units of more than two states, are compared as they are.
    """
    n, columns = substrate.n, np.ascontiguousarray(substrate.columns)
    certain = bool(np.isin(columns, (0.0, 1.0)).all())
    if not substrate.is_binary or n > (MAX_CERTAIN if certain else MAX_UNITS):
        return Form(substrate.sha256.encode() + columns.tobytes(), np.zeros(0, np.int64), n)
    cells, values = symmetries(n).cells, columns.ravel()
    found = np.arange(len(cells))
    # Cell by cell the least value leads; a network with noise is decided by the first few.
    for cell in range(len(values)):
        here = values[cells[found, cell]]
        found = found[here == here.min()]
        if len(found) == 1:
            break
    return Form(bytes([n]) + values[cells[found[0]]].tobytes(), found, n)


def deterministic_count(n: int) -> int:
    """Return how many deterministic networks of n binary units there are up to symmetry (Burnside's lemma).

    A symmetry leaves as many maps as they are as there are ways to send each of its cycles to a cycle whose
    length divides its own, beginning anywhere in it.
    """
    total = 0
    for to in symmetries(n).to:
        lengths = _cycles(to)
        total += prod(sum(d for d in lengths if c % d == 0) for c in lengths)
    return total // len(symmetries(n).to)


def _cycles(to: npt.NDArray[np.int64]) -> list[int]:
    left, lengths = set(range(len(to))), []
    while left:
        start = row = left.pop()
        length = 1
        while (row := int(to[row])) != start:
            left.discard(row)
            length += 1
        lengths.append(length)
    return lengths


def deterministic_maps(n: int) -> Iterator[tuple[int, ...]]:
    """Yield every deterministic network of n binary units up to symmetry, as the successor of each row.

    Of equivalent maps the one whose successors, read as digits, are the least number is yielded; in that
    order.
    """
    states = 1 << n
    powers = states ** np.arange(states, dtype=np.int64)
    known = symmetries(n).to
    # Value of each digit after each symmetry: table[g, row, successor].
    table = known[:, None, :] * powers[known][:, :, None]
    for start in range(0, states**states, CHUNK):
        codes = np.arange(start, min(start + CHUNK, states**states), dtype=np.int64)
        digits = codes[:, None] // powers % states
        for carried in table[1:]:
            least = sum(carried[row, digits[:, row]] for row in range(states)) >= codes
            codes, digits = codes[least], digits[least]
        yield from map(tuple, digits.tolist())
