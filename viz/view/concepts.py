"""The concepts of a constellation, and why Φ of IIT 3.0 is what it is: the mass that the cut moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import formalism_name, formalism_of
from engine.iit4.readings import Readings
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.letters import letters, plain_letters
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from engine.iit3.concepts import Concept
    from engine.iit3.structure import ConceptualStructure

WHY_ZERO = {
    "single-unit": phrase("one unit alone has no Φ"),
    "not-strongly-connected": phrase("some unit does not reach every other"),
    "no-concepts": phrase("there is no concept"),
    "reducible": phrase("this cut changes nothing"),
}
NULL = phrase("null concept")
SAME = 1e-9
"""What probabilities and φ may differ by and be equal."""


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept: its mechanism in letter case, its purviews, φ, and which side is the smaller one."""

    mechanism: str
    past: str
    future: str
    phi_past: float
    phi_future: float
    phi: float
    bound_by: str
    """"past", "future" or "both": the side of smaller φ, which is the φ of the concept."""
    fate: str
    """"kept", "moved" or "lost": what the minimum cut does to it."""
    after_cut: str
    """The same in words."""
    units: tuple[str, ...]
    """Of the mechanism."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Mass moved from a concept to another by the cut; Σ mass · distance is Φ."""

    source: str
    target: str
    mass: float
    distance: float

    @property
    def cost(self) -> float:
        """Mass times distance."""
        return self.mass * self.distance


@dataclass(frozen=True, slots=True)
class ConceptsView:
    """The constellation of a candidate system as tables.

    Attributes
    ----------
    title, cut : str
    cores : str
        What past and future are those of: the MICE.
    big_phi : float
    concepts : tuple of ConceptRow
    moves : tuple of Moved
    """

    title: str
    cut: str
    big_phi: float
    concepts: tuple[ConceptRow, ...]
    moves: tuple[Moved, ...]
    cores: str = ""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return f"{self.title}. {self.cut}"


def concepts_view(structure: ConceptualStructure) -> ConceptsView:
    """Return the concepts of a constellation and what the minimum cut moves.

    Parameters
    ----------
    structure
        The result of IIT 3.0 for a candidate system.
    """
    states = dict(zip(structure.units, structure.state, strict=True))

    def cased(units: tuple[str, ...] | None) -> str:
        return str(NULL) if units is None else letters(units, [states[unit] for unit in units])

    after = {each.mechanism: each for each in structure.concepts_after_cut}
    return ConceptsView(
        title=tr(
            "Constellation of {system}: Φ = {phi} bits",
            system=cased(structure.units),
            phi=number(structure.big_phi),
        ),
        cut=cut_text(structure),
        cores=cores_text(structure),
        big_phi=structure.big_phi,
        concepts=tuple(_row(each, cased(each.mechanism), after) for each in structure.concepts),
        moves=tuple(
            Moved(cased(each.source), cased(each.target), each.mass, each.distance)
            for each in structure.transport
        ),
    )


def cores_text(structure: ConceptualStructure) -> str:
    """Return what past and future of a concept are those of, in the words of the formalism."""
    return tr("Past and future are those of the {cores}.", cores=formalism_of(structure.formalism).cores)


def cut_text(structure: ConceptualStructure) -> str:
    """Return the minimum cut as a sentence."""
    if structure.cut is None:
        return tr("There is no cut to make.")
    source, target = (plain_letters(side) for side in structure.cut)
    said = tr("The minimum cut severs what {source} sends to {target}.", source=source, target=target)
    if structure.tied_cuts:
        said += " " + tr("{count} cuts tie.", count=len(structure.tied_cuts))
    return said


def _row(concept: Concept, name: str, after: dict[tuple[str, ...], Concept]) -> ConceptRow:
    past, future = concept.cause, concept.effect
    smaller = "past" if past.phi < future.phi else "future"
    fate, said = _after(concept, after.get(concept.mechanism))
    return ConceptRow(
        mechanism=name,
        past=plain_letters(past.purview),
        future=plain_letters(future.purview),
        phi_past=past.phi,
        phi_future=future.phi,
        phi=concept.phi,
        bound_by="both" if abs(past.phi - future.phi) <= 1e-10 * max(past.phi, future.phi) else smaller,
        fate=fate,
        after_cut=said,
        units=concept.mechanism,
    )


def fate(concept: Concept, left: Concept | None) -> str:
    """Return what a cut does to a concept: "kept", "moved" or "lost".

    Parameters
    ----------
    concept
        The concept without the cut.
    left
        The concept of the same mechanism under the cut, None if there is none.
    """
    if left is None:
        return "lost"
    return "kept" if _same(concept, left) else "moved"


def _same(concept: Concept, left: Concept) -> bool:
    """Whether φ, purviews and repertoires are the same."""
    sides = ((concept.cause, left.cause), (concept.effect, left.effect))
    if any(one.purview != other.purview for one, other in sides):
        return False
    pairs = [(concept.phi, left.phi)]
    for one, other in sides:
        pairs += zip(one.repertoire, other.repertoire, strict=True)
    return all(abs(one - other) <= SAME for one, other in pairs)


def _after(concept: Concept, left: Concept | None) -> tuple[str, str]:
    """Return what the cut does to a concept, and the same in words."""
    done = fate(concept, left)
    if left is None or done == "kept":
        return done, tr("lost") if left is None else tr("kept")
    return done, tr("φ = {phi} after it", phi=number(left.phi))


def concepts_caption(structure: ConceptualStructure) -> str:
    """Return the line under a figure: system, state, formalism, tie rule, version."""
    state = ", ".join(f"{u} = {v}" for u, v in zip(structure.units, structure.state, strict=True))
    return " · ".join(
        [
            tr("System {name} ({state})", name=letters(structure.units, structure.state), state=state),
            formalism_name(structure.formalism),
            readings_text(Readings(structure.tie_rule)),
            f"phiscope {structure.version}",
        ]
    )
