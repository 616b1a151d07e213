"""Which units are intrinsic: those that have more φ_s than any system inside them (Marshall et al. 2024).

Verdicts go by size, because a unit competes with systems of the intrinsic units in proper subsets of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from engine.errors import GrainError
from engine.grain.bounds import Bounds
from engine.grain.evaluation import Evaluation
from engine.grain.listing import System, count_systems, systems_within, watched
from engine.grain.records import Verdict
from engine.grain.universe import Placed
from engine.iit4.tolerance import TOLERANCE, close
from engine.run.jobs import Watch, part_of
from engine.substrate.macro_units import MacroUnit
from engine.substrate.masks import mask_of, members
from engine.words import tr

MOST_SYSTEMS = 200_000
"""More systems than this are refused before φ_s of the first."""
# Up to so many units every count is exact; beyond, a count that is too large may stop early.
MOST_COUNTED = 12


@dataclass(slots=True)
class Admitted:
    """The units within bounds, admitted size by size.

    Attributes
    ----------
    evaluation : Evaluation
    labels : tuple of str
        Of the substrate.
    bounds : Bounds
    most : int
        Systems that may be tried.
    verdicts : list of Verdict
        So far.
    """

    evaluation: Evaluation
    labels: tuple[str, ...]
    bounds: Bounds
    most: int = MOST_SYSTEMS
    verdicts: list[Verdict] = field(default_factory=list)

    def admit(self, inside: int, sizes: range, watch: Watch) -> None:
        """Give a verdict on every set of some units, by size, and admit the units of those that pass.

        Parameters
        ----------
        inside : int
            Mask of the units.
        sizes : range
        watch : Watch
            `report` is told the share of the sizes.

        Raises
        ------
        GrainError
            If there are more competitors than may be tried.
        Cancelled
            If `watch.cancel` is set.
        """
        for done, size in enumerate(sizes):
            report = watch.report and part_of(watch.report, done / len(sizes), 1 / len(sizes))
            self._admit_size(inside, size, replace(watch, report=report))

    def _admit_size(self, inside: int, size: int, watch: Watch) -> None:
        sets = list(combinations(members(inside), size))
        self.evaluation.evaluate(sets, watch)
        competitors = self._competitors(sets)
        self.check(sum(self._count(mask_of(units)) for units in competitors))
        rivals = {units: list(watched(self._inside(units), watch)) for units in competitors}
        self.evaluation.evaluate([system for systems in rivals.values() for system in systems], watch)
        for units in sets:
            verdict = self._verdict(units, rivals.get(units, ()))
            self.verdicts.append(verdict)
            if verdict.ok:
                self._add(units)

    def _competitors(self, sets: Sequence[System]) -> list[System]:
        """Return the sets that beat every micro system inside, and must beat those of other grains too."""
        if self.bounds.within == "micro":
            return []
        return [units for units in sets if len(units) > 1 and self._verdict(units, ()).ok]

    def _inside(self, units: System) -> Iterator[System]:
        """Return the systems with a unit of another grain inside some units."""
        n = self.evaluation.universe.n
        for system in systems_within(self.evaluation.footprints, mask_of(units)):
            if system[-1] >= n:
                yield system

    def _verdict(self, units: System, rivals: Sequence[System]) -> Verdict:
        """Compare some units with the micro systems inside, and with other systems inside."""
        values = self.evaluation.values
        phi = values[units][0]
        verdict = Verdict(tuple(self.labels[i] for i in units), True, None, phi, self.bounds)
        if phi <= TOLERANCE:
            # A micro unit is always admitted (but not as a unit of a longer grain).
            return verdict if len(units) == 1 else replace(verdict, ok=False, reason="not-integrated")
        micro = [part for size in range(1, len(units)) for part in combinations(units, size)]
        best = max((*micro, *rivals), key=lambda system: values[system][0], default=None)
        if best is None or (values[best][0] < phi and not close(values[best][0], phi)):
            return verdict
        tied = close(values[best][0], phi)
        return replace(
            verdict,
            ok=False,
            reason="tied" if tied else "beaten",
            witness=tuple(self.unit(number) for number in self.in_order(best)),
            witness_phi_s=values[best][0],
        )

    def _add(self, units: System) -> None:
        """Admit the units of a set of constituents: every mapping of every update grain within the bounds."""
        if len(units) == 1 and self.evaluation.values[units][0] <= TOLERANCE:
            return
        for tau in range(1, self.bounds.tau + 1):
            if len(units) > 1 or tau > 1:
                tables = self.bounds.tables(len(units), tau)
                self.evaluation.add(Placed(units, tau, table) for table in tables)

    def weights(self) -> dict[int, int]:
        """Return how many units have each footprint."""
        found: dict[int, int] = {}
        for footprint in self.evaluation.footprints:
            found[footprint] = found.get(footprint, 0) + 1
        return found

    def _count(self, mask: int) -> int:
        """Count the systems with a unit of another grain inside some units."""
        early = self.most if mask.bit_count() > MOST_COUNTED else None
        return count_systems(self.weights(), mask, early) - (1 << mask.bit_count()) + 1

    def count(self) -> int:
        """Return how many systems of admitted units there are; a lower bound if they are far too many."""
        n = self.evaluation.universe.n
        return count_systems(self.weights(), (1 << n) - 1, self.most if n > MOST_COUNTED else None)

    def check(self, count: int) -> None:
        """Refuse more systems than may be tried, with bounds that are small enough."""
        if count <= self.most:
            return
        said = tr(
            "Within these bounds there are {count:,} systems, more than {most:,}; {remedy}.",
            count=count,
            most=self.most,
            remedy=self._remedy(),
        )
        raise GrainError(said, "size")

    def _remedy(self) -> str:
        """Say which smaller bounds are small enough."""
        n = self.evaluation.universe.n
        weights = self.weights()
        for size in range(min(self.bounds.size, n) - 1, 0, -1):
            # Verdicts on small units do not depend on the largest size, so that this count is exact.
            fewer = {mask: weight for mask, weight in weights.items() if mask.bit_count() <= size}
            count = count_systems(fewer, (1 << n) - 1, self.most)
            if count <= self.most:
                return tr("with units of at most {size} there are {count:,}", size=size, count=count)
        if self.bounds.tau > 1:
            return tr("choose a smaller update grain")
        return tr("choose fewer units")

    def in_order(self, system: System) -> System:
        """Return the units of a system in the order of their first constituents."""
        return tuple(sorted(system, key=lambda number: self.evaluation.units[number].at))

    def unit(self, number: int) -> MacroUnit:
        """Return a unit by its number."""
        placed = self.evaluation.units[number]
        label = self.labels[placed.at[0]] if len(placed.at) == 1 and placed.tau == 1 else ""
        return MacroUnit(tuple(self.labels[i] for i in placed.at), placed.tau, tuple(placed.table), (), label)
