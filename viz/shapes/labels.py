"""Places for the labels of a drawing, so that none covers another: deterministic, in any unit of length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""(middle x, middle y, width, height)."""
Frame = tuple[float, float, float, float]
"""(left, bottom, right, top)."""
RINGS = (0.9, 1.4, 2.0, 2.9, 4.0, 5.5, 7.5)
"""Distances that are tried around the preferred place, as multiples of the height of a label."""
FAR = 0.8
"""What it costs to stand one unit of length away from the preferred place, in units of area covered."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label and where it would like to stand."""

    x: float
    """The preferred middle."""
    y: float
    wide: float
    high: float
    others: tuple[Point, ...] = ()
    """Further middles that are as good, tried before those around."""
    firm: bool = False
    """Whether it is written even where it covers another label."""


def spread(
    wishes: Sequence[Wish],
    walls: Sequence[Box] = (),
    frame: Frame | None = None,
    gap: float = 0.0,
    kept: Sequence[Box] = (),
) -> list[Point | None]:
    """Return a place for every label at which it covers no other label.

    Labels never cover each other; marks of the drawing (`walls`) they cover as little as possible, the nearer
    to the preferred place the better.

    Parameters
    ----------
    wishes
        The labels. Earlier ones are placed first, so the most important come first.
    walls
        Boxes that had better stay free.
    frame
        The area that labels stay within; None if there is no limit.
    gap
        Free space between labels.
    kept
        Boxes that labels never cover, as other labels.

    Returns
    -------
    list of tuple or None
        (x, y) of the middle of each label; None if there is no room for it.
    """
    marks = np.asarray(walls, dtype=np.float64).reshape(-1, 4)
    taken = np.zeros((len(kept) + len(wishes), 4))
    taken[: len(kept)] = np.asarray(kept, dtype=np.float64).reshape(-1, 4)
    count = len(kept)
    places: list[Point | None] = []
    for wish in wishes:
        middles = _middles(wish)
        over = _shared(middles, (wish.wide + gap, wish.high + gap), taken[:count])
        beyond = _beyond(middles, wish, frame)
        away = np.hypot(*(middles - (wish.x, wish.y)).T)
        away[: 1 + len(wish.others)] = 0.1 * np.arange(1 + len(wish.others)) * wish.high
        cost = _shared(middles, (wish.wide, wish.high), marks) + FAR * wish.high * away
        free = (over == 0) & (beyond == 0)
        if not free.any() and not wish.firm:
            places.append(None)
            continue
        # What must stand somewhere covers a little of the others rather than being clipped.
        cost = np.where(free, cost, 1e6 + 20 * over + 100 * wish.high * beyond + cost)
        x, y = (float(each) for each in middles[np.argmin(cost)])
        taken[count] = x, y, wish.wide, wish.high
        count += 1
        places.append((x, y))
    return places


def _middles(wish: Wish) -> NDArray[np.float64]:
    """Return the middles that are tried, shape (n, 2): those wished for, then rings around the first."""
    angles = np.pi / 2 + np.arange(16) * np.pi / 8
    # A wide label has to move further sideways than up or down to get out of the way.
    stretch = 1.0 + 0.25 * max(wish.wide / wish.high - 1.0, 0.0)
    ring = wish.high * np.stack([np.cos(angles) * stretch, np.sin(angles)], axis=1)
    around = np.concatenate([r * ring for r in RINGS]) + np.array((wish.x, wish.y))
    return np.concatenate([np.array([(wish.x, wish.y), *wish.others], dtype=np.float64), around])


def _shared(
    middles: NDArray[np.float64], size: tuple[float, float], boxes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the area that a box of this size shares with others, for every middle."""
    across = (size[0] + boxes[:, 2]) / 2 - np.abs(middles[:, None, 0] - boxes[:, 0])
    along = (size[1] + boxes[:, 3]) / 2 - np.abs(middles[:, None, 1] - boxes[:, 1])
    return (np.maximum(across, 0) * np.maximum(along, 0)).sum(axis=1)


def _beyond(middles: NDArray[np.float64], wish: Wish, frame: Frame | None) -> NDArray[np.float64]:
    """Return how far a label stands out of the frame, for every middle."""
    if frame is None:
        return np.zeros(len(middles))
    half = np.array((wish.wide, wish.high)) / 2
    low, high = np.array(frame[:2]) + half, np.array(frame[2:]) - half
    out = np.maximum(low - middles, 0) + np.maximum(middles - high, 0)
    return out.sum(axis=1).round(9)
