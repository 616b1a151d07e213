"""A concept of IIT 3.0 as in the figures of 2014: past and future repertoire, whole and partitioned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import PhiscopeError
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.concept_space import SIDES, Side
from viz.view.concepts import SAME, concepts_caption
from viz.view.letters import every_state, letters, plain_letters
from viz.view.repertoire import MAX_UNITS, TWINS, RepertoireView, on_one_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit3.concepts import Concept, CoreRepertoire
    from engine.iit3.structure import ConceptualStructure

EMPTY = "∅"
DIRECTIONS: dict[Side, str] = {"past": "cause", "future": "effect"}
WHOLE = phrase("whole")


@dataclass(frozen=True, slots=True)
class Fraction:
    """A factor of a partitioned repertoire: part of the mechanism over part of the purview."""

    mechanism: str
    """In letter case; "∅" if it is empty, as the purview may be."""
    purview: str


@dataclass(frozen=True, slots=True)
class ConceptSide:
    """The core cause or the core effect of a concept.

    Attributes
    ----------
    side : {"past", "future"}
    bars : RepertoireView
        The repertoire of the whole mechanism as bars, beside the partitioned and the unconstrained one.
    phi : float
    factors : pair of Fraction
        The minimum partition.
    binds : bool
        Whether φ of the concept is that of this side.
    ties : tuple of str
        All purviews of the same φ, if there are several.
    """

    side: Side
    bars: RepertoireView
    phi: float
    factors: tuple[Fraction, ...]
    binds: bool
    ties: tuple[str, ...]

    @property
    def product(self) -> str:
        """The minimum partition on one line: "A/BC × ∅/A"."""
        return " × ".join(f"{factor.mechanism}/{factor.purview}" for factor in self.factors)

    @property
    def note(self) -> str:
        """Which purviews tie; empty if none do."""
        return tr("Tied purviews: {purviews}.", purviews=", ".join(self.ties)) if self.ties else ""


@dataclass(frozen=True, slots=True)
class ConceptBarsView:
    """A concept, its past on the left and its future on the right."""

    title: str
    past: ConceptSide
    future: ConceptSide
    caption: str

    @property
    def sides(self) -> tuple[ConceptSide, ConceptSide]:
        """Past and future."""
        return self.past, self.future

    @property
    def screen_text(self) -> str:
        """What a screen reader says."""
        said = [
            f"{each.bars.title}: φ = {number(each.phi)}, {each.product}. {each.bars.sentence} {each.note}"
            for each in self.sides
        ]
        return " ".join([f"{self.title}.", *(text.strip() for text in said)])


def concept_bars_view(
    structure: ConceptualStructure, mechanism: Sequence[str] | None = None
) -> ConceptBarsView:
    """Return a concept with its repertoires.

    Parameters
    ----------
    structure
        The result of IIT 3.0 for a candidate system.
    mechanism
        Units of its mechanism; None takes the concept of largest φ, of equal ones the first.

    Raises
    ------
    PhiscopeError
        If there is no such concept.
    """
    concept = _chosen(structure, mechanism)
    name = letters(concept.mechanism, concept.state)
    past, future = (
        _side(structure, concept, name, side, found)
        for side, found in zip(SIDES, (concept.cause, concept.effect), strict=True)
    )
    bars = on_one_scale(past.bars, future.bars)
    past, future = (replace(side, bars=each) for side, each in zip((past, future), bars, strict=True))
    title = tr("Concept {mechanism}: φ = {phi}", mechanism=name, phi=number(concept.phi))
    return ConceptBarsView(title, past, future, concepts_caption(structure))


def _chosen(structure: ConceptualStructure, mechanism: Sequence[str] | None) -> Concept:
    known = ", ".join(plain_letters(each.mechanism) for each in structure.concepts) or tr("none")
    if mechanism is None and structure.concepts:
        return max(structure.concepts, key=lambda each: round(each.phi, 9))
    for each in structure.concepts:
        if set(each.mechanism) == set(mechanism or ()):
            return each
    asked = plain_letters(tuple(mechanism or ()))
    raise PhiscopeError(
        tr("{mechanism} is no concept; there are: {known}.", mechanism=asked, known=known)
        if asked
        else tr("There is no concept, so there is no repertoire to draw.")
    )


def _side(
    structure: ConceptualStructure, concept: Concept, name: str, side: Side, found: CoreRepertoire
) -> ConceptSide:
    states = dict(zip(concept.mechanism, concept.state, strict=True))

    def cased(units: tuple[str, ...]) -> str:
        return letters(units, [states[unit] for unit in units]) or EMPTY

    return ConceptSide(
        side=side,
        bars=_bars(structure, name, side, found),
        phi=found.phi,
        factors=tuple(Fraction(cased(part), plain_letters(half) or EMPTY) for part, half in found.mip),
        binds=found.phi - concept.phi <= SAME,
        ties=tuple(plain_letters(each) for each in found.ties),
    )


def _bars(structure: ConceptualStructure, name: str, side: Side, found: CoreRepertoire) -> RepertoireView:
    """Return the bars of a side; none if there are too many states to draw."""
    on = dict(zip(structure.units, structure.unconstrained, strict=True))
    free = np.ones(1)
    for unit in found.purview:  # the first unit fastest
        p = 0.5 if side == "past" else on[unit]
        free = np.concatenate((free * (1.0 - p), free * p))
    small = len(found.purview) <= MAX_UNITS
    states = tuple(letters(found.purview, each) for each in every_state((2,) * len(found.purview)))
    likely = max(range(len(states)), key=lambda i: round(found.repertoire[i], 9))
    values = (found.repertoire, tuple(float(p) for p in free), found.partitioned)
    whole, unconstrained, partitioned = values if small else ((), (), ())
    sentence = tr(
        "Most probable state {state}: {p} {whole}, {apart} {partitioned}, {free} {unconstrained}.",
        state=states[likely],
        p=number(values[0][likely]),
        apart=number(values[2][likely]),
        free=number(values[1][likely]),
        whole=WHOLE,
        **TWINS,
    )
    if not small:
        sentence += " " + tr("{n:,} states are too many to draw.", n=len(states))
    purview = plain_letters(found.purview)
    return RepertoireView(
        direction=DIRECTIONS[side],
        mechanism=name,
        purview=purview,
        title=f"{SIDES[side]}: p({purview} | {name})",
        states=states if small else (),
        intact=whole,
        unconstrained=unconstrained,
        partitioned=partitioned,
        specified=None,
        sentence=sentence,
        caption="",
    )
