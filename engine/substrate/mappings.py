"""Mappings of macro units: which sequences of the constituents' states are ON, by name and as a table.

A table has an entry, 0 or 1, for every sequence of τ states of the constituents: entry Σ_t class_t · C^t, the
oldest update fastest, C = 2^constituents, the first constituent being bit 0 of a class (Marshall et al. 2024,
eq. 10).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.errors import GrainError
from engine.words import tr

MAX_BITS = 16
"""Constituents times updates: a table has at most 2^16 entries."""
NAMES = '"all", "any", "parity", "count:2,3", "last:C" or "last:C&D"'

Table = tuple[int, ...]


def named_table(name: str, constituents: Sequence[str], tau: int) -> Table:
    """Return the table of a mapping that is given by name.

    Parameters
    ----------
    name : str
        Of all states of the sequence together: ``"all"`` are ON, ``"any"`` is ON, an odd number is
        (``"parity"``), or one of some numbers (``"count:2,3"``). ``"last:C&D"``: these constituents are ON at
        the last update.
    constituents : sequence of str
    tau : int
        Number of updates.

    Returns
    -------
    tuple of int, length 2^(constituents · tau)

    Raises
    ------
    GrainError
        If there is no such mapping.
    """
    bits = len(constituents) * tau
    rows = np.arange(1 << bits)
    counts = np.bitwise_count(rows)
    kind, _, rest = name.partition(":")
    if kind == "last" and rest:
        return _as_table(_last(rows, rest.split("&"), constituents, tau))
    if kind == "count" and rest:
        return _as_table(np.isin(counts, _numbers(rest, bits)))
    simple = {"all": counts == bits, "any": counts > 0, "parity": counts % 2 == 1}
    if name not in simple:
        said = tr("There is no mapping {name!r}; use {names}, or a table.", name=name[:40], names=NAMES)
        raise GrainError(said, "mapping")
    return _as_table(simple[name])


def _as_table(on: npt.NDArray) -> Table:
    return tuple(on.astype(int).tolist())


def _last(rows: npt.NDArray, outputs: Sequence[str], constituents: Sequence[str], tau: int) -> npt.NDArray:
    """Where all outputs are ON at the last update."""
    wanted = 0
    for output in (each.strip() for each in outputs):
        if output not in constituents:
            said = tr(
                "The mapping reads {output!r}, which is no constituent; use {constituents}.",
                output=output[:40],
                constituents=", ".join(constituents),
            )
            raise GrainError(said, "mapping")
        wanted |= 1 << len(constituents) * (tau - 1) + constituents.index(output)
    return rows & wanted == wanted


def _numbers(text: str, most: int) -> list[int]:
    """Read the numbers of a counting mapping, "2,3"."""
    found = [int(part) if part.strip().isdecimal() and len(part) < 9 else -1 for part in text.split(",")]
    if not all(0 <= number <= most for number in found):
        said = tr(
            "The mapping counts {given!r}; give numbers from 0 to {most} with commas.",
            given=text[:40],
            most=most,
        )
        raise GrainError(said, "mapping")
    return found


def name_of(table: Table, constituents: Sequence[str], tau: int) -> str:
    """Return the name of a mapping, as `named_table` reads it; empty if it has none."""
    for name in ("all", "any"):
        if table == named_table(name, constituents, tau):
            return name
    return _name_of_last(table, constituents, tau) or _name_of_count(table, len(constituents) * tau)


def _name_of_last(table: Table, constituents: Sequence[str], tau: int) -> str:
    common = (1 << len(constituents) * tau) - 1
    for row in np.flatnonzero(table).tolist():
        common &= row
    last = common >> len(constituents) * (tau - 1)
    outputs = [label for k, label in enumerate(constituents) if last >> k & 1]
    name = f"last:{'&'.join(outputs)}"
    return name if outputs and table == named_table(name, constituents, tau) else ""


def _name_of_count(table: Table, bits: int) -> str:
    counts = np.bitwise_count(np.arange(len(table)))
    on = np.array(table) == 1
    numbers = [k for k in range(bits + 1) if on[counts == k].all()]
    if not np.array_equal(np.isin(counts, numbers), on):
        return ""
    return "parity" if numbers == list(range(1, bits + 1, 2)) else f"count:{','.join(map(str, numbers))}"


def in_order(table: Table, places: Sequence[int], tau: int) -> Table:
    """Return the table of the same mapping with its constituents in another order.

    Parameters
    ----------
    table : tuple of int
    places : sequence of int
        For each new place, the constituent's old one.
    tau : int

    Returns
    -------
    tuple of int
    """
    k = len(places)
    rows = np.arange(len(table))
    old = np.zeros_like(rows)
    for t in range(tau):
        for new, place in enumerate(places):
            old |= (rows >> t * k + new & 1) << t * k + place
    return tuple(np.array(table)[old].tolist())
