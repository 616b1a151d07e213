"""One mechanism over one purview, or a whole system, under the lens: what stands on the page, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.iit4.distinctions import MaximalPurview
from engine.iit4.tolerance import TOLERANCE
from engine.words import tr
from viz.numbers import plain
from viz.view.account import plain_letters
from viz.view.arithmetic import ArithmeticView, mechanism_arithmetic
from viz.view.cutting import mechanism_cut_view, pair_numbers
from viz.view.letters import letters
from viz.view.repertoire import RepertoireView, repertoire_view

if TYPE_CHECKING:
    from engine.iit4.cuts import MechanismCut
    from engine.iit4.purviews import PurviewAnalysis
    from engine.iit4.system import CandidateSystem
    from viz.view.substrate import SubstrateView


@dataclass(frozen=True, slots=True)
class PairView:
    """A mechanism over a purview: repertoires, intrinsic information, partition, arithmetic.

    `information` is ii of every state of the repertoire, `tied` the states with the largest; both are empty
    where the repertoire has too many states to show. `why` says why φ is 0, or nothing.
    """

    repertoire: RepertoireView
    information: tuple[float, ...]
    tied: tuple[int, ...]
    drawing: SubstrateView
    numbers: dict[str, int]
    arithmetic: ArithmeticView
    why: str
    caption: str = ""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.arithmetic.title} {self.repertoire.sentence} {self.why}".strip()


def pair_view(system: CandidateSystem, analysis: PurviewAnalysis, cut: MechanismCut) -> PairView:
    """Return what a mechanism specifies over a purview; `cut` is the minimum partition, evaluated."""
    mechanism = letters(analysis.mechanism, analysis.mechanism_state)
    shape = analysis.intact.shape
    repertoire = repertoire_view(
        analysis.direction,
        mechanism,
        MaximalPurview(analysis.purview, analysis.specified, analysis.phi, ()),
        analysis.intact,
        analysis.unconstrained,
        analysis.partitioned,
    )
    shown = bool(repertoire.states)
    rows = [int(np.ravel_multi_index(state, shape, order="F")) for state in analysis.tied]
    parts = analysis.partition.parts
    return PairView(
        repertoire=repertoire,
        information=tuple(map(float, analysis.information.flatten(order="F"))) if shown else (),
        tied=tuple(sorted(rows)) if shown and analysis.ii > TOLERANCE else (),
        drawing=mechanism_cut_view(
            system, analysis.direction, analysis.mechanism, analysis.purview, analysis.specified, parts
        ),
        numbers=pair_numbers(parts),
        arithmetic=mechanism_arithmetic(cut, minimum=True),
        why=why_no_phi(system, analysis),
    )


def why_no_phi(system: CandidateSystem, analysis: PurviewAnalysis) -> str:
    """Return why φ of a mechanism over a purview is 0, or nothing."""
    if analysis.phi > TOLERANCE:
        return ""
    mechanism = letters(analysis.mechanism, analysis.mechanism_state)
    purview = plain_letters(analysis.purview)
    alone = _unconnected(system, analysis)
    if analysis.ii <= TOLERANCE:
        names = {"mechanism": mechanism, "purview": purview}
        if analysis.direction == "cause":
            return tr(
                "φ is 0: {mechanism} makes no state of {purview} before more likely than chance.", **names
            )
        return tr("φ is 0: {mechanism} makes no state of {purview} next more likely than chance.", **names)
    if alone:
        return tr("φ is 0: {reason}, so cutting it off costs nothing.", reason=alone)
    return tr(
        "φ is 0: the cut that is drawn costs nothing. The parts do no worse than the whole "
        "(probability {before} whole, {after} in parts).",
        before=plain(analysis.before),
        after=plain(analysis.after),
    )


def _unconnected(system: CandidateSystem, analysis: PurviewAnalysis) -> str:
    """Name a unit of either side that has no connection with the other side."""
    m, z = system.positions(analysis.mechanism), system.positions(analysis.purview)
    forward = analysis.direction == "effect"

    def linked(i: int, j: int) -> bool:
        return bool(system.cm[i, j] if forward else system.cm[j, i])

    mechanism, purview = plain_letters(analysis.mechanism), plain_letters(analysis.purview)
    for i in m:
        if not any(linked(i, j) for j in z):
            names = {"unit": system.labels[i], "purview": purview}
            if forward:
                return tr("{unit} of the mechanism has no output to the purview {purview}", **names)
            return tr("{unit} of the mechanism has no input from the purview {purview}", **names)
    for j in z:
        if not any(linked(i, j) for i in m):
            names = {"unit": system.labels[j], "mechanism": mechanism}
            if forward:
                return tr("{unit} of the purview has no input from the mechanism {mechanism}", **names)
            return tr("{unit} of the purview has no output to the mechanism {mechanism}", **names)
    return ""
