"""A survey on parallel axes: an axis for each column, a line for each system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.words import tr, trn
from viz.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viz.view.atlas import AtlasView, Numbers

MOST_AXES = 8
USUAL_AXES = 6
USUAL = ("edges", "attractors", "effective_information", "phi_s", "big_phi", "elements", "state_entropy")
"""Columns to begin with, in their order, as far as a survey has them."""
NONE_AT = -0.16
"""Height of what has no value: below the axis, whose ends are at 0 and 1."""
MOST_LINES = 2_000
"""From so many systems on lines that nearly coincide are drawn as one."""
LEVELS = 64
"""So many heights an axis has then."""
FAINTEST, STRONGEST, FULL = 0.12, 0.7, 60.0


@dataclass(frozen=True, slots=True)
class ParallelAxis:
    """A column as an axis."""

    name: str
    title: str
    low: float
    high: float
    """The least and the largest value, at the heights 0 and 1."""

    def heights(self, values: Numbers) -> Numbers:
        """Return where values are on the axis, `NONE_AT` if they are NaN."""
        span = self.high - self.low
        placed = (np.asarray(values, float) - self.low) / span if span > 0 else np.full(len(values), 0.5)
        return np.where(np.isfinite(values), placed, NONE_AT)

    def value(self, height: float) -> float:
        """Return the value at a height."""
        return self.low + height * (self.high - self.low)

    @property
    def ends(self) -> tuple[str, str]:
        """The least and the largest value as text."""
        least, largest = (f"{v:,.0f}" if v == round(v) else number(v) for v in (self.low, self.high))
        return least, largest


@dataclass(frozen=True, eq=False, slots=True)
class Strands:
    """Lines between neighbouring axes, each with the number of systems that run along it."""

    gaps: npt.NDArray[np.int64]
    """The number of the axis where each begins."""
    starts: Numbers
    ends: Numbers
    """Heights on that axis and on the next."""
    counts: npt.NDArray[np.int64]
    systems: int
    """The number of systems in all."""

    @property
    def opacity(self) -> Numbers:
        """How opaque each is: as its systems were, drawn on one another."""
        one = min(max(FULL / max(self.systems, 1), FAINTEST), STRONGEST)
        return np.asarray(1.0 - (1.0 - one) ** self.counts, np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class ParallelView:
    """A survey on parallel axes."""

    title: str
    axes: tuple[ParallelAxis, ...]
    heights: Numbers
    """Shape (systems, axes)."""
    brushed: npt.NDArray[np.bool_]
    """Which systems are brushed; all if none is."""
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.title}. {self.note}"

    @property
    def has_gaps(self) -> bool:
        """Whether a system has no value in a column."""
        return bool((self.heights == NONE_AT).any())


def parallel_view(view: AtlasView, names: Sequence[str], brushed: Sequence[int] = ()) -> ParallelView:
    """Return a survey on parallel axes.

    Parameters
    ----------
    view
        The survey.
    names
        Names of the columns from left to right; those that suit the survey if it is empty.
    brushed
        Places of the systems that are lit; all if it is empty.
    """
    axes = axes_of(view, names)
    lit = np.full(view.count, not len(brushed))
    lit[list(brushed)] = True
    heights = heights_of(axes, view.values)
    return ParallelView(view.title, axes, heights, lit, note_of(heights, len(brushed)), view.caption)


def axes_of(view: AtlasView, names: Sequence[str] = ()) -> tuple[ParallelAxis, ...]:
    """Return columns of a survey as axes; those that suit it if none of the names is one of its columns."""
    known = {column.name: column for column in view.columns}
    chosen = list(dict.fromkeys(name for name in names if name in known))[:MOST_AXES]
    if not chosen:
        chosen = [name for name in dict.fromkeys([*USUAL, *known]) if name in known][:USUAL_AXES]
    return tuple(
        ParallelAxis(name, known[name].title, *_span(view.values[name])) for name in chosen
    )  # fmt: skip


def heights_of(axes: Sequence[ParallelAxis], values: Mapping[str, Numbers]) -> Numbers:
    """Return where each system is on each axis, shape (systems, axes)."""
    return np.column_stack([axis.heights(np.asarray(values[axis.name], float)) for axis in axes])


def note_of(heights: Numbers, brushed: int = 0) -> str:
    """Return how many systems there are, and what the picture does with them, in sentences."""
    count = len(heights)
    missing = int((heights == NONE_AT).any(axis=1).sum())
    said = [trn("{n:,} system, one line.", "{n:,} systems, a line each.", count)]
    if brushed:
        said.append(tr("{n:,} of them are brushed.", n=brushed))
    if count > MOST_LINES:
        said.append(tr("Lines that nearly coincide are one, the stronger the more they are."))
    if missing:
        said.append(
            trn(
                "{n:,} has no value on an axis and passes below it.",
                "{n:,} have no value on an axis and pass below it.",
                missing,
            )
        )
    return " ".join(said)


def strands(heights: Numbers) -> Strands:
    """Return the lines of some systems; those that coincide are one.

    Parameters
    ----------
    heights
        Shape (systems, axes). From `MOST_LINES` systems on they are rounded to `LEVELS` levels, so that the
        number of lines is bounded however many systems there are.
    """
    placed = np.round(heights * LEVELS) / LEVELS if len(heights) > MOST_LINES else heights
    # One complex number for a pair of heights: `unique` is quick with those.
    pairs = [
        np.unique(placed[:, gap] + 1j * placed[:, gap + 1], return_counts=True)
        for gap in range(placed.shape[1] - 1)
    ]
    ways = np.concatenate([way for way, _ in pairs] or [np.empty(0, np.complex128)])
    counts = np.concatenate([count for _, count in pairs] or [np.empty(0, np.int64)])
    gaps = np.repeat(np.arange(len(pairs)), [len(way) for way, _ in pairs])
    return Strands(gaps, ways.real, ways.imag, counts, len(heights))


def _span(values: Numbers) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
