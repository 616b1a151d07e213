"""A repertoire over the states of a purview, beside the unconstrained and the partitioned repertoire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.iit4.repertoires import (
    cause_repertoire,
    effect_repertoire,
    unconstrained_effect_repertoire,
)
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.letters import every_state, letters, plain_letters
from viz.view.naming import side_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.iit4.distinctions import Distinction, MaximalPurview
    from engine.iit4.system import CandidateSystem

MAX_UNITS = 6
"""Most units of a purview whose repertoire is drawn."""
TWINS = {"unconstrained": phrase("unconstrained"), "partitioned": phrase("partitioned")}
"""The two repertoires of comparison -> their names."""


@dataclass(frozen=True, slots=True)
class RepertoireView:
    """Probabilities over the states of a purview; all are empty if there are too many states to draw."""

    direction: str
    """"cause" or "effect"."""
    mechanism: str
    """In letter case."""
    purview: str
    """In letter case, in its specified state."""
    title: str
    states: tuple[str, ...]
    """The states in letter case, the first unit fastest; the next three are in the same order."""
    intact: tuple[float, ...]
    unconstrained: tuple[float, ...]
    """Empty if it was not given."""
    partitioned: tuple[float, ...]
    """Empty if it was not given."""
    specified: int | None
    """Index of the specified state; None if there is none, or too many states."""
    sentence: str
    """The probabilities of the specified state, in words."""
    caption: str
    top: float = 0.0
    """Top of the axis if two are read side by side; else 0."""

    @property
    def highest(self) -> float:
        """The top of the axis: of both if two stand side by side, else the largest probability."""
        return max((self.top, *self.intact, *self.unconstrained, *self.partitioned))

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.title}. {self.sentence}"


def repertoire_view(
    direction: Literal["cause", "effect"],
    mechanism: str,
    purview: MaximalPurview,
    intact: NDArray[np.float64],
    unconstrained: NDArray[np.float64] | None = None,
    partitioned: NDArray[np.float64] | None = None,
) -> RepertoireView:
    """Return one repertoire as bars (IIT 4.0 eqs 29 and 34).

    Parameters
    ----------
    direction
        "cause" or "effect".
    mechanism
        The mechanism in letter case: "aB".
    purview
        The purview: its units, its specified state and φ.
    intact, unconstrained, partitioned
        Probabilities with one axis per purview unit, of the length of its number of states.

    Returns
    -------
    RepertoireView
        Without bars if the purview has more than `MAX_UNITS` units.

    Raises
    ------
    ValueError
        If the repertoires differ in shape.
    """
    shape = np.shape(intact)
    flat = [_flat(each, shape) for each in (intact, unconstrained, partitioned)]
    row = int(np.ravel_multi_index(tuple(purview.state), shape, order="F")) if purview.state else None
    chosen = letters(purview.units, purview.state)
    sign = "π_c" if direction == "cause" else "π_e"
    small = len(purview.units) <= MAX_UNITS
    names = tuple(letters(purview.units, each) for each in every_state(shape)) if small else ()
    return RepertoireView(
        direction=direction,
        mechanism=mechanism,
        purview=chosen,
        title=f"{side_of(direction, mechanism)}: {sign}({plain_letters(purview.units)} | {mechanism})"
        f"   φ = {number(purview.phi)}",
        states=names,
        intact=flat[0] if small else (),
        unconstrained=flat[1] if small else (),
        partitioned=flat[2] if small else (),
        specified=row if small else None,
        sentence=_sentence(flat, row, chosen, small),
        caption="",
    )


def repertoire_pair(
    system: CandidateSystem, distinction: Distinction
) -> tuple[RepertoireView, RepertoireView]:
    """Return the cause and the effect repertoire of a distinction over its purviews."""
    mechanism = system.positions(distinction.mechanism)
    name = letters(distinction.mechanism, distinction.state)
    past = system.positions(distinction.cause.units)
    future = system.positions(distinction.effect.units)
    cause = cause_repertoire(system, mechanism, past)
    return on_one_scale(
        repertoire_view("cause", name, distinction.cause, cause, cause_repertoire(system, (), past)),
        repertoire_view(
            "effect",
            name,
            distinction.effect,
            effect_repertoire(system, mechanism, future),
            unconstrained_effect_repertoire(system, mechanism, future),
        ),
    )


def on_one_scale(cause: RepertoireView, effect: RepertoireView) -> tuple[RepertoireView, RepertoireView]:
    """Return two repertoires that are read side by side, with the same axis."""
    top = max(cause.highest, effect.highest)
    return replace(cause, top=top), replace(effect, top=top)


def _sentence(flat: list[tuple[float, ...]], row: int | None, chosen: str, small: bool) -> str:
    """Return the probabilities of the specified state in words, and whether there are too many states."""
    said = ""
    if row is not None:
        said = tr(
            "Specified state {state}: probability {probabilities}.",
            state=chosen,
            probabilities=", ".join(_against([number(part[row]) if part else "" for part in flat])),
        )
    return said if small else said + " " + tr("{n:,} states are too many to draw.", n=len(flat[0]))


def _against(probabilities: list[str]) -> list[str]:
    """Return the probabilities (intact, unconstrained, partitioned) with their names, without empty ones."""
    intact, free, apart = probabilities
    return [
        intact,
        *([tr("{p} unconstrained", p=free)] if free else []),
        *([tr("{p} partitioned", p=apart)] if apart else []),
    ]


def _flat(array: NDArray[np.float64] | None, shape: tuple[int, ...]) -> tuple[float, ...]:
    """Return a repertoire as a list of states, the first unit fastest; empty if there is none."""
    if array is None:
        return ()
    if np.shape(array) != shape:
        raise ValueError(f"repertoires of one purview have one shape: {np.shape(array)} is not {shape}")
    return tuple(float(p) for p in np.asarray(array, dtype=np.float64).flatten(order="F"))
