"""The raster of a trajectory: units in rows, time to the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import tr
from viz.view.letters import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.substrate.substrate import Substrate
    from viz.view.course import CourseView

MOST_STEPS = 60
"""Most steps that are shown, the last ones."""
MOST_UNITS = 64
"""Most units that are shown, the first ones."""
SHORTEST = 20
"""Least length of the axis in steps, so that the first few are not stretched."""


@dataclass(frozen=True, slots=True)
class RasterCell:
    """One unit at one time."""

    time: int
    row: int
    """Index of the unit."""
    level: float
    """Its state as a share 0..1 of its highest state."""
    about: str
    """A sentence about it."""


@dataclass(frozen=True, slots=True)
class RasterView:
    """The last states of a trajectory."""

    labels: tuple[str, ...]
    cells: tuple[RasterCell, ...]
    first: int
    """Time of the first state that is shown."""
    last: int
    """Time of the last state."""
    jumps: tuple[int, ...]
    """Times at which the state was set by hand."""
    now: str
    """The last state in letter case."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return tr(
            "Trajectory of {n} units, steps {first} to {last}, now {now}.",
            n=len(self.labels),
            first=self.first,
            last=self.last,
            now=self.now,
        )


@dataclass(frozen=True, slots=True)
class TrajectoryView:
    """A raster, and the curves to be drawn below it over the same times."""

    raster: RasterView
    courses: tuple[CourseView, ...]
    caption: str = ""


def raster_view(
    substrate: Substrate, states: Sequence[tuple[int, ...]], start: int = 0, jumps: Sequence[int] = ()
) -> RasterView:
    """Return the raster of a trajectory.

    Parameters
    ----------
    substrate
        The substrate.
    states
        Its states in the order of time, one value per unit.
    start
        Time of the first state.
    jumps
        Times at which the state was set by hand.

    Returns
    -------
    RasterView
        At most `MOST_UNITS` units at the last `MOST_STEPS` times.
    """
    shown = states[-MOST_STEPS:]
    first = start + len(states) - len(shown)
    labels = tuple(substrate.labels[:MOST_UNITS])
    cells = tuple(
        RasterCell(first + t, i, value / (base - 1), _about(label, value, first + t))
        for t, state in enumerate(shown)
        for i, (label, value, base) in enumerate(zip(labels, state, substrate.radix, strict=False))
    )
    return RasterView(
        labels=labels,
        cells=cells,
        first=first,
        last=first + len(shown) - 1,
        jumps=tuple(t for t in jumps if t > first),
        now=letters(substrate.labels, states[-1]),
        caption=" · ".join(filter(None, [substrate.name, tr("trajectory")])),
    )


def _about(label: str, value: int, time: int) -> str:
    return tr("{unit} = {value} at t = {time}", unit=label, value=value, time=time)
