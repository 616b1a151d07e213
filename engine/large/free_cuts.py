"""Cuts that lose nothing: a quick reason for φ_s = 0, before a minimum partition is searched."""

from engine.iit4.integration import intrinsic_causes
from engine.iit4.readings import StateTies
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import TOLERANCE, largest
from engine.substrate.masks import bits, mask_of
from engine.substrate.probabilities import differ
from engine.substrate.tpm import state_of


def has_free_cut(system: CandidateSystem, state_ties: StateTies = "paper") -> bool:
    """Return whether in every specified cause state a cut leaves the causes as they are, so that φ_s = 0.

    The cut is of the inputs that some units have from the others; it loses nothing if, whatever these were,
    and the units' own inputs from each other being in the specified state, the present states of the units
    are as probable.

    Parameters
    ----------
    system : CandidateSystem
    state_ties : {"paper", "first"}
        Which of the states with the largest intrinsic information are specified.

    Returns
    -------
    bool
        False says nothing.
    """
    information = intrinsic_causes(system)[1]
    rows = largest(information)
    if information.max() <= TOLERANCE:
        return False
    rows = rows[:1] if state_ties == "first" else rows
    return all(_is_parted(system, state_of(int(row), system.radix)) for row in rows)


def _is_parted(system: CandidateSystem, past: tuple[int, ...]) -> bool:
    """Whether some units need no inputs from the others in a specified cause state."""
    inputs = [mask_of(i for i in range(system.n) if system.cm[i, unit]) for unit in range(system.n)]
    outputs = [mask_of(i for i in range(system.n) if system.cm[unit, i]) for unit in range(system.n)]
    whole = (1 << system.n) - 1
    cubes = [system.cause[:, at].reshape(*reversed(system.radix)) for at in system.present_columns]

    def needs(unit: int, others: int) -> bool:
        """Whether the present state of a unit depends on what some others were."""
        free = others & inputs[unit]
        at = tuple(slice(None) if free >> i & 1 else past[i] for i in reversed(range(system.n)))
        table = cubes[unit][at]
        return bool(differ(table.max(), table.min()))

    for left_out in range(system.n):
        left = whole & ~(1 << left_out)
        waiting = outputs[left_out] & left
        while waiting:
            unit = next(bits(waiting))
            waiting &= ~(1 << unit)
            if needs(unit, whole & ~left):
                left &= ~(1 << unit)
                waiting = (waiting | outputs[unit]) & left
        if left:
            return True
    return False
