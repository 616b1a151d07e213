"""A causal link in words: α as a quotient of probabilities, and the parts of a partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import number
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.view.columns import Units


def arithmetic(probability: float, partitioned: float, alpha: float) -> str:
    """Return the computation of α as text.

    Parameters
    ----------
    probability, partitioned
        Probability of the actual state given the occurrence, and under the partition.
    alpha
        The log2 of their quotient, in bits.

    Returns
    -------
    str
        "α = log2(0.5/0.375) = 0.415 bits".
    """
    quotient = f"{number(probability)}/{number(partitioned)}"
    return tr("α = log2({quotient}) = {alpha} bits", quotient=quotient, alpha=number(alpha))


def partition_parts(parts: Sequence[tuple[Units, Units]]) -> tuple[str, ...]:
    """Return the parts of a partition in words: "A with C", "B alone", "D unconstrained"."""
    said = []
    for here, there in parts:
        if here and there:
            both = plain_letters(here), plain_letters(there)
            said.append(tr("{units} with {others}", units=both[0], others=both[1]))
        elif here:
            said.append(tr("{units} alone", units=plain_letters(here)))
        elif there:
            said.append(tr("{units} unconstrained", units=plain_letters(there)))
    return tuple(said)


def partition_text(parts: Sequence[tuple[Units, Units]]) -> str:
    """Return a partition as part of a sentence: "A with C, B alone"."""
    return ", ".join(partition_parts(parts))


def partition_marks(parts: Sequence[tuple[Units, Units]]) -> str:
    """Return a partition in symbols: "A/C B/"."""
    return " ".join(f"{','.join(here)}/{','.join(there)}" for here, there in parts if here or there)
