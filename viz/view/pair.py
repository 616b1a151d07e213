"""One mechanism over one purview in detail: repertoires, intrinsic information, partition, arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.iit4.distinctions import MaximalPurview
from engine.iit4.tolerance import TOLERANCE
from engine.words import tr
from viz.numbers import number
from viz.view.arithmetic import ArithmeticView, mechanism_arithmetic
from viz.view.cutting import mechanism_cut_view, pair_numbers
from viz.view.letters import letters, plain_letters
from viz.view.repertoire import RepertoireView, repertoire_view

if TYPE_CHECKING:
    from engine.iit4.cuts import MechanismCut
    from engine.iit4.purviews import PurviewAnalysis
    from engine.iit4.system import CandidateSystem
    from viz.view.substrate import SubstrateView


@dataclass(frozen=True, slots=True)
class PairView:
    """A mechanism over a purview, in one direction."""

    repertoire: RepertoireView
    information: tuple[float, ...]
    """Intrinsic information of every state in ibits, the first unit fastest; empty if there are too many."""
    tied: tuple[int, ...]
    """Indices of the states of largest intrinsic information; empty if it is 0 or there are too many."""
    drawing: SubstrateView
    """The minimum partition."""
    numbers: dict[str, int]
    """Key of a unit in the drawing -> number of its part, from 1."""
    arithmetic: ArithmeticView
    why: str
    """Why φ is 0, as a sentence; empty if it is not 0."""
    caption: str = ""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.arithmetic.title} {self.repertoire.sentence} {self.why}".strip()


def pair_view(system: CandidateSystem, analysis: PurviewAnalysis, cut: MechanismCut) -> PairView:
    """Return a mechanism over a purview in detail (IIT 4.0 eqs 29-41).

    Parameters
    ----------
    system
        The candidate system.
    analysis
        The mechanism over the purview.
    cut
        The minimum partition, evaluated.

    Returns
    -------
    PairView
        Without repertoires if the purview has more units than can be drawn.
    """
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
    """Return the reason why φ of a mechanism over a purview is 0.

    Parameters
    ----------
    system
        The candidate system.
    analysis
        The mechanism over the purview.

    Returns
    -------
    str
        A sentence; empty if φ is not 0.
    """
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
        before=number(analysis.before),
        after=number(analysis.after),
    )


def _unconnected(system: CandidateSystem, analysis: PurviewAnalysis) -> str:
    """Return a phrase about the first unit without a connection to the other side; empty if all have one."""
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
