"""The choice among candidate systems that no rule rules out, with no more of them evaluated than it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite

from engine.iit4.complexes import evaluated
from engine.iit4.exclusion import Candidate, Chosen, select
from engine.iit4.integration import intrinsic_causes
from engine.iit4.readings import Readings
from engine.iit4.ruled_out import Unsettled
from engine.iit4.structure import unfolded
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import TOLERANCE, close, largest
from engine.large.bounds import most_phi_s
from engine.large.free_cuts import has_free_cut
from engine.large.surroundings import Surroundings
from engine.run import jobs
from engine.run.costs import Growth
from engine.run.jobs import Control, Piece, Watch
from engine.substrate.masks import bits, mask_of
from engine.substrate.tpm import MAX_UNITS

SMALL_SET = 8  # units: φ_s takes less than its bound is worth
LARGEST_SET = MAX_UNITS
PHI_S = Growth(14, 0.8, 3.2)  # seconds for a set of so many units and a specified state; from 12 to 16
PATIENCE = 20.0  # seconds for all of the larger sets; what would take longer stays open
SETS_A_PIECE = 32


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A set that is not evaluated yet, and the bound on its φ_s."""

    inside: int
    at_most: float


class Settling:
    """Evaluates candidate systems as far as the choice among them needs it.

    Parameters
    ----------
    here : Surroundings
    formalism : str
    readings : Readings
    watch : Watch

    Attributes
    ----------
    skipped : int
        How many sets were not evaluated because of their bounds.
    """

    def __init__(self, here: Surroundings, formalism: str, readings: Readings, watch: Watch) -> None:
        self._here, self._formalism, self._readings, self._watch = here, formalism, readings, watch
        self._found: dict[int, Candidate] = {}
        self._phi: dict[tuple[str, ...], float] = {}
        self._too_large: list[_Waiting] = []
        self._spent = 0.0
        self.skipped = 0

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Those that were evaluated, ordered by the bitmask of their units."""
        return tuple(self._found[inside] for inside in sorted(self._found))

    def settle(self, sets: Sequence[int]) -> Chosen:
        """Evaluate those of some sets that may matter, and choose among them.

        A set that overlaps a complex with a φ_s above its own bound is no complex, and unseats none: it is
        counted in `skipped`. Bounds are met from the largest on, so that no later set unseats that complex.
        """
        self._evaluate([each for each in sets if each.bit_count() <= SMALL_SET])
        chosen = self._select()
        large = [each for each in sets if each.bit_count() > SMALL_SET]
        waiting = sorted((_Waiting(each, most_phi_s(self._here, each)) for each in large), key=_by_bound)
        while waiting:
            self._watch.check()
            some, waiting = waiting[:SETS_A_PIECE], waiting[SETS_A_PIECE:]
            some = [each for each in some if not (self._is_below(each, chosen) or self._is_free(each))]
            self._evaluate([each.inside for each in some if self._is_affordable(each)])
            chosen = self._select()
        self.skipped = len(sets) - len(self._found) - len(self._too_large)
        return chosen

    def _is_free(self, each: _Waiting) -> bool:
        """Whether a cut that loses nothing shows that φ_s of a set is 0; it is then a candidate with that."""
        if each.inside.bit_count() > LARGEST_SET:
            return False
        system = self._here.system(each.inside)
        if self._readings.candidates == "reachable-now" and not system.reachable_now:
            return False
        is_free = has_free_cut(system, self._readings.state_ties)
        if is_free:
            self._found[each.inside] = Candidate(system.labels, 0.0, "reducible")
        return is_free

    def _is_affordable(self, each: _Waiting) -> bool:
        """Whether φ_s of a set can be computed and there is time for it; otherwise it stays open."""
        size = each.inside.bit_count()
        seconds = PHI_S.at(size)
        if size <= LARGEST_SET and self._spent + seconds <= PATIENCE:
            seconds *= (1 + self._specified(each.inside)) / 2
        if size > LARGEST_SET or self._spent + seconds > PATIENCE:
            self._too_large.append(each)
            return False
        self._spent += seconds
        return True

    def _specified(self, inside: int) -> int:
        """Return how many cause states tie: each takes a search of its own."""
        if self._readings.state_ties == "first":
            return 1
        return len(largest(intrinsic_causes(self._here.system(inside))[1]))

    def unsettled(self, left: Sequence[tuple[int, int]]) -> tuple[Unsettled, ...]:
        """Return the sets that were too large to evaluate, and those between pairs that stay."""
        labels = self._here.substrate.labels

        def named(units: int) -> tuple[str, ...]:
            return tuple(labels[unit] for unit in bits(units))

        whole = []
        for each in self._too_large:
            at_most = each.at_most if isfinite(each.at_most) else None
            whole.append(Unsettled(named(each.inside), named(each.inside), at_most))
        return (*whole, *(Unsettled(named(inside), named(kept)) for inside, kept in left))

    def _evaluate(self, sets: Sequence[int]) -> None:
        systems = [(each, self._here.system(each)) for each in sets]
        size = SETS_A_PIECE if max(map(int.bit_count, sets), default=0) <= SMALL_SET else 1
        batches = [systems[i : i + size] for i in range(0, len(systems), size)]
        pieces = [
            Piece(
                partial(_evaluated, [system for _, system in batch], self._formalism, self._readings),
                len(batch),
                float(sum(5.0**system.n for _, system in batch)),
            )
            for batch in batches
        ]
        here = sum(piece.cost for piece in pieces) <= 5.0**SMALL_SET
        for batch, results in zip(batches, jobs.run(pieces, self._watch, here), strict=True):
            self._found |= zip((each for each, _ in batch), results, strict=True)

    def _select(self) -> Chosen:
        return select(self.candidates, self._here.substrate.labels, self._big_phi)

    def _big_phi(self, candidate: Candidate) -> float:
        if candidate.units not in self._phi:
            made = unfolded(
                self._here.substrate,
                self._here.system(self._mask(candidate)),
                self._formalism,
                self._readings,
                self._watch.report,
                self._watch.cancel,
            )
            self._phi[candidate.units] = made.big_phi
        return self._phi[candidate.units]

    def _is_below(self, each: _Waiting, chosen: Chosen) -> bool:
        """Whether a set is no complex whatever its φ_s: that is 0, or it overlaps one that is larger."""
        if each.at_most <= TOLERANCE:
            return True
        rivals = [c for c in (*chosen[0], *chosen[2]) if c.phi_s > each.at_most]
        return any(each.inside & self._mask(c) and not close(c.phi_s, each.at_most) for c in rivals)

    def _mask(self, candidate: Candidate) -> int:
        return mask_of(map(self._here.substrate.index, candidate.units))


def _by_bound(waiting: _Waiting) -> tuple[float, int]:
    return -waiting.at_most, waiting.inside


def _evaluated(
    systems: Sequence[CandidateSystem], formalism: str, readings: Readings, control: Control
) -> list[Candidate]:
    out = []
    for system in systems:
        if control[0]:
            break
        out.append(evaluated(system, formalism, readings, control))
        control[1] += 1
    return out
