"""Units and edges, the parts of a substrate, each checked on its own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.errors import SubstrateError
from engine.substrate.functions import MAX_PARAMETER, Table, UnitFunction
from engine.words import tr

MAX_DRAWN = 128  # units of a drawing
MAX_HELD = 2_800  # units of a substrate
MAX_STATES = 4
MAX_LABEL = 128
BAD_IN_LABEL = re.compile(r"[\s&|^!(),=<>\"\\\x00-\x1f\x7f]")


def check_label(label: object) -> None:
    """Refuse a label that could not be written in a rule, a state or a file."""
    if not isinstance(label, str) or not label or len(label) > MAX_LABEL or not label.isprintable():
        raise SubstrateError(
            tr("{label!r} is no label; use 1 to {most} printable characters.", label=label, most=MAX_LABEL),
            "label",
        )
    bad = BAD_IN_LABEL.search(label)
    if bad or label in ("0", "1"):
        if bad:
            said = tr(
                "Label {label!r} contains {sign!r}; choose another, such as 'A' or 'T0'.",
                label=label,
                sign=bad.group(),
            )
        else:
            said = tr(
                "Label {label!r} is a constant in rules; choose another, such as 'A' or 'T0'.", label=label
            )
        raise SubstrateError(said, "label")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a substrate.

    Parameters
    ----------
    label : str
    function : UnitFunction
        Its next state, given the states of its inputs.
    states : int
        Number of states, 2 to `MAX_STATES`; more than two need a table.
    x, y : float, optional
        Place in the drawing, as fractions of it from 0 to 1; by default the layout decides.
    """

    label: str
    function: UnitFunction
    states: int = 2
    x: float | None = None
    y: float | None = None

    def __post_init__(self) -> None:
        """Refuse a label, function, number of states or place that is out of range."""
        check_label(self.label)
        if not isinstance(self.function, UnitFunction):
            raise SubstrateError(
                tr("Unit {label} has no function; give it one.", label=self.label), "function"
            )
        if not isinstance(self.states, int) or not 2 <= self.states <= MAX_STATES:
            raise SubstrateError(
                tr(
                    "Unit {label} has {states!r} states; units have 2 to {most}.",
                    label=self.label,
                    states=self.states,
                    most=MAX_STATES,
                ),
                "states",
            )
        if self.states > 2 and not isinstance(self.function, Table):
            raise SubstrateError(
                tr(
                    "Unit {label} has {states} states, which only a table describes; make it a table.",
                    label=self.label,
                    states=self.states,
                ),
                "function",
            )
        for name in ("x", "y"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, (int, float)) and 0 <= value <= 1):
                raise SubstrateError(
                    tr(
                        "Unit {label} has {name} = {value!r}; use 0 to 1.",
                        label=self.label,
                        name=name,
                        value=value,
                    ),
                    name,
                )


class CaseTwin(str):
    """A label that differs from another of its network by case only, so that case cannot show its state.

    It equals the plain text; `viz.view.letters` writes ``A=1`` where it meets one, alone or among others.
    """

    __slots__ = ()


def with_twins(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return units whose labels are `CaseTwin` where two differ by case only, and plain text elsewhere."""
    counts = Counter(unit.label.casefold() for unit in units)
    marked = []
    for unit in units:
        kind = CaseTwin if counts[unit.label.casefold()] > 1 else str
        marked.append(unit if type(unit.label) is kind else replace(unit, label=kind(unit.label)))
    return tuple(marked)


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed edge.

    Parameters
    ----------
    source, target : str
        Labels of units.
    weight : float
        Read by a logistic target only.
    """

    source: str
    target: str
    weight: float = 1.0

    def __post_init__(self) -> None:
        """Refuse weights that are not numbers."""
        if not abs(self.weight) <= MAX_PARAMETER:
            raise SubstrateError(
                tr(
                    "Edge {source} → {target} has weight {weight!r}; give a number of size {most:g} or less.",
                    source=self.source,
                    target=self.target,
                    weight=self.weight,
                    most=MAX_PARAMETER,
                ),
                "weight",
            )
