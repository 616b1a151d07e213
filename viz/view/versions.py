"""One network under every version of the theory: what each says, and in words why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from engine.words import tr
from viz.numbers import count, number
from viz.view.concepts import WHY_ZERO, cut_text
from viz.view.letters import plain_letters, why_phrase

if TYPE_CHECKING:
    from engine.formalisms import Formalism

SAME = 1e-9
CAP = "deterministic-cap"
MOST_NAMED = 4


class VersionResult(Protocol):
    """What one version says; see `apps.results.versions.Version`."""

    @property
    def formalism(self) -> Formalism:
        """The version."""
        ...

    @property
    def structure(self) -> Any:
        """Its result for the candidate system, or None."""
        ...

    @property
    def complexes(self) -> Any:
        """Its complexes of the network, or None."""
        ...

    @property
    def problem(self) -> str:
        """Why there is no result."""
        ...


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the theory and what it says, ready to be printed.

    Attributes
    ----------
    name, symbol, unit : str
    value : str
        Its integrated information of the candidate system; "–" if it has none.
    verdict : str
        Whether the system is one thing, or why not.
    partition, elements, relations, complexes : str
    """

    name: str
    symbol: str
    unit: str
    value: str
    verdict: str
    partition: str
    elements: str
    relations: str
    complexes: str


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The versions side by side, and sentences on why they differ."""

    title: str
    rows: tuple[VersionRow, ...]
    why: tuple[str, ...]

    @property
    def screen_text(self) -> str:
        """What a screen reader says."""
        said = "; ".join(f"{row.name}: {row.symbol} {row.value} {row.unit}" for row in self.rows)
        return " ".join([f"{self.title}. {said}.", *self.why])


def versions_view(title: str, found: Sequence[VersionResult]) -> VersionsView:
    """Return the versions side by side.

    Parameters
    ----------
    title
        Name of the candidate system in its state.
    found
        What each version says, in the order of the rows.
    """
    return VersionsView(title, tuple(_row(each) for each in found), tuple(_why(found)))


def value_of(found: VersionResult) -> float | None:
    """Return the integrated information of the candidate system, None if it has none."""
    return None if found.structure is None else float(getattr(found.structure, found.formalism.measure))


def winners(found: VersionResult) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Return units and value of the complexes."""
    measure = found.formalism.measure
    return tuple((each.units, getattr(each, measure)) for each in found.complexes.complexes)


def _row(found: VersionResult) -> VersionRow:
    formalism, structure = found.formalism, found.structure
    value = value_of(found)
    blank = structure is None
    return VersionRow(
        name=formalism.name,
        symbol=formalism.maximum if _is_complex(found) else formalism.symbol,
        unit=formalism.units,
        value="–" if value is None else number(value),
        verdict=found.problem if blank else _verdict(structure, value or 0.0),
        partition="–" if blank else _partition(structure),
        elements="–" if blank else _elements(formalism, structure),
        relations=_relations(structure),
        complexes=_complexes(found),
    )


def _is_complex(found: VersionResult) -> bool:
    """Whether the candidate system is known to be a complex, so that its value is a maximum."""
    if found.structure is None or found.complexes is None:
        return False
    return any(set(units) == set(found.structure.units) for units, _ in winners(found))


def _verdict(structure: Any, value: float) -> str:
    if value > 0:
        return tr("one thing: even its cheapest cut costs that much")
    reason = structure.reason
    return tr("not one thing: {reason}", reason=WHY_ZERO.get(reason) or why_phrase(reason))


def constellation_in(found: Sequence[VersionResult]) -> Any:
    """Return the first result that consists of concepts, None if there is none."""
    return next((each.structure for each in found if is_of_concepts(each.structure)), None)


def is_of_concepts(structure: Any) -> bool:
    """Whether a result consists of concepts, as those of IIT 3.0 do."""
    return hasattr(structure, "concepts")


def _partition(structure: Any) -> str:
    if is_of_concepts(structure):
        if structure.cut is None:
            return "–"
        return " ⇥ ".join(plain_letters(side) for side in structure.cut)
    mip = structure.integration.mip
    if mip is None:
        return "–"
    arrows = {"cause": "←", "effect": "→", "both": "↔"}
    return " | ".join(
        f"{plain_letters(part)}{arrows[side]}" for part, side in zip(mip.parts, mip.directions, strict=True)
    )


def _elements(formalism: Formalism, structure: Any) -> str:
    return formalism.counted(len(getattr(structure, formalism.elements)))


def _relations(structure: Any) -> str:
    """Return the number of relations; IIT 3.0 has none."""
    relations = getattr(structure, "relations", None)
    return "–" if relations is None else count(relations.count)


def _complexes(found: VersionResult) -> str:
    if found.complexes is None:
        return tr("not searched")
    chosen = winners(found)
    if not chosen:
        return tr("none")
    named = [f"{plain_letters(units)} ({number(value)})" for units, value in chosen[:MOST_NAMED]]
    more = [f"… {len(chosen) - MOST_NAMED}"] * (len(chosen) > MOST_NAMED)
    tied = tr("tied with others") if found.complexes.is_tied else ""
    return ", ".join([*named, *more]) + (f"; {tied}" if tied else "")


def _why(found: Sequence[VersionResult]) -> list[str]:
    """Return sentences on why the versions differ, each computed from the results."""
    known = [each for each in found if each.structure is not None]
    values = {each.formalism.name: value_of(each) or 0.0 for each in known}
    said = []
    if known and not any(values.values()):
        said.append(tr("Under no version does this system exist as one thing."))
    elif known and all(values.values()):
        said.append(tr("Under every version this system is one thing."))
    said += filter(
        None, (_cap(known), _reducible(known), _single(known), _other_complexes(found), _tied(found))
    )
    if known:
        said.append(
            tr(
                "The numbers are different quantities in different units: compare which is zero and what "
                "the complexes are, not their sizes."
            )
        )
    return said


def _cap(known: Sequence[VersionResult]) -> str:
    capped = [each for each in known if each.structure.reason == CAP]
    if not capped:
        return ""
    return tr(
        "{name} gives 0 because the system is deterministic: its φ_s is at most the intrinsic "
        "differentiation of the system, and where each state has one possible successor there is none.",
        name=capped[0].formalism.name,
    )


def _reducible(known: Sequence[VersionResult]) -> str:
    concepts = [each for each in known if is_of_concepts(each.structure) and value_of(each)]
    reducible = [
        each for each in known if not is_of_concepts(each.structure) and each.structure.reason == "reducible"
    ]
    if not concepts or not reducible:
        return ""
    cut = cut_text(concepts[0].structure)
    return tr(
        "{old} asks how far the whole constellation of concepts moves under a cut, {new} only whether the "
        "system specifies its own cause and effect less strongly. {cut} That changes concepts; but there is "
        "a partition that leaves the system's specified state as probable as before.",
        old=concepts[0].formalism.name,
        new=reducible[0].formalism.name,
        cut=cut,
    )


def _single(known: Sequence[VersionResult]) -> str:
    alone = [each for each in known if each.structure.reason == "single-unit"]
    others = [each for each in known if value_of(each)]
    if not alone or not others:
        return ""
    return tr(
        "{old} has no cut for a single unit, so its Φ is 0; {new} cuts the connection of the unit with "
        "itself.",
        old=alone[0].formalism.name,
        new=others[0].formalism.name,
    )


def _other_complexes(found: Sequence[VersionResult]) -> str:
    searched = [each for each in found if each.complexes is not None]
    sets = {each.formalism.name: {units for units, _ in winners(each)} for each in searched}
    if len({frozenset(each) for each in sets.values()}) < 2:
        return ""
    parts = [
        tr(
            "{complexes} under {name}",
            complexes=", ".join(plain_letters(units) for units, _ in winners(each)) or tr("none"),
            name=each.formalism.name,
        )
        for each in searched
    ]
    said = tr("The complexes differ: {parts}.", parts="; ".join(parts))
    without = [each for each in searched if is_of_concepts(each.structure)]
    if without and any(len(units) == 1 for each in searched for units, _ in winners(each)):
        said += " " + tr("{old} knows no complex of a single unit.", old=without[0].formalism.name)
    return said


def _tied(found: Sequence[VersionResult]) -> str:
    tied = [each.formalism.name for each in found if each.complexes is not None and each.complexes.is_tied]
    if not tied:
        return ""
    return tr(
        "Under {names} overlapping candidate systems tie, so which of them is the complex is not decided by "
        "the value alone.",
        names=", ".join(tied),
    )
