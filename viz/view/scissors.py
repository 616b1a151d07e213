"""Your own cut beside the minimum partition: what both cost, and by how much yours costs more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.iit4.tolerance import close
from engine.words import tr
from viz.numbers import plain

if TYPE_CHECKING:
    from engine.iit4.cuts import MechanismCut, SystemCut
    from viz.view.arithmetic import ArithmeticView
    from viz.view.substrate import SubstrateView

    Cut = MechanismCut | SystemCut

COLUMNS = (tr("your cut"), tr("minimum"))
"""What the columns of `ScissorsView.rows` are called, after the first."""


@dataclass(frozen=True, slots=True)
class ScissorsView:
    """Two cuts compared: rows (what, yours, minimum), and what to say of it.

    `excess` is how much more the own cut costs per connection; it is never negative.
    """

    rows: tuple[tuple[str, str, str], ...]
    excess: float
    sentence: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return self.sentence


@dataclass(frozen=True, slots=True)
class Sliced:
    """A cut of your own: its drawing and arithmetic, None while nothing is cut; and the minimum's.

    The numbers are those of the parts that units are in. `revealed` is whether the minimum is shown.
    """

    name: str
    drawing: SubstrateView
    numbers: dict[str, int]
    arithmetic: ArithmeticView | None
    problem: str
    best: SubstrateView
    best_numbers: dict[str, int]
    comparison: ScissorsView | None
    revealed: bool = False
    caption: str = ""

    @property
    def said(self) -> str:
        """What the cut costs, or why there is nothing to say yet."""
        if self.arithmetic is None:
            return self.problem or tr("Nothing is cut yet. What do you think: which cut costs least?")
        return tr("Your cut: φ = {phi} ibits.", phi=plain(self.arithmetic.value))

    @property
    def best_title(self) -> str:
        """What the drawing of the minimum is called."""
        return tr("The minimum partition of {name}", name=self.name)


def scissors_view(own: Cut, minimum: Cut) -> ScissorsView:
    """Compare a cut with the minimum partition of the same system or pair."""
    tied = close(own.normalized, minimum.normalized)
    excess = 0.0 if tied else own.normalized - minimum.normalized
    same = set(own.partition.cut) == set(minimum.partition.cut)
    rows = (
        (tr("φ of the cut"), plain(own.phi), plain(minimum.phi)),
        (tr("connections cut, N"), str(own.connections), str(minimum.connections)),
        (tr("φ / N, which decides"), plain(own.normalized), plain(minimum.normalized)),
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
            phi=plain(minimum.phi),
        )
    text = _costs(own, minimum, plain(excess))
    if own.phi < minimum.phi and not close(own.phi, minimum.phi):
        smaller = tr(
            "Its φ is smaller, but it cuts fewer connections: shared out over them it costs more, "
            "and that is what is minimised."
        )
        return f"{text} {smaller}"
    return text


def _costs(own: Cut, minimum: Cut, excess: str) -> str:
    if not minimum.normalized:
        return tr("Per connection your cut costs {excess} more than the minimum partition.", excess=excess)
    return tr(
        "Per connection your cut costs {excess} more than the minimum partition, {times} times as much.",
        excess=excess,
        times=plain(own.normalized / minimum.normalized),
    )
