"""Relations of two distinctions as a matrix, readable where a picture of the Φ-structure is a thicket.

Relations and φ_r are those of IIT 4.0 eqs 49-58 and S3.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from engine.words import phrase, tr
from viz.numbers import count, number
from viz.view.faces import relation_count
from viz.view.letters import caption, if_one, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from engine.iit4.structure import PhiStructure

MOST_NAMES = 32
"""Most distinctions that are named one by one; of more, those of one order share a name."""
KEY = phrase(
    "Shade: φ_r of the relation of two distinctions, on the diagonal of a self-relation. Empty: none."
)


@dataclass(frozen=True, slots=True)
class MechanismGroup:
    """Neighbouring rows with mechanisms of the same number of units."""

    first: int
    last: int
    text: str
    """A mechanism in letter case, or the number of units of all."""


@dataclass(frozen=True, slots=True, eq=False)
class RelationMatrixView:
    """All relations of two distinctions of a Φ-structure."""

    names: tuple[str, ...]
    """Mechanisms in letter case, in the order of the rows and columns, which is that of the distinctions."""
    phi: NDArray[np.float64]
    """φ_r in ibits, shape (distinctions, distinctions); 0 where there is no relation."""
    orders: tuple[MechanismGroup, ...]
    """Rows with mechanisms of as many units."""
    labels: tuple[MechanismGroup, ...]
    """What is written beside the rows: each mechanism, or the orders where there are too many."""
    title: str
    subtitle: str
    note: str
    caption: str

    @property
    def largest(self) -> float:
        """Largest φ_r; 1 if there is no relation."""
        return float(self.phi.max(initial=0.0)) or 1.0

    @property
    def example(self) -> str:
        """The relation with the largest φ_r in words, as an example of how to read a cell; may be empty."""
        if not self.phi.any():
            return ""
        row, column = divmod(int(self.phi.argmax()), len(self.names))
        cell = {"row": self.names[row], "column": self.names[column], "phi": number(self.largest, 2)}
        return tr("For example row {row}, column {column}: φ_r = {phi}, the largest.", **cell)

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return tr("Relations of two distinctions as a matrix. {counts}.", counts=self.subtitle)


def relation_matrix_view(structure: PhiStructure) -> RelationMatrixView:
    """Return the relations of two distinctions of a Φ-structure."""
    relations, distinctions = structure.relations, structure.distinctions
    names = tuple(letters(d.mechanism, d.state) for d in distinctions)
    phi = relations.of_two()
    orders = tuple(_orders([len(d.mechanism) for d in distinctions]))
    singly = tuple(MechanismGroup(i, i, name) for i, name in enumerate(names))
    more = sum(n for degree, n in relations.by_degree.items() if degree > 2)
    return RelationMatrixView(
        names=names,
        phi=phi,
        orders=orders,
        labels=singly if len(names) <= MOST_NAMES else orders,
        title=if_one(
            f"Φ({letters(structure.units, structure.state)}) = {number(structure.big_phi)}", structure.reason
        ),
        subtitle=tr(
            "{relations} of two with Σφ_r = {sum}, {selves} self",
            relations=relation_count(relations.by_degree.get(2, 0)),
            sum=number(float(np.triu(phi, 1).sum())),
            selves=count(relations.by_degree.get(1, 0)),
        ),
        note=tr("Not shown: {relations} of three and more distinctions.", relations=relation_count(more)),
        caption=caption(structure),
    )


def apart(
    groups: Sequence[MechanismGroup], step: float, room: Callable[[str], float]
) -> tuple[MechanismGroup, ...]:
    """Return those groups whose names can be written in a line without one on another.

    Parameters
    ----------
    groups
        In their order.
    step
        Distance of two neighbouring rows, in any unit of length.
    room
        What a name takes along the line, in the same unit.

    Returns
    -------
    tuple of MechanismGroup
        In the same order; where there is no room for all, those of the most rows, and of equals the first.
    """
    taken: list[tuple[float, float]] = []
    kept = []
    for group in sorted(groups, key=lambda each: each.first - each.last):
        middle, half = (group.first + group.last) / 2 * step, room(group.text) / 2
        if all(abs(middle - other) >= half + wide for other, wide in taken):
            taken.append((middle, half))
            kept.append(group)
    return tuple(sorted(kept, key=lambda each: each.first))


def _orders(sizes: list[int]) -> list[MechanismGroup]:
    found, first = [], 0
    for size, rows in groupby(sizes):
        last = first + len(list(rows)) - 1
        text = tr("1 unit") if size == 1 else tr("{n} units", n=size)
        found.append(MechanismGroup(first, last, text))
        first = last + 1
    return found
