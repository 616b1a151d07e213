"""φ_s over two numbers of a network: cells, and regions of the same complex with their borders."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from engine.formalisms import formalism_name
from engine.version import engine_version
from engine.words import tr, trn
from viz.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

LEAST_SHARE = 0.025
"""Regions of fewer cells than this share of all have no label."""
NEVER = "-"
"""In the place of a complex where no state leads to the state."""
Place = tuple[int, int]
"""Row and column of a cell."""


@dataclass(frozen=True, slots=True)
class PlaneCell:
    """The network with one value of each number."""

    x: float
    y: float
    phi_s: float | None
    """None if no state leads to the state."""
    whole: str
    """The first complex; empty if there is none."""
    about: str


@dataclass(frozen=True, slots=True)
class PlaneRegion:
    """Neighbouring cells with the same first complex."""

    text: str
    x: float
    y: float
    """Where its label stands: far from its borders."""
    cells: int


@dataclass(frozen=True, slots=True)
class PlaneView:
    """φ_s over two numbers, with the first complex as regions."""

    title: str
    x_title: str
    y_title: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PlaneCell, ...]
    """Row by row, those of the first value of the second number first."""
    regions: tuple[PlaneRegion, ...]
    """The largest first; small ones are left out."""
    borders: tuple[tuple[float, float, float, float], ...]
    """Lines between cells of different complexes: x and y of both ends."""
    here: tuple[float, float] | None
    """Where the network is now; None if it is outside."""
    top: float
    """The largest φ_s."""
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        wholes = ", ".join(dict.fromkeys(region.text for region in self.regions))
        return tr("{title}. Regions: {wholes}.", title=self.title, wholes=wholes)

    @property
    def step(self) -> tuple[float, float]:
        """Width and height of a cell."""
        return self.xs[1] - self.xs[0], self.ys[1] - self.ys[0]


def plane_view(
    titles: tuple[str, str],
    values: tuple[Sequence[float], Sequence[float]],
    found: Sequence[tuple[float | None, tuple[str, ...] | None]],
    here: tuple[float, ...],
    about: tuple[str, str, str],
    system: Sequence[str],
) -> PlaneView:
    """Return φ_s over two numbers of a network.

    Parameters
    ----------
    titles
        Names of both numbers.
    values
        Their values, rising, at least two of each.
    found
        φ_s and units of the first complex of each cell, row by row.
    here
        Both values of the network now; NaN where they are not known.
    about
        Name of the network, its state, key of the formalism.
    system
        Units of the candidate system.

    Returns
    -------
    PlaneView
    """
    xs, ys = (tuple(map(float, each)) for each in values)
    wholes = ["" if units is None else _whole(units) for _, units in found]
    cells = tuple(
        _cell((xs[i % len(xs)], ys[i // len(xs)]), phi, wholes[i], titles) for i, (phi, _) in enumerate(found)
    )
    grid = np.array([cell.whole if cell.phi_s is not None else NEVER for cell in cells]).reshape(
        len(ys), len(xs)
    )
    phis = [cell.phi_s for cell in cells if cell.phi_s is not None]
    name, state, formalism = about
    caption = [
        name,
        tr("state {state}", state=state),
        formalism_name(formalism),
        f"phiscope {engine_version()}",
    ]
    return PlaneView(
        title=tr("φ_s of {system} over two numbers", system=" ".join(system)),
        x_title=titles[0],
        y_title=titles[1],
        xs=xs,
        ys=ys,
        cells=cells,
        regions=_regions(grid, xs, ys),
        borders=_borders(grid, xs, ys),
        here=_inside(here, xs, ys),
        top=max(phis, default=0.0) or 1.0,
        note=_note(cells, _inside(here, xs, ys) is not None),
        caption=" · ".join(filter(None, caption)),
    )


def _whole(units: Sequence[str]) -> str:
    if not units:
        return tr("no complex")
    return ("" if all(len(unit) == 1 for unit in units) else " ").join(units)


def _cell(at: tuple[float, float], phi_s: float | None, whole: str, titles: tuple[str, str]) -> PlaneCell:
    place = ", ".join(f"{title} {number(value)}" for title, value in zip(titles, at, strict=True))
    if phi_s is None:
        said = tr("{at}: no state leads to this one", at=place)
    else:
        shown = number(phi_s)
        said = tr("{at}: φₛ = {phi_s}, first complex {whole}", at=place, phi_s=shown, whole=whole)
    return PlaneCell(*at, phi_s, whole, said)


def _note(cells: Sequence[PlaneCell], is_here: bool) -> str:
    above = sum(cell.phi_s is not None and cell.phi_s > 0 for cell in cells)
    never = sum(cell.phi_s is None for cell in cells)
    said = [
        tr("φ_s is above 0 in {above} of {all} places.", above=above, all=len(cells)),
        tr("Lines part places with another first complex."),
        *([tr("Ring: the network as it is.")] if is_here else []),
    ]
    if never:
        said.append(
            trn(
                "In {n} place no state leads to the present one.",
                "In {n} places no state leads to the present one.",
                never,
            )
        )
    return " ".join(said)


def _inside(here: Sequence[float], xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float] | None:
    x, y = here
    if not (isfinite(x) and isfinite(y) and xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
        return None
    return x, y


def _borders(
    grid: npt.NDArray[np.str_], xs: Sequence[float], ys: Sequence[float]
) -> tuple[tuple[float, float, float, float], ...]:
    """Return the lines between neighbouring cells that differ, as long as they go straight on."""
    dx, dy = (xs[1] - xs[0]) / 2, (ys[1] - ys[0]) / 2
    lines = []
    for column in range(len(xs) - 1):
        for low, high in _runs(grid[:, column] != grid[:, column + 1]):
            lines.append((xs[column] + dx, ys[low] - dy, xs[column] + dx, ys[high] + dy))
    for row in range(len(ys) - 1):
        for low, high in _runs(grid[row] != grid[row + 1]):
            lines.append((xs[low] - dx, ys[row] + dy, xs[high] + dx, ys[row] + dy))
    return tuple(lines)


def _runs(differs: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], differs.astype(int), [0]))))
    return [(int(low), int(high) - 1) for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _regions(grid: npt.NDArray[np.str_], xs: Sequence[float], ys: Sequence[float]) -> tuple[PlaneRegion, ...]:
    left = {(int(row), int(column)) for row, column in np.ndindex(grid.shape)}
    found = []
    while left:
        seed = min(left)
        region = _same(grid, seed)
        left -= region
        if grid[seed] != NEVER and len(region) >= LEAST_SHARE * grid.size:
            row, column = _middle(region)
            found.append(PlaneRegion(str(grid[seed]), xs[column], ys[row], len(region)))
    return tuple(sorted(found, key=lambda region: -region.cells))


def _same(grid: npt.NDArray[np.str_], seed: Place) -> set[Place]:
    """Return the cells that are like one and hang together with it."""
    region, edge = {seed}, [seed]
    while edge:
        for place in _around(edge.pop()):
            inside = 0 <= place[0] < grid.shape[0] and 0 <= place[1] < grid.shape[1]
            if inside and place not in region and grid[place] == grid[seed]:
                region.add(place)
                edge.append(place)
    return region


def _around(at: Place) -> tuple[Place, ...]:
    row, column = at
    return (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)


def _middle(region: set[Place]) -> Place:
    """Return a cell that is as far from the border as any, of these the one nearest to their mean."""
    inner = region
    while smaller := {at for at in inner if all(next_to in inner for next_to in _around(at))}:
        inner = smaller
    mean = np.mean(list(inner), axis=0)
    return min(inner, key=lambda at: (float(np.hypot(*(np.array(at) - mean))), at))
