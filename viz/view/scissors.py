"""A partition made by the user beside the minimum partition: the cost of both, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.iit4.tolerance import close
from engine.words import phrase, tr
from viz.numbers import number

if TYPE_CHECKING:
    from engine.iit4.cuts import MechanismCut, SystemCut
    from viz.view.arithmetic import ArithmeticView
    from viz.view.substrate import SubstrateView

    Cut = MechanismCut | SystemCut

COLUMNS = (phrase("your cut"), phrase("minimum"))
"""Headings of the second and the third column of `ScissorsView.rows`."""


@dataclass(frozen=True, slots=True)
class ScissorsView:
    """A user's partition compared with the minimum partition."""

    rows: tuple[tuple[str, str, str], ...]
    """(quantity, its value for the user's partition, for the minimum)."""
    excess: float
    """φ per cut connection of the user's partition less that of the minimum, in ibits; never negative."""
    sentence: str
    """The verdict."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return self.sentence


@dataclass(frozen=True, slots=True)
class Sliced:
    """A user's partition of a system or of a mechanism, and the minimum partition."""

    name: str
    """The system or the mechanism, in words."""
    drawing: SubstrateView
    """The user's partition."""
    numbers: dict[str, int]
    """Unit -> number of its part in that drawing."""
    arithmetic: ArithmeticView | None
    """The arithmetic of the user's partition; None while nothing is cut."""
    problem: str
    """Why the user's parts are no partition; empty if they are one, or if nothing is cut."""
    best: SubstrateView
    """The minimum partition."""
    best_numbers: dict[str, int]
    """Unit -> number of its part in that drawing."""
    comparison: ScissorsView | None
    """None while nothing is cut."""
    revealed: bool = False
    """Whether the minimum partition is shown."""
    caption: str = ""

    @property
    def said(self) -> str:
        """The sentence about the cost of the user's partition, or why it has none yet."""
        if self.arithmetic is None:
            return self.problem or tr("Nothing is cut yet. What do you think: which cut costs least?")
        return tr("Your cut: φ = {phi} ibits.", phi=number(self.arithmetic.value))

    @property
    def best_title(self) -> str:
        """The title of the drawing of the minimum partition."""
        return tr("The minimum partition of {name}", name=self.name)


def scissors_view(own: Cut, minimum: Cut) -> ScissorsView:
    """Compare a cut with the minimum partition of the same system or pair."""
    tied = close(own.normalized, minimum.normalized)
    excess = 0.0 if tied else own.normalized - minimum.normalized
    same = set(own.partition.cut) == set(minimum.partition.cut)
    rows = (
        (tr("φ of the cut"), number(own.phi), number(minimum.phi)),
        (
            tr("possible connections cut, N"),
            str(own.connections),
            str(minimum.connections),
        ),
        (tr("φ / N, which decides"), number(own.normalized), number(minimum.normalized)),
    )
    return ScissorsView(rows, excess, _sentence(own, minimum, excess, same))


def _sentence(own: Cut, minimum: Cut, excess: float, same: bool) -> str:
    if same:
        return tr("You found it: your cut is the minimum partition.")
    if not excess and close(own.phi, minimum.phi):
        return tr("A tie: your cut costs exactly as much per connection as the minimum partition.")
    if not excess:
        return tr(
            "A tie per connection; of cuts that cost the same per connection the one of larger φ counts: "
            "{phi}.",
            phi=number(minimum.phi),
        )
    text = _costs(own, minimum, number(excess))
    if own.phi < minimum.phi and not close(own.phi, minimum.phi):
        smaller = tr(
            "Its φ is smaller, but it cuts fewer connections: shared out over them it costs more, "
            "and that is what is minimised."
        )
        return f"{text} {smaller}"
    return text


def _costs(own: Cut, minimum: Cut, excess: str) -> str:
    """Return the sentence about how much more a partition costs than the minimum."""
    if not minimum.normalized:
        return tr("Per connection your cut costs {excess} more than the minimum partition.", excess=excess)
    return tr(
        "Per connection your cut costs {excess} more than the minimum partition, {times} times as much.",
        excess=excess,
        times=number(own.normalized / minimum.normalized),
    )
