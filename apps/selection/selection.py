"""One selection for the whole page: a thing picked or hovered in one view lights up in all the others.

Views report things (`UnitRef`, `PurviewRef`, …) with `Selection.pick` and `Selection.hover`, and watch
``picked`` and ``hovered``. `light` returns the parts to highlight. Things are named by labels, never by
their place in a result, so a pick outlives a change of state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import param

from engine.substrate import tpm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.iit4.structure import PhiStructure

Labels = tuple[str, ...]
State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit of the drawing."""

    label: str


@dataclass(frozen=True, slots=True)
class EdgeRef:
    """An edge of the drawing."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class MechanismRef:
    """A mechanism, and the distinction it specifies if it does; labels in substrate order."""

    units: Labels


@dataclass(frozen=True, slots=True)
class PurviewRef:
    """A purview: every distinction that has these units as its cause, or as its effect."""

    direction: Literal["cause", "effect"]
    units: Labels


@dataclass(frozen=True, slots=True)
class RelationRef:
    """A relation, by the mechanisms of the distinctions it binds."""

    mechanisms: tuple[Labels, ...]


@dataclass(frozen=True, slots=True)
class CandidateRef:
    """A candidate system or complex."""

    units: Labels


@dataclass(frozen=True, slots=True)
class CellRef:
    """A row, a column or a cell of the TPM: a state of the whole substrate, a unit's next state, or both."""

    row: State | None
    column: str | None


@dataclass(frozen=True, slots=True)
class SystemState:
    """A state of the whole substrate."""

    values: State


Thing = UnitRef | EdgeRef | MechanismRef | PurviewRef | RelationRef | CandidateRef | CellRef | SystemState


@dataclass(frozen=True, slots=True)
class Light:
    """The parts that one thing lights up: labels, edges, indices of distinctions and of vertices.

    Vertex 2i is the cause and 2i + 1 the effect of distinction i; `relation` has the members of a relation,
    `row` is a state of the whole substrate.
    """

    units: frozenset[str] = frozenset()
    edges: frozenset[tuple[str, str]] = frozenset()
    distinctions: frozenset[int] = frozenset()
    vertices: frozenset[int] = frozenset()
    relation: tuple[int, ...] = ()
    row: State | None = None


def light(thing: Thing | None, structure: PhiStructure | None) -> Light:
    """Return the parts that ``thing`` lights up; empty if it no longer exists.

    ``structure`` is the result on screen, None if there is none.
    """
    match thing:
        case UnitRef(label) | CellRef(None, str(label)):
            return _touching(label, structure)
        case EdgeRef(source, target):
            return Light(frozenset({source, target}), frozenset({(source, target)}))
        case MechanismRef(units):
            own = _indices(structure, [units])
            return Light(frozenset(units), distinctions=frozenset(own), vertices=_both(own))
        case PurviewRef(direction, units):
            side = 0 if direction == "cause" else 1
            found = [
                i
                for i, d in enumerate(_distinctions(structure))
                if set(getattr(d, direction).units) == set(units)
            ]
            return Light(
                frozenset(units),
                distinctions=frozenset(found),
                vertices=frozenset(2 * i + side for i in found),
            )
        case RelationRef(mechanisms):
            return _bound(mechanisms, structure)
        case CandidateRef(units):
            return Light(frozenset(units))
        case CellRef(row, column):
            return Light(frozenset([column] if column else []), row=row)
        case SystemState(values):
            return Light(row=values)
    return Light()


def _touching(label: str, structure: PhiStructure | None) -> Light:
    """Return the unit, the distinctions whose mechanism has it, and the purviews it is in."""
    found = list(enumerate(_distinctions(structure)))
    causes = [2 * i for i, d in found if label in d.cause.units]
    effects = [2 * i + 1 for i, d in found if label in d.effect.units]
    return Light(
        frozenset({label}),
        distinctions=frozenset([i for i, d in found if label in d.mechanism]),
        vertices=frozenset([*causes, *effects]),
    )


def _bound(mechanisms: Sequence[Labels], structure: PhiStructure | None) -> Light:
    members = _indices(structure, mechanisms)
    if structure is None or not members or len(members) != len(mechanisms):
        return Light()
    # Not the relation itself: it would list its faces, up to 3^members of them.
    overlap, *_ = structure.relations.outline(tuple(members))
    if not overlap:
        return Light()
    return Light(
        frozenset(unit for unit, _ in overlap),
        distinctions=frozenset(members),
        vertices=_both(members),
        relation=tuple(members),
    )


def _distinctions(structure: PhiStructure | None) -> tuple:
    return () if structure is None else structure.distinctions


def _indices(structure: PhiStructure | None, mechanisms: Iterable[Labels]) -> list[int]:
    wanted = {frozenset(units) for units in mechanisms}
    return [i for i, d in enumerate(_distinctions(structure)) if frozenset(d.mechanism) in wanted]


def _both(distinctions: Iterable[int]) -> frozenset[int]:
    return frozenset(vertex for i in distinctions for vertex in (2 * i, 2 * i + 1))


class Selection(param.Parameterized):
    """The picked thing and the thing under the pointer.

    ``picked`` and ``hovered`` are things or None. For panes that show one thing of a kind, ``unit``, ``edge``
    and ``distinction`` (an index into the result on screen) hold the last one of that kind: read these, and
    pick with the methods. At most one of unit and edge is set, since the inspector shows one.
    ``guessing`` is set while somebody guesses the minimum partition: the drawing must not give it away.
    ``own_cut`` is the partition of the system made by hand, ``revealed`` whether the minimum partition is
    shown beside it, and ``inside`` whether what is inside the system is open; lessons watch them.
    """

    picked = param.ClassSelector(class_=Thing.__args__, default=None, allow_None=True, allow_refs=False)
    hovered = param.ClassSelector(class_=Thing.__args__, default=None, allow_None=True, allow_refs=False)
    distinction = param.Integer(default=None, allow_None=True)
    unit = param.String(default=None, allow_None=True)
    edge = param.Tuple(default=None, length=2, allow_None=True)
    guessing = param.Boolean(default=False)
    own_cut = param.Parameter(default=None, allow_refs=False)
    revealed = param.Boolean(default=False)
    inside = param.Boolean(default=False)

    def __init__(self, **params: object) -> None:
        super().__init__(**params)
        self._mechanisms: tuple[Labels, ...] = ()
        self._mechanism: Labels | None = None
        self._lit_by: object = None

    @property
    def shown(self) -> Thing | None:
        """The thing that lights up: the hovered one, else the picked one."""
        return self.picked if self.hovered is None else self.hovered

    @property
    def mechanism(self) -> Labels | None:
        """The mechanism that was picked last, whether or not it specifies a distinction."""
        return self._mechanism

    def pick(self, thing: Thing | None) -> None:
        """Pick ``thing``; None clears every pick."""
        match thing:
            case None:
                self._mechanism = None
                self.param.update(picked=None, hovered=None, unit=None, edge=None, distinction=None)
            case UnitRef(label):
                self.param.update(picked=thing, unit=label, edge=None)
            case EdgeRef(source, target):
                self.param.update(picked=thing, unit=None, edge=(source, target))
            case MechanismRef(units):
                self._mechanism = units
                self.param.update(picked=thing, distinction=self._index())
            case _:
                self.picked = thing

    def toggle(self, thing: Thing) -> None:
        """Pick ``thing``; if it is picked already, clear every pick."""
        self.pick(None if thing == self.picked else thing)

    def hover(self, thing: Thing | None, by: object) -> None:
        """Light up ``thing`` while the pointer is over it.

        ``by`` is the view that tells so. Views tell after pauses of their own, so one that the pointer has
        left may tell last: its None puts out nothing but what it lit itself.
        """
        if thing is not None or by is self._lit_by:
            self._lit_by = by
            self.hovered = thing

    def pick_unit(self, label: str | None) -> None:
        """Pick the unit ``label``; None clears every pick."""
        self.pick(None if label is None else UnitRef(label))

    def pick_edge(self, source: str, target: str) -> None:
        """Pick the edge from ``source`` to ``target``."""
        self.pick(EdgeRef(source, target))

    def pick_distinction(self, index: int | None) -> None:
        """Pick a distinction of the result on screen, as by `toggle`; None clears every pick."""
        if index is None:
            self.pick(None)
        elif 0 <= index < len(self._mechanisms):
            self.toggle(MechanismRef(self._mechanisms[index]))

    def know(self, mechanisms: Iterable[Labels]) -> None:
        """Take in the mechanisms of a new result's distinctions: the picked one may have another index."""
        self._mechanisms = tuple(mechanisms)
        self.distinction = self._index()

    def _index(self) -> int | None:
        # As a set: another network may list the same units in another order.
        wanted, known = set(self._mechanism or ()), list(map(set, self._mechanisms))
        return known.index(wanted) if wanted in known else None

    def forget(self, labels: tuple[str, ...], edges: frozenset[tuple[str, str]]) -> None:
        """Drop picks that no longer exist, now that the drawing has these ``labels`` and ``edges``."""
        if self.unit is not None and self.unit not in labels:
            self.unit = None
        if self.edge is not None and self.edge not in edges:
            self.edge = None
        for name in ("picked", "hovered"):
            gone = light(getattr(self, name), None)
            if not (gone.units <= set(labels) and gone.edges <= edges):
                setattr(self, name, None)


def row_of(state: tuple[int, ...], radix: tuple[int, ...]) -> int | None:
    """Return the TPM row of ``state``; None if it is no state of units with ``radix`` states each."""
    if len(state) != len(radix) or not all(0 <= v < r for v, r in zip(state, radix, strict=True)):
        return None
    return tpm.row_of(state, radix)
