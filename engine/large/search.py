"""Complexes of any substrate: of small ones all sets are tried, of large ones what no rule rules out."""

import time

from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.iit4 import complexes as small
from engine.iit4.complexes import Complexes
from engine.iit4.readings import CandidateRule, Readings, StateTies, TieRule
from engine.iit4.ruled_out import RuledOut
from engine.large.settling import Settling
from engine.large.surroundings import Surroundings
from engine.large.survivors import Survivors, survivors
from engine.run.jobs import Cancel, Report, Watch
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits
from engine.version import engine_version
from engine.words import tr


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
    """Find the complexes of a substrate in a state (IIT 4.0 eqs 24-26); see `engine.iit4.complexes`.

    If it is too large for a TPM, `Complexes.candidates` has only those that no rule rules out, and
    `Complexes.ruled_out` says how many others there are, and whether some stay open.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
    formalism : {"iit4-2023", "iit4-2026"}
    candidates, state_ties, ties : str
        Readings (see `engine.iit4.readings.Readings`).
    report : callable(fraction, phase), optional
    cancel : object with is_set(), optional

    Returns
    -------
    Complexes

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    TooLargeError
        If the past of a candidate system cannot be inferred within the limit of memory.
    Cancelled
        If `cancel` is set.
    """
    if fits(substrate.radix):
        return small.complexes(substrate, state, formalism, candidates, state_ties, ties, report, cancel)
    formalism_of(formalism, keys_of("iit4"))
    readings = Readings(ties, state_ties, candidates)
    started = time.perf_counter()
    here = Surroundings(substrate, substrate.parse_state(state))
    found = survivors(here, Watch(tr("sets of units"), report, cancel))
    settling = Settling(here, formalism, readings, Watch(tr("complexes"), report, cancel))
    chosen, excluded, undecided = settling.settle(found.sets)
    return Complexes(
        complexes=chosen,
        excluded=excluded,
        undecided=undecided,
        candidates=settling.candidates,
        state=here.state,
        formalism=formalism,
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
        readings=readings,
        ruled_out=_counted(here, found, settling),
    )


def _counted(here: Surroundings, found: Survivors, settling: Settling) -> RuledOut:
    return RuledOut(
        sets=(1 << here.substrate.n) - 1,
        effects=found.ruled["effects"],
        causes=found.ruled["causes"],
        bounds=settling.skipped,
        unsettled=settling.unsettled(found.left),
        largest_table=here.past.largest,
    )
