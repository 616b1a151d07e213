"""The document as a value, a step of undo; and how units change when edges do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from engine.formalisms import DEFAULT
from engine.iit4.readings import CHOICES, CandidateRule, Readings, StateTies, TieRule
from engine.substrate.builders import table_at, with_tables
from engine.substrate.functions import Gate, Logistic, Rule, Table, UnitFunction
from engine.substrate.rules import substituted
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.words import tr

if TYPE_CHECKING:
    from engine.iit4.distinctions import PurviewChoice


@dataclass(frozen=True)
class Snapshot:
    """The document at one step of undo.

    ``dynamics``, ``unfolding``, ``question`` and ``search`` are what a result depends on: it is computed anew
    only when that changes. They are made once, because many ask.

    Attributes
    ----------
    substrate : Substrate
        The network drawn.
    state : tuple of int
        A state per unit, in substrate order.
    units : tuple of str, optional
        Labels of the candidate system; None stands for all units.
    formalism : str
        Key of `engine.formalisms.FORMALISMS`.
    ties : {"largest", "smallest", "max-phi", "pyphi"}
        The rule that picks among equally good purviews.
    origin : str
        Slug of the example that it grew from; empty for a file.
    by_hand : tuple of PurviewChoice
        Purviews chosen in place of the tie rule's. They belong to the result of all the rest, and are removed
        if that changes (`apps.document.purview_choices.lasting`).
    state_ties : {"paper", "first"}
        The rule that picks among equally good states of the system.
    candidates : {"all", "reachable-now"}
        Which sets of units can be complexes.
    """

    substrate: Substrate
    state: tuple[int, ...]
    units: tuple[str, ...] | None = None
    formalism: str = DEFAULT
    ties: TieRule = "largest"
    origin: str = ""
    by_hand: tuple[PurviewChoice, ...] = ()
    state_ties: StateTies = "paper"
    candidates: CandidateRule = "all"

    @property
    def readings(self) -> Readings:
        """The readings to compute with."""
        return Readings(self.ties, self.state_ties, self.candidates)

    @cached_property
    def system(self) -> tuple[str, ...]:
        """Labels of the candidate system, in substrate order."""
        return tuple(self.substrate.labels) if self.units is None else self.units

    @cached_property
    def edge_pairs(self) -> frozenset[tuple[str, str]]:
        """Every edge as ``(source, target)``."""
        return frozenset((edge.source, edge.target) for edge in self.substrate.edges)

    @cached_property
    def dynamics(self) -> tuple[Any, ...]:
        """What the numbers depend on; where units are drawn is not part of it."""
        substrate = self.substrate
        units = tuple([(unit.label, unit.function, unit.states) for unit in substrate.units])
        return units, tuple(substrate.edges), None if substrate.tpm_rows is None else substrate.sha256

    @cached_property
    def unfolding(self) -> tuple[Any, ...]:
        """What the Φ-structure depends on but the purviews chosen by hand, which only rebuild it."""
        return (*self.dynamics, self.state, self.system, self.formalism, self.ties, self.state_ties)

    @cached_property
    def question(self) -> tuple[Any, ...]:
        """What the Φ-structure depends on."""
        return (*self.unfolding, frozenset(self.by_hand))

    @cached_property
    def search(self) -> tuple[Any, ...]:
        """What the complexes depend on; the candidate system is not part of it."""
        return (*self.dynamics, self.state, self.formalism, self.readings)


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots show the same, whatever state and system their files began with."""

    def shown(each: Snapshot) -> tuple[object, ...]:
        network = each.substrate
        own = [getattr(each, part.name) for part in fields(each) if part.name not in {"substrate", "units"}]
        return (
            *(*own, each.system),
            *(network.units, network.edges, network.name, network.source, network.notes),
            *(network.transition, network.card, network.tpm_rows, network.macro),
        )

    return shown(one) == shown(other)


def opened(substrate: Substrate, origin: str = "") -> Snapshot:
    """Return the document that shows ``substrate`` as its file describes it."""
    before = (substrate.transition or {}).get("before")
    state = (
        substrate.state
        if substrate.state is not None
        else substrate.parse_state(before or (0,) * substrate.n)
    )
    system = substrate.system
    whole = system is None or set(system) == set(substrate.labels)
    units = None if whole else tuple(label for label in substrate.labels if label in set(system or ()))
    return Snapshot(substrate, tuple(state), units, origin=origin)


def under_rules_of(rules: Snapshot, snapshot: Snapshot) -> Snapshot:
    """Return ``snapshot`` under the formalism and the readings of ``rules``."""
    kept: dict[str, Any] = {key: getattr(rules, key) for key in CHOICES}
    return replace(snapshot, formalism=rules.formalism, **kept)


def next_label(taken: list[str]) -> str:
    """Return the first free label: A to Z, then U1, U2 and so on."""
    return next(label for label in _labels() if label not in taken)


def _labels() -> Iterator[str]:
    yield from ascii_uppercase
    number = 1
    while True:
        yield f"U{number}"
        number += 1


def unit_of(substrate: Substrate, label: str) -> Unit:
    """Return the unit called ``label``."""
    return substrate.units[substrate.index(label)]


def inputs_of(substrate: Substrate, label: str) -> tuple[str, ...]:
    """Return the sources of the edges into ``label``, in substrate order."""
    sources = {edge.source for edge in substrate.edges if edge.target == label}
    return tuple(name for name in substrate.labels if name in sources)


def as_table(substrate: Substrate, label: str) -> Table:
    """Return the present behaviour of a unit as a table over its inputs, first input fastest."""
    return table_at(substrate, substrate.index(label))


def editable(substrate: Substrate) -> tuple[Substrate, str]:
    """Return ``substrate`` without an explicit TPM, each unit holding its own column as a table.

    A TPM of the whole substrate cannot follow a change of the wiring; tables of single units can.
    """
    if substrate.tpm_rows is None:
        return substrate, ""
    note = tr("The TPM of the file is now one table per unit, so that the wiring can change.")
    return with_tables(substrate), note


def renamed(function: UnitFunction, names: Mapping[str, str]) -> UnitFunction:
    """Return ``function`` with its inputs called as in ``names``, all at once."""
    if isinstance(function, Table):
        return replace(function, inputs=tuple(names.get(name, name) for name in function.inputs))
    if isinstance(function, Rule):
        return replace(function, rule=substituted(function.rule, names))
    return function


def wanted_inputs(function: UnitFunction) -> tuple[str, ...] | None:
    """Return the inputs that a function names, None if it reads every edge."""
    return tuple(function.inputs) if isinstance(function, Table | Rule) else None


def default_function(kind: str, substrate: Substrate, label: str) -> UnitFunction:
    """Return the first function of the unit ``label`` when it becomes a ``kind`` of unit."""
    inputs = inputs_of(substrate, label)
    if kind == "gate":
        return Gate("OR" if len(inputs) > 1 else "COPY")
    if kind == "table":
        return as_table(substrate, label)
    if kind == "rule":
        return as_rule(unit_of(substrate, label).function, inputs)
    return Logistic(k=4.0)


def as_rule(function: UnitFunction, inputs: tuple[str, ...]) -> Rule:
    """Return a rule over the inputs: that of a gate if a rule can express it, else their OR."""
    if not isinstance(function, Gate):
        return Rule(" | ".join(inputs) or "0")
    signs = {"AND": "&", "NAND": "&", "XOR": "^", "XNOR": "^", "PARITY": "^"}
    body = f" {signs.get(function.gate, '|')} ".join(inputs) or "0"
    turned = function.gate in ("NAND", "NOR", "XNOR", "NOT") and bool(inputs)
    return Rule(f"!({body})" if turned else body, function.noise)


def set_edges(edges: tuple[Edge, ...], target: str, sources: tuple[str, ...]) -> tuple[Edge, ...]:
    """Return ``edges`` with exactly ``sources`` leading to ``target``; existing edges keep their weight."""
    kept = [edge for edge in edges if edge.target != target or edge.source in sources]
    present = {edge.source for edge in kept if edge.target == target}
    return (*kept, *(Edge(source, target) for source in sources if source not in present))


Change = tuple[Snapshot, str]
