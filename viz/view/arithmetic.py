"""The arithmetic of φ, line by line: a sentence for each step, and the step with its real numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import formalism_of
from engine.iit4.tolerance import TOLERANCE
from engine.words import tr, trn
from viz.numbers import MINUS, plain
from viz.view.account import plain_letters
from viz.view.letters import letter, letters
from viz.view.naming import with_and

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.cuts import Factor, Loss, MechanismCut, SystemCut
    from engine.iit4.partitions import MechanismPartition, SystemPartition

HOW = {"cause": tr("inputs cut"), "effect": tr("outputs cut"), "both": tr("inputs and outputs cut")}
NOISE = tr("Over a cut connection comes noise: every state of the lost input counts as equally likely.")
NOTHING = "∅"
LONGEST = 8
"""Connections that are listed by name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what is done and why, the formula with its numbers, and what comes out."""

    said: str
    formula: str
    value: float


@dataclass(frozen=True, slots=True)
class ArithmeticView:
    """How φ of one partition comes about: chapters with a heading each, and the last value."""

    title: str
    chapters: tuple[tuple[str, tuple[Step, ...]], ...]
    value: float
    caption: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All lines in order."""
        return tuple(step for _, steps in self.chapters for step in steps)

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return trn("{title} {n} step.", "{title} {n} steps.", len(self.steps), title=self.title)


def mechanism_arithmetic(cut: MechanismCut, minimum: bool) -> ArithmeticView:
    """Return the arithmetic of φ of a mechanism over a purview; `minimum`: its partition is the MIP."""
    loss = cut.loss
    mechanism = letters(cut.mechanism, cut.mechanism_state)
    chapters = [
        (
            tr("The cause {mechanism} specifies", mechanism=mechanism)
            if loss.direction == "cause"
            else tr("The effect {mechanism} specifies", mechanism=mechanism),
            _specified(loss, mechanism, "π"),
        ),
        (tr("What the partition costs"), _cost(loss, mechanism, "π", mechanism_text(cut.partition))),
        (tr("Per connection"), _normalised(cut, len(cut.mechanism) * len(loss.units), minimum)),
    ]
    symbol = f"φ_{loss.direction[0]}({mechanism}, {letters(loss.units, loss.state)})"
    return ArithmeticView(
        title=tr("{symbol} = {value} ibits.", symbol=symbol, value=plain(cut.phi)),
        chapters=tuple((name, tuple(steps)) for name, steps in chapters),
        value=cut.phi,
    )


def system_arithmetic(
    cut: SystemCut, state: Sequence[int], formalism: str, minimum: bool, reason: str | None = None
) -> ArithmeticView:
    """Return the arithmetic of φ_s, or of φ of another partition when not `minimum`.

    `state` is the present state of the system's units; `reason` a sentence why φ_s is 0 whatever is cut.
    """
    name = letters(cut.cause.units, state)
    said = system_text(cut.partition)
    chapters = [
        (
            tr("Cause: what came before") if side is cut.cause else tr("Effect: what comes next"),
            [*_specified(side, name, "p"), *_cost(side, name, "p", said)],
        )
        for side in (cut.cause, cut.effect)
    ]
    n = len(cut.cause.units)
    both = Step(
        tr("A system is only as integrated as its weaker side, so the smaller of the two counts."),
        f"φ(θ) = min(φ_c, φ_e) = min({plain(cut.cause.phi)}, {plain(cut.effect.phi)}) = {plain(cut.phi)}",
        cut.phi,
    )
    chapters.append((tr("Both sides"), [both, *_normalised(cut, n * (n - 1) or 1, minimum)]))
    value = cut.phi
    if minimum:
        ends = _formalisms(cut, formalism, reason)
        chapters.append((tr("φ_s in both formalisms"), ends))
        value = ends[-1].value
    symbol = f"φ_s({name})" if minimum else tr("φ(θ) of {name}", name=name)
    return ArithmeticView(
        title=tr("{symbol} = {value} ibits.", symbol=symbol, value=plain(value)),
        chapters=tuple((heading, tuple(steps)) for heading, steps in chapters),
        value=value,
    )


def _specified(loss: Loss, whole: str, p: str) -> list[Step]:
    """Repertoire, unconstrained probability and intrinsic information of the specified state."""
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
            f"{forward} = {_product(loss.factors, 'before')} = {plain(loss.before)}",
            loss.before,
        ),
        Step(
            tr("And without knowing that {whole}? The average over all its states.", whole=whole)
            if is_effect
            else tr("And without knowing what came before? The average over all pasts."),
            f"{free} = {plain(loss.mean)}",
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
                f"{selective} = {plain(loss.before)} / {plain(total)} = {plain(loss.selectivity)}",
                loss.selectivity,
            )
        )
    formula = (
        f"ii_{d}({state}) = {plain(loss.selectivity)} × {_log(loss.before, loss.mean)} = {plain(loss.ii)}"
    )
    steps.append(Step(_informed(loss.direction, state, loss.ii), formula, loss.ii))
    return steps


def _informed(direction: str, state: str, ii: float) -> str:
    """Return what intrinsic information says of a state."""
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


def _cost(loss: Loss, whole: str, p: str, partition: str) -> list[Step]:
    is_effect, state, d = loss.direction == "effect", letters(loss.units, loss.state), loss.direction[0]
    apart = f"{p}_{d}^θ({state} | {whole})" if is_effect else f"{p}_{d}^θ({whole} | {state})"
    steps = [
        Step(
            f"{partition} {NOISE}",
            f"{apart} = {_product(loss.factors, 'after')} = {plain(loss.after)}",
            loss.after,
        ),
        Step(
            tr("Informativeness: by how many bits the whole beats its parts."),
            f"{_log(loss.before, loss.after)} = {plain(loss.informativeness)}",
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
    formula = f"φ_{d} = {plain(loss.selectivity)} × {plain(loss.informativeness)} = {plain(loss.phi)}"
    steps.append(Step(text, formula, loss.phi))
    return steps


def _normalised(cut: MechanismCut | SystemCut, possible: int, minimum: bool) -> list[Step]:
    """Return how the partition is compared with others: φ per cut connection."""
    n = cut.connections
    why = (
        tr("No other partition has less φ per connection it cuts: this is the minimum partition (MIP).")
        if minimum
        else tr("To compare cuts of different size, share φ out over the connections that are cut.")
    )
    counted = tr("It cuts {n} of the {possible} possible, drawn or not.", n=n, possible=possible)
    return [
        Step(
            f"{why} {counted}",
            f"φ(θ) / N(θ) = {plain(cut.phi)} / {n} = {plain(cut.normalized)}",
            cut.normalized,
        )
    ]


def _formalisms(cut: SystemCut, formalism: str, reason: str | None) -> list[Step]:
    """Return φ_s of 2023 and of 2026; the one that the page uses comes last."""
    if reason:
        return [Step(tr("{reason} So it is in both formalisms.", reason=reason), "φ_s = 0", 0.0)]
    said = tr("IIT 4.0 (2023): φ_s is φ of the minimum partition.")
    older = Step(said, f"φ_s = {plain(cut.phi)}", cut.phi)
    c, e = cut.cause, cut.effect
    parts = (c.differentiation, c.ii, e.differentiation, e.ii)
    cap = Step(
        tr(
            "The 2026 revision also asks how much there is to tell apart: i_diff = {minus}log2 of the "
            "selectivity. ii(s) is the least of i_diff and ii on both sides.",
            minus=MINUS,
        ),
        f"ii(s) = min({', '.join(map(plain, (abs(x) for x in parts)))}) = {plain(cut.cap)}",
        cut.cap,
    )
    capped = min(cut.phi, cut.cap)
    newer = Step(
        tr("IIT 4.0 (2026): φ_s is not more than ii(s)."),
        f"φ_s = min({plain(cut.phi)}, {plain(cut.cap)}) = {plain(capped)}",
        capped,
    )
    return [older, cap, newer] if formalism_of(formalism).is_capped else [cap, newer, older]


def system_text(partition: SystemPartition) -> str:
    """Return what a directional partition cuts: "Parts A →, B ←: cut A→B."."""
    pairs = zip(partition.parts, partition.directions, strict=True)
    if len(partition.parts) == 1:
        return tr("One unit: its connection with itself is cut ({cut}).", cut=_listed(partition.cut))
    parts = ", ".join(f"{plain_letters(part)} ({HOW[direction]})" for part, direction in pairs)
    return tr("Parts {parts}: cut {cut}.", parts=parts, cut=_listed(partition.cut))


def mechanism_text(partition: MechanismPartition) -> str:
    """Return what a disintegrating partition keeps together: "Parts A with B, B with ∅."."""
    parts = [
        tr("{units} with {others}", units=plain_letters(m) or NOTHING, others=plain_letters(z) or NOTHING)
        for m, z in sorted(partition.parts, key=lambda pair: not pair[0])
    ]
    return tr(
        "The partition keeps {parts}; all else between mechanism and purview is cut.",
        parts=with_and(parts),
    )


def _listed(cut: Sequence[tuple[str, str]]) -> str:
    names = [f"{a}→{b}" for a, b in cut]
    shown, rest = ", ".join(names[:LONGEST]), len(names) - LONGEST
    return shown if rest <= 0 else tr("{shown} and {n} more", shown=shown, n=rest)


def _product(factors: Sequence[Factor], which: str) -> str:
    return " × ".join(f"{plain(getattr(f, which))} [{letter(f.unit, f.state)}]" for f in factors)


def _log(p: float, q: float) -> str:
    return f"log2({plain(p)} / {plain(q)})"
