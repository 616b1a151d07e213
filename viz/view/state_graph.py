"""The state-transition graph: every state, its transitions, attractors and basins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.substrate.dynamics import (
    Attractors,
    attractors,
    is_deterministic,
    possible_steps,
    recurrent_classes,
    successors,
    transition_matrix,
    without_predecessor,
)
from engine.substrate.tpm import row_of, state_of
from engine.words import tr, trn
from viz.numbers import count, number
from viz.view.basins import places
from viz.view.letters import letters
from viz.view.naming import with_and

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.substrate.substrate import Substrate

MOST_STATES = 1024
"""Most states of a deterministic substrate that are drawn."""
MOST_NOISY = 256
"""Most states of a noisy substrate that are drawn: each of them may lead to every other."""
MOST_STEPS = 1500
"""Most transitions that are drawn, the most probable ones."""


@dataclass(frozen=True, slots=True)
class StateMark:
    """One state."""

    row: int
    """Little-endian: unit 0 varies fastest."""
    text: str
    """The state in letter case."""
    x: float
    """Position as of `viz.view.basins.places`, y up."""
    y: float
    basin: int
    """Index of the attractor that the state leads to."""
    transient: int
    """Steps to that attractor; 0 if the state belongs to it."""
    no_predecessor: bool
    """Whether no state leads to it."""
    about: str
    """A sentence about it."""


@dataclass(frozen=True, slots=True)
class StepMark:
    """A transition between two states (by row) with its probability."""

    source: int
    target: int
    p: float


@dataclass(frozen=True, slots=True)
class StateGraphView:
    """The state-transition graph of a substrate."""

    title: str
    states: tuple[StateMark, ...]
    """In the order of rows; empty if there are too many to draw."""
    steps: tuple[StepMark, ...]
    """The transitions that are drawn."""
    deterministic: bool
    current: int | None
    """Row of the present state; None if none is marked."""
    trail: tuple[int, ...]
    """Rows of the states visited last, up to the present one."""
    sentence: str
    """The attractors in words, or why nothing is drawn."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        said = f"{self.title}. {self.sentence}"
        if self.current is None or not self.states:
            return said
        return f"{said} {tr('Now in {state}.', state=self.states[self.current].about)}"


def state_graph_view(substrate: Substrate, threshold: float = 0.1) -> StateGraphView:
    """Return the state-transition graph of a substrate, without a present state.

    Parameters
    ----------
    substrate
        The substrate.
    threshold
        The least probability of a transition that is drawn; a deterministic substrate ignores it.

    Returns
    -------
    StateGraphView
        Without states if there are more than `MOST_STATES`, or `MOST_NOISY` of a noisy substrate. The basins
        of a noisy substrate are those of the most probable transitions.
    """
    size = prod(substrate.radix)
    sure = size <= MOST_STATES and is_deterministic(substrate)
    most = MOST_STATES if sure else MOST_NOISY
    caption = " · ".join(filter(None, [substrate.name, tr("state-transition graph")]))
    if size > most:
        said = tr(
            "{n} states are too many to draw: {most:,} at most. The states visited are in the raster.",
            n=count(size),
            most=most,
        )
        return StateGraphView(tr("State transitions"), (), (), sure, None, (), said, caption)
    following = successors(substrate)
    found = attractors(following)
    matrix, possible = transition_matrix(substrate), possible_steps(substrate)
    steps = _steps(matrix, threshold, sure)
    hidden = int(np.count_nonzero(possible)) - len(steps)
    return StateGraphView(
        title=tr("State transitions"),
        states=_states(substrate, following, possible, found),
        steps=steps,
        deterministic=sure,
        current=None,
        trail=(),
        sentence=_deterministic_sentence(substrate, found.cycles)
        if sure
        else _noisy(possible, found.cycles, hidden, threshold),
        caption=caption,
    )


def at_state(view: StateGraphView, substrate: Substrate, states: Sequence[tuple[int, ...]]) -> StateGraphView:
    """Return the graph with a trajectory marked.

    Parameters
    ----------
    view
        The graph of the substrate.
    substrate
        The substrate.
    states
        The trajectory, one value per unit for each state; the last is the present one.

    Returns
    -------
    StateGraphView
        With the present state and the last 9 states as the trail; unchanged if it has no states.
    """
    if not view.states:
        return view
    rows = [row_of(state, substrate.radix) for state in states]
    return replace(view, current=rows[-1], trail=tuple(rows[-9:]))


def _states(
    substrate: Substrate, following: np.ndarray, possible: np.ndarray, found: Attractors
) -> tuple[StateMark, ...]:
    spots = places(following, found)
    orphans = set(without_predecessor(possible).tolist())
    marks = []
    for row, (x, y) in enumerate(spots):
        text = letters(substrate.labels, state_of(row, substrate.radix))
        basin, steps = int(found.basin[row]), int(found.transient[row])
        about = _about(text, steps, len(found.cycles[basin]))
        if row in orphans:
            about = tr("{about}, no state leads to it", about=about)
        marks.append(StateMark(row, text, float(x), float(y), basin, steps, row in orphans, about))
    return tuple(marks)


def _about(state: str, steps: int, length: int) -> str:
    """Return the sentence about a state and its attractor: "aB: 2 steps to a fixed point"."""
    if steps == 0 and length == 1:
        return tr("{state}: fixed point", state=state)
    if steps == 0:
        return tr("{state}: cycle of {length}", state=state, length=length)
    if length == 1:
        return trn(
            "{state}: {n} step to a fixed point", "{state}: {n} steps to a fixed point", steps, state=state
        )
    return trn(
        "{state}: {n} step to a cycle of {length}",
        "{state}: {n} steps to a cycle of {length}",
        steps,
        state=state,
        length=length,
    )


def _steps(matrix: np.ndarray, threshold: float, sure: bool) -> tuple[StepMark, ...]:
    """Return the transitions to draw, the most probable ones."""
    limit = 0.5 if sure else max(threshold, 1e-12)
    sources, targets = np.nonzero(matrix >= limit)
    p = matrix[sources, targets]
    kept = np.sort(np.argsort(-p, kind="stable")[:MOST_STEPS])
    return tuple(StepMark(int(sources[i]), int(targets[i]), float(p[i])) for i in kept)


def _deterministic_sentence(substrate: Substrate, cycles: Sequence[Sequence[int]]) -> str:
    fixed = [cycle[0] for cycle in cycles if len(cycle) == 1]
    longer = sorted({len(cycle) for cycle in cycles if len(cycle) > 1})
    names = ", ".join(letters(substrate.labels, state_of(row, substrate.radix)) for row in fixed[:4])
    more = " …" if len(fixed) > 4 else ""
    parts = []
    if fixed:
        states = f"{names}{more}"
        parts.append(
            trn("{n} fixed point ({states})", "{n} fixed points ({states})", len(fixed), states=states)
        )
    if longer:
        count = len(cycles) - len(fixed)
        lengths = with_and(str(length) for length in longer[:5]) + (" …" if len(longer) > 5 else "")
        parts.append(
            trn("{n} cycle of length {lengths}", "{n} cycles of length {lengths}", count, lengths=lengths)
        )
    return tr("Deterministic: {parts}.", parts=with_and(parts))


def _noisy(possible: np.ndarray, cycles: Sequence[Sequence[int]], hidden: int, threshold: float) -> str:
    classes = recurrent_classes(possible)
    if len(classes) == 1 and len(classes[0]) == len(possible):
        where = tr("every state can be reached from every other")
    else:
        sizes = ", ".join(str(len(found)) for found in classes[:5]) + (" …" if len(classes) > 5 else "")
        where = trn(
            "it ends in {n} recurrent class (of {sizes} states)",
            "it ends in {n} recurrent classes (of {sizes} states)",
            len(classes),
            sizes=sizes,
        )
    basins = trn(
        "basins are those of the most probable steps ({n} attractor)",
        "basins are those of the most probable steps ({n} attractors)",
        len(cycles),
    )
    rest = tr("{n:,} transitions with p < {p} are not drawn", n=hidden, p=number(threshold, 2))
    return tr("Noisy: {parts}.", parts="; ".join([where, basins, *([rest] if hidden else [])]))
