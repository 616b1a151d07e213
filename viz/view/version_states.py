"""All states of a network under every version of the theory: a curve for each, and a row for each state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from engine.substrate.tpm import row_of
from engine.version import engine_version
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.concepts import WHY_ZERO
from viz.view.course import MOST_NAMED, CoursePoint, CourseView
from viz.view.letters import every_state, letters, plain_letters, why_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.formalisms import Formalism
    from engine.substrate.substrate import Substrate

UNREACHABLE = phrase("unreachable")
NOT_LED_TO = phrase("no state leads here")


class Finding(Protocol):
    """What a version says in one state; see `apps.results.version_states.StateFinding`."""

    @property
    def value(self) -> float | None:
        """Its integrated information, None if there is none."""
        ...

    @property
    def reason(self) -> str | None:
        """Why it is 0, or "unreachable"."""
        ...

    @property
    def count(self) -> int | None:
        """How many parts its structure has."""
        ...


class StatesOfVersion(Protocol):
    """What a version says in every state; see `apps.results.version_states.VersionStates`."""

    @property
    def formalism(self) -> Formalism:
        """The version."""
        ...

    @property
    def found(self) -> Sequence[Finding]:
        """What it says, by row of the state."""
        ...

    @property
    def problem(self) -> str:
        """Why it refuses; empty if it does not."""
        ...


@dataclass(frozen=True, slots=True)
class ComparedState:
    """A state in letter case, and what each version says of it, ready to be printed."""

    state: str
    values: tuple[str, ...]
    """A number, or that the state is unreachable; "–" if the version refuses."""
    unreachable: tuple[bool, ...]
    """For each version, whether no state leads there."""


@dataclass(frozen=True, slots=True)
class VersionStatesView:
    """The versions over all states.

    Attributes
    ----------
    title : str
    courses : tuple of CourseView
        A curve for each version that has results, in its own unit.
    names : tuple of str
        Of the versions in the rows.
    units : tuple of str
        "Φ (bits)": what the version measures, and in which unit.
    rows : tuple of ComparedState
        The first unit fastest.
    note : str
        Which versions refuse and why, and how many states are unreachable.
    caption : str
    """

    title: str
    courses: tuple[CourseView, ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[ComparedState, ...]
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """What a screen reader says."""
        said = (f"{each.title}. {each.screen_text}" for each in self.courses)
        return " ".join(filter(None, [f"{self.title}.", *said, self.note]))


def version_states_view(
    substrate: Substrate,
    state: Sequence[int],
    system: Sequence[str],
    found: Sequence[StatesOfVersion],
) -> VersionStatesView:
    """Return the versions over all states.

    Parameters
    ----------
    substrate, state
        The network and its present state, which is marked.
    system
        Labels of the candidate system.
    found
        What each version says, in the order of the curves.
    """
    names = [letters(substrate.labels, each) for each in every_state(substrate.radix)]
    current = row_of(tuple(state), substrate.radix)
    title = tr("{system} in all states of {units}", system=plain_letters(system), units=_network(substrate))
    told = [each for each in found if not each.problem]
    caption = " · ".join(
        [
            *([substrate.name] if substrate.name else []),
            tr("candidate system {units}", units=plain_letters(system)),
            tr("state {state}", state=names[current]),
            ", ".join(each.formalism.name for each in told),
            f"phiscope {engine_version()}",
        ]
    )
    return VersionStatesView(
        title=title,
        courses=tuple(_course(each, names, current, caption) for each in told),
        names=tuple(each.formalism.name for each in found),
        units=tuple(_unit(each.formalism) for each in found),
        rows=tuple(_row(name, [each.found[i] for each in found]) for i, name in enumerate(names)),
        note=" ".join(_notes(found, len(names))),
        caption=caption,
    )


def _network(substrate: Substrate) -> str:
    return (tr(substrate.name) if substrate.name else "") or plain_letters(substrate.labels)


def _unit(formalism: Formalism) -> str:
    return f"{formalism.symbol} ({formalism.units})"


def _course(of: StatesOfVersion, names: Sequence[str], current: int, caption: str) -> CourseView:
    points = tuple(
        CoursePoint(float(i), each.value, _about(name, each, of.formalism), each.reason == "unreachable")
        for i, (name, each) in enumerate(zip(names, of.found, strict=True))
    )
    ticks = tuple((float(i), name) for i, name in enumerate(names)) if len(names) <= MOST_NAMED else ()
    return CourseView(
        _unit(of.formalism), tr("state"), points, False, current, ticks=ticks, caption=caption,
        title=of.formalism.name,
    )  # fmt: skip


def _about(name: str, found: Finding, formalism: Formalism) -> str:
    """Return the sentence about a point: "aBC: Φ = 0.17 bits, 3 concepts"."""
    if found.value is None:
        return f"{name}: {NOT_LED_TO}"
    said = f"{name}: {formalism.symbol} = {number(found.value)} {formalism.units}"
    if found.count is not None:
        said += f", {formalism.counted(found.count)}"
    if found.reason is None:
        return said
    return f"{said} ({WHY_ZERO.get(found.reason) or why_phrase(found.reason)})"


def _row(name: str, found: Sequence[Finding]) -> ComparedState:
    gone = tuple(each.reason == "unreachable" for each in found)
    values = tuple(
        UNREACHABLE if no else "–" if each.value is None else number(each.value)
        for each, no in zip(found, gone, strict=True)
    )
    return ComparedState(name, values, gone)


def _notes(found: Sequence[StatesOfVersion], states: int) -> list[str]:
    said = [f"{each.formalism.name}: {each.problem}" for each in found if each.problem]
    told = [each for each in found if not each.problem]
    missed = {each.formalism.name: sum(one.value is None for one in each.found) for each in told}
    if any(missed.values()):
        if len(set(missed.values())) == 1:
            few = next(iter(missed.values()))
            said.append(
                tr("A cross marks those of the {n} states that none leads to: {few}.", few=few, n=states)
            )
        else:
            parts = ", ".join(f"{name}: {few}" for name, few in missed.items())
            said.append(
                tr(
                    "A cross marks those of the {n} states that none leads to ({parts}): IIT 3.0 asks for a "
                    "past of the candidate system alone.",
                    n=states,
                    parts=parts,
                )
            )
    return said
