"""Φ-structures of several candidate systems of one substrate in one state, with one inference of its past."""

from collections.abc import Iterable, Sequence

from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.iit4.phi_structure import PhiStructure
from engine.iit4.readings import Readings, StateTies, TieRule
from engine.iit4.structure import unfold, unfolded
from engine.large.surroundings import Surroundings
from engine.run.jobs import Cancel, Watch
from engine.substrate.masks import mask_of
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits
from engine.words import tr


def unfold_all(
    substrate: Substrate,
    state: State,
    systems: Sequence[Iterable[str]],
    formalism: str = DEFAULT,
    ties: TieRule = "largest",
    state_ties: StateTies = "paper",
    cancel: Cancel | None = None,
) -> tuple[PhiStructure, ...]:
    """Unfold candidate systems of a substrate; of each what `engine.iit4.structure.unfold` returns.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
    systems : sequence of iterables of str
        Labels of each candidate system.
    formalism, ties, state_ties : str
        As of `unfold`.
    cancel : object with is_set(), optional

    Returns
    -------
    tuple of PhiStructure
        In the order of `systems`; their seconds are 0.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    formalism_of(formalism, keys_of("iit4"))
    now = substrate.parse_state(state)
    if fits(substrate.radix):
        return tuple(
            unfold(substrate, now, units, formalism, ties, state_ties, cancel=cancel) for units in systems
        )
    here = Surroundings(substrate, now)
    readings = Readings(ties, state_ties)
    watch = Watch(tr("Φ of complexes"), None, cancel)
    found = []
    for units in systems:
        watch.check()
        system = here.system(mask_of(map(substrate.index, units)))
        found.append(unfolded(substrate, system, formalism, readings, cancel=cancel))
    return tuple(found)
