"""Why φ_s is 0: a sentence about the units or the cut to blame, and the units to mark in the drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from engine.words import phrase, tr, trn
from viz.view.letters import caption, letters, plain_letters, why_zero
from viz.view.substrate import RegionMark, substrate_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.structure import PhiStructure
    from engine.substrate.substrate import Substrate
    from viz.view.substrate import SubstrateView

# Of the system: arrows from outside it, or within the set, may enter.
LACKS = {
    "alone": phrase("no connection with the rest"),
    "in": phrase("no input from the rest"),
    "out": phrase("no output to the rest"),
}


@dataclass(frozen=True, slots=True)
class WhyZeroView:
    """The reason why φ_s is 0; all fields are empty if it is not 0."""

    sentence: str
    units: tuple[str, ...] = ()
    """The units to outline; empty if the cut in the drawing shows the reason."""
    text: str = ""
    """The text beside the outline."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return self.sentence


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """Why φ_s is 0, for print: in words and in the drawing of the substrate."""

    title: str
    sentence: str
    drawing: SubstrateView
    caption: str


def explained_view(substrate: Substrate, state: Sequence[int], structure: PhiStructure) -> ExplainedView:
    """Return the reason why φ_s is 0, with the drawing of the substrate.

    Parameters
    ----------
    substrate
        The substrate.
    state
        Its state, one value per unit.
    structure
        The Φ-structure of a candidate system with φ_s = 0.

    Returns
    -------
    ExplainedView
        The units that are the reason are a region of the drawing.
    """
    zero = why_zero_view(substrate, structure)
    drawn = substrate_view(substrate, state, structure)
    if zero.units:
        # The MIP is then some other cut that costs nothing: beside the outlined units it would confuse.
        drawn = replace(drawn, cut=(), edges=tuple(replace(edge, cut=False) for edge in drawn.edges))
    return ExplainedView(
        title=tr("Why φ_s({system}) is 0", system=letters(structure.units, structure.state)),
        sentence=zero.sentence,
        drawing=replace(drawn, regions=explained(drawn.regions, zero)),
        caption=caption(structure),
    )


def explained(regions: Sequence[RegionMark], zero: WhyZeroView) -> tuple[RegionMark, ...]:
    """Return the regions of a drawing with the units that are the reason why φ_s is 0.

    Parameters
    ----------
    regions
        The regions of the drawing.
    zero
        The reason.

    Returns
    -------
    tuple of RegionMark
        With one more region, or with the reason added to the text of the region of the same units.
    """
    if not zero.units:
        return tuple(regions)
    if any(region.units == zero.units for region in regions):
        return tuple(
            replace(region, text=f"{region.text}: {zero.text}") if region.units == zero.units else region
            for region in regions
        )
    return (*regions, RegionMark("excluded", zero.units, zero.text))


def why_zero_view(substrate: Substrate, structure: PhiStructure) -> WhyZeroView:
    """Return the reason why φ_s is 0.

    Parameters
    ----------
    substrate
        The substrate.
    structure
        The Φ-structure of a candidate system of that substrate.

    Returns
    -------
    WhyZeroView
        Empty if φ_s is not 0.
    """
    reason, units = structure.reason, structure.units
    if reason is None:
        return WhyZeroView("")
    if reason == "not-strongly-connected":
        return _apart(substrate, units)
    general = why_zero(reason)
    if reason == "reducible":
        cut = structure.mip.cut if structure.mip else ()
        drawn = [f"{a}→{b}" for a, b in cut if substrate.cm[substrate.index(a), substrate.index(b)]]
        if drawn:
            return WhyZeroView(
                tr(
                    "φ_s is 0: the system is reducible. In this state the cut with the scissors costs "
                    "nothing ({cut}): noise in its place leaves the specified state as likely.",
                    cut=", ".join(drawn[:6]) + (" …" if len(drawn) > 6 else ""),
                )
            )
        return WhyZeroView(general)
    marks = {
        "no-cause": tr("no cause state"),
        "no-effect": tr("no effect state"),
        "deterministic-cap": tr("nothing to tell apart"),
    }
    return WhyZeroView(general, tuple(units), marks.get(reason, ""))


def _apart(substrate: Substrate, units: tuple[str, ...]) -> WhyZeroView:
    """Return the reason "not strongly connected": a set of units without input from the others, or output."""
    at = [substrate.index(unit) for unit in units]
    if len(units) == 1:
        return WhyZeroView(
            tr(
                "φ_s is 0: {unit} has no connection with itself, so it makes no difference to itself.",
                unit=units[0],
            ),
            tuple(units),
            tr("no self-connection"),
        )
    graph = nx.from_numpy_array(np.asarray(substrate.cm)[np.ix_(at, at)], create_using=nx.DiGraph)
    islands = nx.condensation(graph)
    ends = [(k, "in") for k in islands if not islands.in_degree(k)]
    ends += [(k, "out") for k in islands if not islands.out_degree(k)]
    # The smallest set is the clearest reason: often it is one unit.
    k, kind = min(ends, key=lambda end: len(islands.nodes[end[0]]["members"]))
    members = tuple(units[i] for i in sorted(islands.nodes[k]["members"]))
    others = plain_letters(tuple(unit for unit in units if unit not in members))
    if not islands.in_degree(k) and not islands.out_degree(k):
        kind = "alone"
    said = tr(
        "φ_s is 0: {reason}, so the units are not strongly connected: "
        "a cut costs nothing where no connection is.",
        reason=_lacking(kind, len(members), {"units": plain_letters(members), "others": others}),
    )
    return WhyZeroView(said, members, str(LACKS[kind]))


def _lacking(kind: str, n: int, names: dict[str, str]) -> str:
    """Return the phrase about `n` units that lack a connection: "AB have no input from C"."""
    if kind == "alone":
        return trn(
            "{units} has no connection with {others}, in either direction",
            "{units} have no connection with {others}, in either direction",
            n,
            **names,
        )
    if kind == "in":
        return trn("{units} has no input from {others}", "{units} have no input from {others}", n, **names)
    return trn("{units} has no output to {others}", "{units} have no output to {others}", n, **names)
