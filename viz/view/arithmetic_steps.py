"""The steps of the arithmetic of φ in one direction: the specified state, and the cost of a partition.

They follow equations 5-20 (systems) and 29-41 (mechanisms) of the IIT 4.0 paper (Albantakis et al. 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import phrase, tr
from viz.numbers import number
from viz.view.letters import letter, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.cuts import Factor, Loss

NOISE = phrase("Over a cut connection comes noise: every state of the lost input counts as equally likely.")
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic."""

    said: str
    """What is computed and why, in a sentence."""
    formula: str
    """The formula with its numbers."""
    value: float
    """The result of the formula."""


def specified_steps(loss: Loss, whole: str, p: str) -> list[Step]:
    """Return the steps to the intrinsic information of the specified state (for a system IIT 4.0 eqs 5-12).

    Parameters
    ----------
    loss
        One direction of a partition, with every factor of its probabilities.
    whole
        The system or the mechanism, in letter case.
    p
        Symbol of the probabilities: "p" for a system, "π" for a mechanism.

    Returns
    -------
    list of Step
        The probability, the unconstrained probability, for causes Bayes' rule, the intrinsic information.
    """
    is_effect, state = loss.direction == "effect", letters(loss.units, loss.state)
    d = loss.direction[0]
    forward = f"{p}_{d}({state} | {whole})" if is_effect else f"{p}_{d}({whole} | {state})"
    free = f"{p}_e({state})" if is_effect else f"{p}_c({whole})"
    parts = {"state": state, "whole": whole}
    steps = [
        Step(
            tr("How likely is {state} next, now that {whole}? Multiply over its units.", **parts)
            if is_effect
            else tr("If {state} came before, how likely is {whole} now? Multiply over its units.", **parts),
            f"{forward} = {_product(loss.factors, 'before')} = {number(loss.before)}",
            loss.before,
        ),
        Step(
            tr("And without knowing that {whole}? The average over all its states.", whole=whole)
            if is_effect
            else tr("And without knowing what came before? The average over all pasts."),
            f"{free} = {number(loss.mean)}",
            loss.mean,
        ),
    ]
    if is_effect:
        selective = forward
    else:
        selective = f"{p}_c←({state} | {whole})"
        total = loss.before / loss.selectivity if loss.selectivity else 0.0
        steps.append(
            Step(
                tr(
                    "Bayes' rule turns it round: of all that could have led to {whole}, "
                    "the share of {state}.",
                    **parts,
                ),
                f"{selective} = {number(loss.before)} / {number(total)} = {number(loss.selectivity)}",
                loss.selectivity,
            )
        )
    formula = (
        f"ii_{d}({state}) = {number(loss.selectivity)} × {_log(loss.before, loss.mean)} = {number(loss.ii)}"
    )
    steps.append(Step(_informed(loss.direction, state, loss.ii), formula, loss.ii))
    return steps


def _informed(direction: str, state: str, ii: float) -> str:
    """Return the sentence about the intrinsic information `ii` of a state, in ibits."""
    if ii <= TOLERANCE and direction == "cause":
        return tr("Intrinsic information: no state becomes more likely, so no cause is specified.")
    if ii <= TOLERANCE:
        return tr("Intrinsic information: no state becomes more likely, so no effect is specified.")
    if direction == "cause":
        return tr(
            "Intrinsic information: selectivity times informativeness. No state has more than {state}, "
            "so that is the cause state.",
            state=state,
        )
    return tr(
        "Intrinsic information: selectivity times informativeness. No state has more than {state}, "
        "so that is the effect state.",
        state=state,
    )


def cost_steps(loss: Loss, whole: str, p: str, partition: str) -> list[Step]:
    """Return the steps to φ of a partition in one direction (IIT 4.0 eqs 19-20 and 38-39).

    Parameters
    ----------
    loss, whole, p
        As in `specified_steps`.
    partition
        The partition in words, a sentence.

    Returns
    -------
    list of Step
        The partitioned probability, the informativeness, φ.
    """
    is_effect, state, d = loss.direction == "effect", letters(loss.units, loss.state), loss.direction[0]
    apart = f"{p}_{d}^θ({state} | {whole})" if is_effect else f"{p}_{d}^θ({whole} | {state})"
    steps = [
        Step(
            f"{partition} {NOISE}",
            f"{apart} = {_product(loss.factors, 'after')} = {number(loss.after)}",
            loss.after,
        ),
        Step(
            tr("Informativeness: by how many bits the whole beats its parts."),
            f"{_log(loss.before, loss.after)} = {number(loss.informativeness)}",
            loss.informativeness,
        ),
    ]
    if loss.informativeness < 0:
        text = tr("It is negative: cut apart, the state is even more likely. Nothing is lost, so φ is 0.")
        steps.append(Step(text, f"φ_{d} = 0", 0.0))
        return steps
    text = (
        tr(
            "{phi}: times the selectivity, the probability that is concentrated on {state}.",
            phi=f"φ_{d}",
            state=state,
        )
        if loss.phi
        else tr("The cut makes no difference here: nothing is lost.")
    )
    formula = f"φ_{d} = {number(loss.selectivity)} × {number(loss.informativeness)} = {number(loss.phi)}"
    steps.append(Step(text, formula, loss.phi))
    return steps


def _product(factors: Sequence[Factor], which: str) -> str:
    return " × ".join(f"{number(getattr(f, which))} [{letter(f.unit, f.state)}]" for f in factors)


def _log(p: float, q: float) -> str:
    return f"log2({number(p)} / {number(q)})"
