"""Bounds of a search across grains: the units that are tried (formalism §8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any, Literal, get_args

import numpy as np

from engine.errors import GrainError, TooLargeError
from engine.substrate.mappings import MAX_BITS
from engine.words import tr

Mappings = Literal["families", "all"]
Within = Literal["all", "micro"]
MOST_SEQUENCES = 8
"""All mappings are tried of up to so many sequences: 127 of 8, 32,767 of 16."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which units a search tries. Wider bounds bring competitors, so every verdict holds within its bounds.

    Parameters
    ----------
    size : int
        Most constituents of a unit.
    tau : int
        Largest update grain.
    mappings : {"families", "all"}
        Counting mappings (one update; ON by the number of ON constituents) and black boxes (ON when the
        chosen outputs are ON at the last update); or all mappings of up to 8 sequences, and the families of
        more.
    within : {"all", "micro"}
        What a unit must beat to be intrinsic: systems of units of any grain inside it (eq. 16 as written),
        or of micro units alone (what the examples of the paper check).

    Raises
    ------
    GrainError
        If there are no such bounds.
    """

    size: int = 4
    tau: int = 1
    mappings: Mappings = "families"
    within: Within = "all"

    def __post_init__(self) -> None:
        """Refuse bounds that there are not."""
        for key in ("size", "tau"):
            value: Any = getattr(self, key)
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_BITS:
                said = tr("{key} is {value!r}; use a whole number from 1 to {most}.", key=key, value=value,
                          most=MAX_BITS)  # fmt: skip
                raise GrainError(said, key)
        for key, kind in (("mappings", Mappings), ("within", Within)):
            if getattr(self, key) not in get_args(kind):
                said = tr("{key} cannot be {value!r}; use one of {known}.", key=key,
                          value=getattr(self, key), known=", ".join(get_args(kind)))  # fmt: skip
                raise GrainError(said, key)

    def check_history(self, states: int) -> None:
        """Refuse a history of fewer states than the largest update grain."""
        if states < self.tau:
            said = tr(
                "The history has {count} states; give {tau}, or a smaller τ.", count=states, tau=self.tau
            )
            raise GrainError(said, "history")

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {"size": self.size, "tau": self.tau, "mappings": self.mappings, "within": self.within}

    def tables(self, constituents: int, tau: int) -> tuple[bytes, ...]:
        """Return the mappings of units of so many constituents, as bytes; see `mapping_tables`.

        Raises
        ------
        TooLargeError
            If a table would be too long.
        """
        return mapping_tables(constituents, tau, self.mappings)


@lru_cache(maxsize=256)
def mapping_tables(constituents: int, tau: int, mappings: Mappings) -> tuple[bytes, ...]:
    """Return mappings up to exchange of 0 and 1, each a byte for each sequence.

    Of each pair the one is taken that maps the sequence of all units off to 0.

    Parameters
    ----------
    constituents, tau : int
    mappings : {"families", "all"}

    Returns
    -------
    tuple of bytes
        Each once, in the order of the family.
    """
    bits = constituents * tau
    if bits > MAX_BITS:
        said = tr(
            "Units of {constituents} constituents and {tau} updates have too many sequences; choose smaller "
            "bounds.",
            constituents=constituents,
            tau=tau,
        )
        raise TooLargeError(said, "tau")
    if mappings == "all" and 1 << bits <= MOST_SEQUENCES:
        return tuple(_every(1 << bits))
    families = [_counting(constituents)] if tau == 1 else []
    return tuple(
        dict.fromkeys(table for family in (*families, _boxes(constituents, tau)) for table in family)
    )


def _every(sequences: int) -> Iterator[bytes]:
    """Every mapping that is not constant."""
    for number in range(1, 1 << sequences - 1):
        yield bytes([0, *(number >> k & 1 for k in range(sequences - 1))])


def _counting(constituents: int) -> Iterator[bytes]:
    """ON when the number of constituents that are ON is one of some."""
    counts = np.bitwise_count(np.arange(1 << constituents))
    for size in range(1, constituents + 1):
        for numbers in combinations(range(1, constituents + 1), size):
            yield np.isin(counts, numbers).astype(np.uint8).tobytes()


def _boxes(constituents: int, tau: int) -> Iterator[bytes]:
    """ON when all outputs are ON at the last update."""
    last = np.arange(1 << constituents * tau) >> constituents * (tau - 1)
    for outputs in range(1, 1 << constituents):
        yield (last & outputs == outputs).astype(np.uint8).tobytes()
