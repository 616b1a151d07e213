"""One block of a survey: what of it must be computed, and what is the same as another but for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from engine.atlas.measures import SystemMeasures, network_measures, system_measures
from engine.atlas.members import Member
from engine.atlas.table import AtlasTable, KnownSystem
from engine.run import jobs
from engine.run.jobs import Control, Executor, Piece, Watch
from engine.substrate.substrate import Substrate

PIECE_SECONDS = 0.25
FEW_SECONDS = 2.0
"""Below so much predicted work processes take longer to start than they spare."""

Question = tuple[bytes, str]
"""Key of a system, and formalism."""


@dataclass(frozen=True, slots=True)
class System:
    """A network in a state under a formalism, to be measured.

    Attributes
    ----------
    number : int
        Of its network.
    state : tuple of int
    formalism : str
    key : bytes
        What systems share that are the same but for names.
    places : tuple of int
        Place of each unit in what they share.
    """

    number: int
    state: tuple[int, ...]
    formalism: str
    key: bytes
    places: tuple[int, ...]

    @property
    def question(self) -> Question:
        """Key and formalism."""
        return self.key, self.formalism


@dataclass(frozen=True, slots=True)
class SurveyBlock:
    """Some networks by number, each with its family and states."""

    members: dict[int, tuple[str, Member]]
    systems: tuple[System, ...]


def seconds(units: int, formalism: str, search: bool) -> float:
    """Predict the time of a system on one core: measured were 2 ms for 2 units, 4 for 4 and 15 for 5."""
    return 1.2e-3 + 6e-6 * 4.8**units * (1.0 if search else 0.4) * (10.0 if formalism == "iit3" else 1.0)


class Work:
    """One block: what of it must be computed, and what the others are the same as."""

    def __init__(
        self,
        table: AtlasTable,
        block: SurveyBlock,
        search: bool,
        machines: Executor,
        watch: Watch,
        shares: tuple[float, float],
    ) -> None:
        self._table, self._block, self._search = table, block, search
        self._machines, self._watch, self._shares = machines, watch, shares
        self._found: dict[int, SystemMeasures] = {}

    def done(self) -> tuple[int, int]:
        """Put the block into the table; return how many systems were computed and carried over."""
        systems = self._block.systems
        known: dict[Question, KnownSystem | None] = {}
        first: dict[Question, int] = {}
        for i, system in enumerate(systems):
            if system.question not in first:
                first[system.question] = i
                known[system.question] = self._table.known(*system.question)
        numbers = list(self._block.members)
        new = [i for question, i in first.items() if known[question] is None]
        networks = self._compute(new, numbers)
        for question, i in first.items():
            if known[question] is None:
                labels = self._substrate(systems[i]).labels
                known[question] = KnownSystem(self._found[i], tuple(labels), systems[i].places)
        for i, system in enumerate(systems):
            if i not in self._found:
                self._found[i] = carry(_of(known, system), self._substrate(system).labels, system.places)
        carried = sorted(set(range(len(systems))) - set(new))
        whole = [i for i in carried if self._found[i].has_rivals]
        inside = [i for i in carried if self._found[i].is_labelled and not self._found[i].has_rivals]
        self._compute(whole, [])
        found = [self._found[i].complexes for i in inside]
        self._compute(inside, [], search=False)
        for i, complexes in zip(inside, found, strict=True):
            self._found[i] = replace(self._found[i], complexes=complexes)
        self._keep(networks, set(new))
        computed = len(new) + len(whole) + len(inside)
        return computed, len(systems) - computed

    def _substrate(self, system: System) -> Substrate:
        return self._block.members[system.number][1].substrate

    def _compute(self, chosen: Sequence[int], numbers: Sequence[int], search: bool = True) -> dict[int, Any]:
        """Measure some systems, into `_found`, and some networks, which are returned by their numbers."""
        tasks: list[tuple[float, Any]] = []
        search = search and self._search
        for i in chosen:
            system = self._block.systems[i]
            substrate = self._substrate(system)
            cost = seconds(substrate.n, system.formalism, search)
            ask = partial(system_measures, substrate, system.state, system.formalism, search)
            tasks.append((cost, (("system", i), ask)))
        for number in numbers:
            substrate = self._block.members[number][1].substrate
            tasks.append((5e-4, (("network", number), partial(network_measures, substrate))))
        pieces = _pieces(tasks)
        total = sum(piece.cost for piece in pieces)
        executor: Executor = self._machines if total > FEW_SECONDS else jobs.Here()
        low, high = self._shares

        def told(fraction: float, _phase: str) -> None:
            self._watch.tell(low + (high - low) * fraction)

        results = executor.run(pieces, replace(self._watch, report=told))
        answers = {name: answer for piece in results for name, answer in piece}
        self._found |= {name[1]: answer for name, answer in answers.items() if name[0] == "system"}
        return {name[1]: answer for name, answer in answers.items() if name[0] == "network"}

    def _keep(self, networks: dict[int, Any], offered: set[int]) -> None:
        for number, (family, member) in self._block.members.items():
            self._table.add(number, family, member, networks[number])
        for i, system in enumerate(self._block.systems):
            state = self._substrate(system).state_label(system.state)
            key = system.key if i in offered else None
            measures = self._found[i]
            self._table.add_system(system.number, state, system.formalism, measures, key, system.places)


def _of(known: dict[Question, KnownSystem | None], system: System) -> KnownSystem:
    found = known[system.question]
    assert found is not None
    return found


def carry(known: KnownSystem, labels: Sequence[str], places: Sequence[int]) -> SystemMeasures:
    """Return the measures of a system that is the same as a known one but for names.

    Parameters
    ----------
    known : KnownSystem
    labels : sequence of str
        Units of its network.
    places : sequence of int
        Place of each in the form that both share.

    Returns
    -------
    SystemMeasures
    """
    found = known.measures.complexes
    if not found:
        return known.measures
    at = dict(zip(known.labels, known.places, strict=True))
    own = dict(zip(places, labels, strict=True))
    order = {label: i for i, label in enumerate(labels)}
    renamed = [
        (tuple(sorted((own[at[u]] for u in units), key=order.__getitem__)), phi) for units, phi in found
    ]
    renamed.sort(key=lambda each: (-each[1], len(each[0]), each[0]))
    return replace(known.measures, complexes=tuple(renamed))


def _pieces(tasks: Sequence[tuple[float, Any]]) -> list[Piece]:
    """Put tasks together to pieces that take about as long as `PIECE_SECONDS`."""
    pieces: list[Piece] = []
    batch: list[Any] = []
    spent = 0.0
    for cost, task in tasks:
        batch.append(task)
        spent += cost
        if spent >= PIECE_SECONDS:
            pieces.append(Piece(partial(_answers, tuple(batch)), 1, spent))
            batch, spent = [], 0.0
    if batch:
        pieces.append(Piece(partial(_answers, tuple(batch)), 1, spent))
    return pieces


def _answers(tasks: tuple[Any, ...], control: Control) -> list[tuple[Any, Any]]:
    with jobs.using(jobs.Here(control)):
        return [(name, ask()) for name, ask in tasks]
