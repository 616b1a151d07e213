"""A repertoire over the states of a purview, against its unconstrained and partitioned twins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.words import tr
from viz.numbers import number
from viz.view.letters import all_states, letters
from viz.view.naming import side_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.iit4.distinctions import MaximalPurview

MAX_UNITS = 6
TWINS = {"unconstrained": tr("unconstrained"), "partitioned": tr("partitioned")}


@dataclass(frozen=True, slots=True)
class RepertoireView:
    """Probabilities over the purview's states, first unit fastest; empty when there are too many to draw."""

    direction: str
    mechanism: str
    purview: str
    title: str
    states: tuple[str, ...]
    intact: tuple[float, ...]
    unconstrained: tuple[float, ...]
    """Empty when not given; so is `partitioned`."""
    partitioned: tuple[float, ...]
    specified: int | None
    sentence: str
    caption: str

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
    """Return the bars of one repertoire.

    Parameters
    ----------
    mechanism
        In letter case: "aB".
    purview
        Its units, the specified state and φ.
    intact, unconstrained, partitioned
        Probabilities of shape (2,) * len(purview.units), axis i the state of purview unit i.
    """
    shape = np.shape(intact)
    flat = [_flat(each, shape) for each in (intact, unconstrained, partitioned)]
    row = int(np.ravel_multi_index(tuple(purview.state), shape, order="F")) if purview.state else None
    chosen = letters(purview.units, purview.state)
    sign = "π_c" if direction == "cause" else "π_e"
    sentence = ""
    if row is not None:
        sentence = tr(
            "Specified state {state}: probability {probabilities}.",
            state=chosen,
            probabilities=", ".join(_against([number(part[row], 2) if part else "" for part in flat])),
        )
    small = len(purview.units) <= MAX_UNITS
    if not small:
        sentence += " " + tr("{n:,} states are too many to draw.", n=len(flat[0]))
    names = tuple(letters(purview.units, each) for each in all_states(shape)) if small else ()
    return RepertoireView(
        direction=direction,
        mechanism=mechanism,
        purview=chosen,
        title=f"{side_of(direction, mechanism)}: {sign}({''.join(purview.units)} | {mechanism})"
        f"   φ = {number(purview.phi, 2)}",
        states=names,
        intact=flat[0] if small else (),
        unconstrained=flat[1] if small else (),
        partitioned=flat[2] if small else (),
        specified=row if small else None,
        sentence=sentence,
        caption="",
    )


def _against(probabilities: list[str]) -> list[str]:
    """Return probabilities with the names of those of the twins that there are."""
    intact, free, apart = probabilities
    return [
        intact,
        *([tr("{p} unconstrained", p=free)] if free else []),
        *([tr("{p} partitioned", p=apart)] if apart else []),
    ]


def _flat(array: NDArray[np.float64] | None, shape: tuple[int, ...]) -> tuple[float, ...]:
    if array is None:
        return ()
    if np.shape(array) != shape:
        raise ValueError(f"repertoires of one purview have one shape: {np.shape(array)} is not {shape}")
    return tuple(float(p) for p in np.asarray(array, dtype=np.float64).flatten(order="F"))
