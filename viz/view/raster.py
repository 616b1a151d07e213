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
MOST_UNITS = 64
SHORTEST = 20
"""Steps that the axis is long at least, so that the first ones are not stretched."""


@dataclass(frozen=True, slots=True)
class RasterCell:
    """One unit at one time; `level` is how ON it is (0..1)."""

    time: int
    row: int
    level: float
    about: str


@dataclass(frozen=True, slots=True)
class RasterView:
    """The last states of a trajectory; `jumps` are times at which the state was set by hand."""

    labels: tuple[str, ...]
    cells: tuple[RasterCell, ...]
    first: int
    last: int
    jumps: tuple[int, ...]
    now: str
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
    """A raster, and the curves that stand below it over the same steps."""

    raster: RasterView
    courses: tuple[CourseView, ...]
    caption: str = ""


def raster_view(
    substrate: Substrate, states: Sequence[tuple[int, ...]], start: int = 0, jumps: Sequence[int] = ()
) -> RasterView:
    """Return the raster of `states`, the first of them at time `start`; `jumps` are times."""
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
