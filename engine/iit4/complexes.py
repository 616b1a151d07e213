"""Complexes: the candidate systems of maximal φ_s, and those that they exclude (IIT 4.0 eqs 24-26).

>>> from engine import Substrate, complexes
>>> s = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
>>> [c.units for c in complexes(s, "abc").complexes]
[('B', 'C')]
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.errors import TooLargeError
from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.frames import frame
from engine.iit4.exclusion import Candidate, Excluded, select
from engine.iit4.integration import integrate
from engine.iit4.readings import DEFAULTS, CandidateRule, Readings, StateTies, TieRule
from engine.iit4.ruled_out import RuledOut
from engine.iit4.structure import unfold
from engine.iit4.system import CandidateSystem, conditioned, to_here
from engine.iit4.tolerance import ranked
from engine.run import jobs
from engine.run.jobs import Cancel, Control, Report, Watch
from engine.shown import Shown
from engine.substrate.masks import members
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import MAX_UNITS, fits
from engine.version import engine_version
from engine.words import tr, trn

if TYPE_CHECKING:
    from pandas import DataFrame

CANDIDATES_A_PIECE = 64
INLINE_UNITS = 4


@dataclass(frozen=True, slots=True, repr=False)
class Complexes(Shown):
    """The complexes of a substrate in a state, and all candidate systems.

    Attributes
    ----------
    complexes : tuple of Candidate
        Largest φ_s first, equal ones in the order of their units.
    excluded : tuple of Excluded
    undecided : tuple of Candidate
        Overlapping candidate systems that tie on φ_s and on Φ: none of them is a complex.
    candidates : tuple of Candidate
        All of them, ordered by the bitmask of their units.
    state : tuple of int
        State of the whole substrate.
    formalism : str
    substrate_sha256, version : str
        Digest of the dynamics and version of the engine.
    seconds : float
        Time of the computation.
    readings : Readings
    ruled_out : RuledOut, optional
        Of a substrate too large for a TPM: what was not evaluated; `candidates` has the others alone.
    """

    complexes: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    undecided: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    state: tuple[int, ...]
    formalism: str
    substrate_sha256: str
    version: str
    seconds: float
    readings: Readings = DEFAULTS
    ruled_out: RuledOut | None = None

    @property
    def evaluated(self) -> int:
        """How many candidate systems there are, without those that the reading leaves out."""
        return sum(c.reason != "not-reachable-now" for c in self.candidates)

    @property
    def is_tied(self) -> bool:
        """Whether overlapping candidate systems tie, so that none of them is a complex."""
        return bool(self.undecided)

    def __repr__(self) -> str:
        """Return one line: the complexes with their φ_s, and of how many candidate systems."""
        found = ", ".join(f"{' '.join(c.units)}: φ_s = {c.phi_s:.4g}" for c in self.complexes)
        tied = f", undecided: {len(self.undecided)}" if self.undecided else ""
        sets = trn("{n:,} candidate system", "{n:,} candidate systems", self.evaluated)
        return f"Complexes({found or 'none'}; {sets}{tied}; {formalism_of(self.formalism).name})"

    def to_frame(self) -> "DataFrame":
        """Return the candidate systems as a table of pandas, largest φ_s first; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units as tuples; φ_s in ibits; ``verdict`` is "complex", "excluded" (``by`` tells by which),
            "undecided", or why φ_s is 0.
        """
        chosen, tied = ({c.units for c in each} for each in (self.complexes, self.undecided))
        by = {each.units: each.by for each in self.excluded}
        rows = [self.candidates[i] for i in ranked(c.phi_s for c in self.candidates)]
        verdicts = [
            "complex"
            if c.units in chosen
            else "undecided"
            if c.units in tied
            else "excluded"
            if c.units in by
            else c.reason or ""
            for c in rows
        ]
        columns = {
            "units": [c.units for c in rows],
            "size": [len(c.units) for c in rows],
            "phi_s": [c.phi_s for c in rows],
            "verdict": verdicts,
            "by": [by.get(c.units, ()) for c in rows],
        }
        kept = ("formalism", "state", "substrate_sha256", "version")
        return frame(columns, {name: getattr(self, name) for name in kept})

    def to_dict(self) -> dict:
        """Return plain JSON types, as `phiscope complexes --json` writes them."""
        return {
            "formalism": self.formalism,
            "state": list(self.state),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "complexes": [{"units": list(c.units), "phi_s": c.phi_s} for c in self.complexes],
            "excluded": [each.to_dict() for each in self.excluded],
            "undecided": [{"units": list(c.units), "phi_s": c.phi_s} for c in self.undecided],
            "candidates": self.evaluated,
            # Left out by default, so that files of the defaults alone stay the same.
            **({"readings": other} if (other := self.readings.to_dict()) else {}),
            **({} if self.ruled_out is None else {"ruled_out": self.ruled_out.to_dict()}),
        }


def complexes(
    substrate: Substrate,
    state: State,
    formalism: str = DEFAULT,
    candidates: CandidateRule = "all",
    state_ties: StateTies = "paper",
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Complexes:
    """Evaluate φ_s of every set of units and select the complexes (IIT 4.0 eqs 24-26).

    Overlapping candidate systems that tie on φ_s are compared by Φ; those that still tie are no complexes.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
    formalism : {"iit4-2023", "iit4-2026"}
    candidates, state_ties, ties : str
        Readings (see `engine.iit4.readings.Readings`); ties among purviews matter when Φ is needed.
    report : callable(fraction, phase), optional
    cancel : object with is_set(), optional
        As of `all_candidates`.

    Returns
    -------
    Complexes

    Raises
    ------
    PhiscopeError
        If there is no such formalism or reading.
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    formalism_of(formalism, keys_of("iit4"))
    readings = Readings(ties, state_ties, candidates)
    started = time.perf_counter()
    now = substrate.parse_state(state)
    found = all_candidates(substrate, now, formalism, readings, report, cancel)

    def big_phi(candidate: Candidate) -> float:
        return unfold(substrate, now, candidate.units, formalism, ties, state_ties, report, cancel).big_phi

    chosen, excluded, undecided = select(found, substrate.labels, big_phi)
    return Complexes(
        complexes=chosen,
        excluded=excluded,
        undecided=undecided,
        candidates=found,
        state=now,
        formalism=formalism,
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
        readings=readings,
    )


def all_candidates(
    substrate: Substrate,
    state: tuple[int, ...],
    formalism: str = DEFAULT,
    readings: Readings = DEFAULTS,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> tuple[Candidate, ...]:
    """Evaluate φ_s of every nonempty set of units.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
    formalism : {"iit4-2023", "iit4-2026"}
    readings : Readings
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    tuple of Candidate
        Ordered by the bitmask of their units; φ_s of those that the reading leaves out is 0.

    Raises
    ------
    TooLargeError
        If the substrate is too large for a TPM.
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    check_all_sets(substrate)
    probability = to_here(substrate, state)
    masks = range(1, 1 << substrate.n)
    batches = [masks[i : i + CANDIDATES_A_PIECE] for i in range(0, len(masks), CANDIDATES_A_PIECE)]
    evaluate = partial(_evaluate, substrate, state, probability, formalism, readings)
    pieces = [
        jobs.Piece(partial(evaluate, batch), len(batch), float(sum(5.0 ** m.bit_count() for m in batch)))
        for batch in batches
    ]
    watch = Watch(tr("complexes"), report, cancel)
    found = jobs.run(pieces, watch, here=substrate.n <= INLINE_UNITS)
    return tuple(c for batch in found for c in batch)


def check_all_sets(substrate: Substrate) -> None:
    """Refuse to try all sets of units of a substrate that is too large for a TPM."""
    if not fits(substrate.radix):
        raise TooLargeError(
            tr(
                "All sets of {count} units are too many to search; use at most {most} units, or unfold one "
                "candidate system of them.",
                count=substrate.n,
                most=MAX_UNITS,
            ),
            field="units",
        )


def _evaluate(
    substrate: Substrate,
    state: tuple[int, ...],
    probability: npt.NDArray[np.float64],
    formalism: str,
    readings: Readings,
    masks: Sequence[int],
    control: Control,
) -> list[Candidate]:
    out = []
    for mask in masks:
        if control[0]:
            break
        system = conditioned(substrate, state, members(mask), probability)
        out.append(evaluated(system, formalism, readings, control))
        control[1] += 1
    return out


def evaluated(system: CandidateSystem, formalism: str, readings: Readings, control: Control) -> Candidate:
    """Evaluate φ_s of one candidate system."""
    if readings.candidates == "reachable-now" and not system.reachable_now:
        return Candidate(system.labels, 0.0, "not-reachable-now")
    if not system.strongly_connected:
        return Candidate(system.labels, 0.0, "not-strongly-connected")
    found = integrate(system, formalism, control, readings.state_ties)[0]
    return Candidate(system.labels, found.phi_s, found.reason)
