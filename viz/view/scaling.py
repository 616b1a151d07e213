"""How a computer grows with its target, as points over the target's size."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from engine.version import engine_version
from engine.words import tr
from viz.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 1.0
"""Φ below this is drawn at the foot of a logarithmic axis."""


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """A target of some units and its computer."""

    bits: int
    units: int
    target_phi: float | None
    computer_phi: float | None
    """None if it cannot be computed."""
    about: str


@dataclass(frozen=True, slots=True)
class ScalingView:
    """Units of the computer, and the largest Φ of target and computer, over the units of the target."""

    title: str
    points: tuple[ScalePoint, ...]
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.title}: {'; '.join(point.about for point in self.points)}."

    @property
    def decades(self) -> int:
        """How many powers of ten the axis of Φ has."""
        known = [phi for p in self.points for phi in (p.target_phi, p.computer_phi) if phi is not None]
        return max(1, floor(log10(max(known, default=LEAST) or LEAST)) + 1)

    def curve(self, side: str) -> list[tuple[int, float, str]]:
        """Return (units of the target, largest Φ, words) of "target" or "computer", where it is known."""
        phis = [(p.bits, getattr(p, f"{side}_phi"), p.about) for p in self.points]
        return [(bits, max(phi, LEAST), about) for bits, phi, about in phis if phi is not None]


Row = tuple[int, int, "float | None", "float | None", str]


def scaling_view(rows: Sequence[Row]) -> ScalingView:
    """Return the points of targets and computers.

    Parameters
    ----------
    rows
        Units of the target, units of the computer, largest Φ of the target and of the computer, and why one
        of them is not known.

    Returns
    -------
    ScalingView
    """
    points = tuple(
        ScalePoint(
            bits,
            units,
            target_phi,
            computer_phi,
            tr(
                "{bits} units, computer of {units:,}: Φ {target} against {computer}",
                bits=bits,
                units=units,
                target=_number(target_phi),
                computer=_number(computer_phi),
            ),
        )
        for bits, units, target_phi, computer_phi, _ in rows
    )
    missing = [tr("Not known for {bits} units: {why}", bits=row[0], why=row[4]) for row in rows if row[4]]
    note = tr(
        "Largest Φ of a complex, in the first state that the registers show. The target of 4 units is "
        "PQRS, the others are reversible maps made by chance."
    )
    return ScalingView(
        title=tr("The computer grows, its largest Φ hardly does"),
        points=points,
        note=" ".join([note, *missing]),
        caption=" · ".join(
            [tr("Targets and their computers"), tr("readings of the paper"), f"phiscope {engine_version()}"]
        ),
    )


def _number(phi: float | None) -> str:
    return "?" if phi is None else number(phi)


def columns(view: ScalingView) -> dict[str, list]:
    """Return the points as columns of a table or a file."""
    return {
        "target_units": [point.bits for point in view.points],
        "computer_units": [point.units for point in view.points],
        "target_phi": [point.target_phi for point in view.points],
        "computer_phi": [point.computer_phi for point in view.points],
    }
