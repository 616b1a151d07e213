"""A survey as columns of numbers: what can be an axis, what stands in the table, what a figure shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from engine.formalisms import formalism_name
from engine.version import engine_version
from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.letters import why_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Numbers = npt.NDArray[np.float64]
TITLES = {
    "phi_s": phrase("φₛ (ibits)"),
    "big_phi": phrase("Φ"),
    "elements": phrase("distinctions"),
    "sum_phi": phrase("Σφ of the distinctions"),
    "relations": phrase("relations"),
    "complex_count": phrase("complexes"),
    "complex_size": phrase("units of the first complex"),
    "complex_phi": phrase("φₛ of the first complex"),
    "effective_information": phrase("effective information (bits)"),
    "entropy_rate": phrase("entropy of the next state (bits)"),
    "state_entropy": phrase("entropy of the state (bits)"),
    "reciprocity": phrase("reciprocity"),
    "edges": phrase("connections"),
    "attractors": phrase("attractors"),
    "longest": phrase("states of the largest attractor"),
    "units": phrase("units"),
    "rule": phrase("rule"),
    "draw": phrase("draw"),
}
"""Columns of numbers by name, in the order of the menus; parameters of a sweep follow."""
MOST_BINS = 31


@dataclass(frozen=True, slots=True)
class AtlasColumn:
    """A column of numbers."""

    name: str
    title: str
    bins: tuple[float, ...]
    """Edges of the bins of its histogram, rising."""


@dataclass(frozen=True, eq=False, slots=True)
class AtlasView:
    """The systems of a survey under one version of the theory."""

    title: str
    columns: tuple[AtlasColumn, ...]
    values: Mapping[str, Numbers]
    """Numbers by column, NaN where there is none; a place for each system."""
    words: Mapping[str, tuple[str, ...]]
    """Network, state, and why φ_s is 0, for each system."""
    rows: tuple[int, ...]
    """The row of the survey's table for each system."""
    measure: str
    """The column of the version's own measure: φ_s, or Φ of IIT 3.0."""
    caption: str

    @property
    def count(self) -> int:
        """The number of systems."""
        return len(self.rows)

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        found = self.values[self.measure]
        above = int(np.nansum(found > 0))
        return tr(
            "{title}: {systems}, of which {above:,} have more than 0.",
            title=self.title,
            systems=trn("{n:,} system", "{n:,} systems", self.count),
            above=above,
        )

    def column(self, name: str) -> AtlasColumn:
        """Return a column by name; the first if there is none of it."""
        return next((each for each in self.columns if each.name == name), self.columns[0])

    def extremes(self, name: str, most: int, highest: bool = True) -> tuple[int, ...]:
        """Return the places of the systems with the highest, or the lowest, numbers of a column."""
        found = self.values[name]
        order = np.argsort(-found if highest else found, kind="stable")
        return tuple(int(i) for i in order[: int(np.isfinite(found).sum())][:most])

    def about(self, place: int) -> str:
        """Return what a system is, in a few words: "rule 110, aBCdE: φₛ = 0.17"."""
        said = f"{self.words['network'][place]}, {self.words['state'][place]}"
        value = self.values[self.measure][place]
        symbol = self.column(self.measure).title.split(" (")[0]
        return f"{said}: {symbol} = {number(float(value))}" if np.isfinite(value) else said

    def why(self, place: int) -> str:
        """Return why there is nothing, as a sentence; empty if there is something."""
        reason = self.words["reason"][place]
        symbol = self.column(self.measure).title.split(" (")[0]
        return tr("{symbol} is 0: {reason}.", symbol=symbol, reason=why_phrase(reason)) if reason else ""


@dataclass(frozen=True, eq=False, slots=True)
class ScatterView:
    """A survey as a figure: each system a dot, and how often each value is."""

    title: str
    x: AtlasColumn
    y: AtlasColumn
    xs: Numbers
    ys: Numbers
    brushed: npt.NDArray[np.bool_]
    """Which systems are brushed; all if none is."""
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.title}. {self.note}"


def atlas_view(
    name: str, found: Mapping[str, Sequence[Any]], formalism: str, measure: str, recipe: str = ""
) -> AtlasView:
    """Return the systems of a survey under one version of the theory.

    Parameters
    ----------
    name
        Of the survey.
    found
        Its table: columns by name, all of one length.
    formalism
        Key of the version.
    measure
        The column of the version's own measure.
    recipe
        What the caption says about how the survey was made.

    Returns
    -------
    AtlasView
        Columns that have no number, or the same in every row, are left out but for the measure.
    """
    rows = [i for i, key in enumerate(found["formalism"]) if key == formalism]
    values = {title: _numbers(found[title], rows) for title in _names(found)}
    kept = {key: each for key, each in values.items() if key == measure or _varies(each)}
    said = {key: tuple(_word(found[key][i]) for i in rows) for key in ("network", "state", "reason")}
    caption = [name, formalism_name(formalism), recipe, f"phiscope {engine_version()}"]
    return AtlasView(
        title=name,
        columns=tuple(AtlasColumn(key, title_of(key), bins(each)) for key, each in kept.items()),
        values=kept,
        words=said,
        rows=tuple(rows),
        measure=measure,
        caption=" · ".join(filter(None, caption)),
    )


def scatter_view(view: AtlasView, x: str, y: str, brushed: Sequence[int] = ()) -> ScatterView:
    """Return a survey as dots over two of its columns.

    Parameters
    ----------
    view
        The survey.
    x, y
        Names of the columns.
    brushed
        Places of the systems that are lit; all if it is empty.
    """
    lit = np.full(view.count, not len(brushed))
    lit[list(brushed)] = True
    across, up = view.column(x), view.column(y)
    systems = trn("{n:,} system", "{n:,} systems", view.count)
    chosen = tr("{n:,} of them are brushed", n=len(brushed)) if len(brushed) else ""
    return ScatterView(
        title=view.title,
        x=across,
        y=up,
        xs=view.values[across.name],
        ys=view.values[up.name],
        brushed=lit,
        note=f"{', '.join(filter(None, [systems, chosen]))}.",
        caption=view.caption,
    )


def title_of(name: str) -> str:
    """Return what people call a column; parameters of a sweep are called as on the page."""
    kind, _, units = name.partition(":")
    if not units:
        return str(TITLES.get(name, name))
    if kind == "weight":
        return tr("weight {edge}", edge=units.replace(",", "→"))
    return f"{kind} ({units.replace(',', ' ')})"


def bins(values: Numbers) -> tuple[float, ...]:
    """Return edges of bins: around each value if there are few, else of one width.

    Parameters
    ----------
    values : array, shape (systems,)

    Returns
    -------
    tuple of float
        At most `MOST_BINS` bins and one more edge.
    """
    known = np.unique(values[np.isfinite(values)])
    if not len(known):
        return (0.0, 1.0)
    whole = np.all(known == np.round(known)) and known[-1] - known[0] < MOST_BINS
    if whole:
        return tuple(float(edge) for edge in np.arange(known[0] - 0.5, known[-1] + 1.0))
    low, high = float(known[0]), float(known[-1])
    # Ends, and what lies at simple shares between them, stand in the middle of their bins.
    half = max(high - low, abs(high) * 1e-6, 1e-6) / (MOST_BINS - 1) / 2
    return tuple(float(edge) for edge in np.linspace(low - half, high + half, MOST_BINS + 1))


def _names(found: Mapping[str, Sequence[Any]]) -> list[str]:
    own = [key for key in TITLES if key in found]
    return own + [str(key) for key in found if key not in TITLES and ":" in str(key)]


def _numbers(column: Sequence[Any], rows: Sequence[int]) -> Numbers:
    # None becomes NaN; counts beyond 64 bits stand as text.
    made = np.asarray(column, dtype=object)[list(rows)].astype(np.float64)
    made.flags.writeable = False
    return made


def _varies(values: Numbers) -> bool:
    known = values[np.isfinite(values)]
    return bool(len(known)) and float(known.max() - known.min()) > 1e-12


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""
