"""Picks: which of its tied purviews each mechanism takes, by the reading of ties (IIT 4.0, S1)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import combinations
from operator import or_
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.errors import TooLargeError
from engine.iit4.mechanisms import Irreducible, Purview, Side
from engine.iit4.readings import TieRule
from engine.iit4.system import CandidateSystem
from engine.iit4.ties import Pick, Specified, congruent, picks_of_largest_phi
from engine.substrate.masks import members
from engine.words import tr

# PyPhi's order lists all sets of so many units in 0.4 s.
LISTED_UNITS = 16

Units = tuple[int, ...]


def picks(
    system: CandidateSystem, mechanisms: Sequence[Irreducible], specified: Specified, ties: TieRule
) -> dict[int, Pick]:
    """Return the cause and the effect of every mechanism that has congruent ones.

    Parameters
    ----------
    system : CandidateSystem
    mechanisms : sequence of Irreducible
    specified : (cause state, effect state)
        The system's specified states.
    ties : {"largest", "smallest", "max-phi", "pyphi"}

    Returns
    -------
    dict
        By the position of the mechanism.
    """
    if ties == "max-phi":
        return picks_of_largest_phi(system, mechanisms, specified)
    found = {}
    for at, mechanism in enumerate(mechanisms):
        if ties == "pyphi":
            cause = _published(system, mechanism.mechanism, mechanism.cause, specified[0], "cause")
            effect = _published(system, mechanism.mechanism, mechanism.effect, specified[1], "effect")
        else:
            cause = _by_size(congruent(mechanism.cause, specified[0]), ties)
            effect = _by_size(congruent(mechanism.effect, specified[1]), ties)
        if cause is not None and effect is not None:
            found[at] = cause, effect
    return found


def _by_size(purviews: Iterable[Purview], ties: TieRule) -> Purview | None:
    sign = -1 if ties == "largest" else 1
    return min(purviews, key=lambda p: (sign * len(p[0]), p[0]), default=None)


def _published(
    system: CandidateSystem,
    mechanism: Units,
    side: Side,
    specified: Units,
    direction: Literal["cause", "effect"],
) -> Purview | None:
    """Return the first congruent of the tied purviews in PyPhi's order, as published; None if there is none.

    All tied states of the first purview count, of a later one only the lowest row.
    """
    tied: dict[Units, list[Units]] = {}
    for units, state in side.purviews:
        tied.setdefault(units, []).append(state)
    if len(tied) > 1:
        place = published_order(system.substrate_cm, tuple(system.units[i] for i in mechanism), direction)
        order = sorted(tied, key=lambda units: place[tuple(system.units[i] for i in units)])
    else:
        order = list(tied)
    for at, units in enumerate(order):
        states = tied[units] if at == 0 else [min(tied[units], key=lambda state: state[::-1])]
        wanted = tuple(specified[i] for i in units)
        if wanted in states:
            return units, wanted
    return None


def published_order(
    cm: npt.NDArray[np.uint8], mechanism: Units, direction: Literal["cause", "effect"]
) -> dict[Units, int]:
    """Return the place of every purview of the substrate in PyPhi's order, which is arbitrary.

    It is the order of CPython's ``list(set(purviews))``, the purviews listed by size, then lexicographically,
    without those in which the block of `cm` between mechanism and purview has a row or a column of zeros. The
    printed numbers of IIT 4.0 (2023) and of Findlay et al. (2024) follow it.

    Parameters
    ----------
    cm : array of uint8, shape (n, n)
        Of the whole substrate.
    mechanism : tuple of int
        Positions in the substrate.
    direction : {"cause", "effect"}

    Returns
    -------
    dict
        By the positions of the purview's units in the substrate.

    Raises
    ------
    TooLargeError
        If more than `LISTED_UNITS` units are connected to the mechanism.
    """
    links = (cm.T if direction == "cause" else cm)[list(mechanism)]
    return _order_of(tuple(sorted({sum(1 << int(j) for j in np.flatnonzero(row)) for row in links})))


@lru_cache(maxsize=8)  # densely connected mechanisms share one, and the largest takes 10 MB
def _order_of(masks: tuple[int, ...]) -> dict[Units, int]:
    """Return the order of the sets of units that meet each of the masks and lie within their union."""
    every = reduce(or_, masks)
    units = members(every)
    if len(units) > LISTED_UNITS:
        raise TooLargeError(
            tr(
                "PyPhi's order of purviews lists every set of the {count} units connected to a mechanism; "
                "above {limit} units choose another reading of ties.",
                count=len(units),
                limit=LISTED_UNITS,
            ),
            field="ties",
        )
    listed = []
    for size in range(1, len(units) + 1):
        for purview in combinations(units, size):
            own = sum(1 << i for i in purview)
            if all(own & mask for mask in masks):
                listed.append(purview)
    return {purview: place for place, purview in enumerate(list(set(listed)))}
