"""The arithmetic of φ, step by step: a sentence for each step, and its formula with the actual numbers.

It follows the IIT 4.0 paper (Albantakis et al. 2023) and the revision of Mayner, Marshall and Tononi (2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import formalism_of
from engine.words import phrase, tr, trn
from viz.numbers import MINUS, number
from viz.view.arithmetic_steps import Step, cost_steps, specified_steps
from viz.view.letters import letters, plain_letters
from viz.view.naming import with_and

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.cuts import MechanismCut, SystemCut
    from engine.iit4.partitions import MechanismPartition, SystemPartition

HOW = {
    "cause": phrase("inputs cut"),
    "effect": phrase("outputs cut"),
    "both": phrase("inputs and outputs cut"),
}
NOISE = phrase("Over a cut connection comes noise: every state of the lost input counts as equally likely.")
NOTHING = "∅"
LONGEST = 8
"""Most cut connections that are listed by name."""


@dataclass(frozen=True, slots=True)
class ArithmeticView:
    """The computation of φ of one partition."""

    title: str
    chapters: tuple[tuple[str, tuple[Step, ...]], ...]
    """(heading, steps) of each chapter."""
    value: float
    """The result, in ibits."""
    caption: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all chapters, in order."""
        return tuple(step for _, steps in self.chapters for step in steps)

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        return trn("{title} {n} step.", "{title} {n} steps.", len(self.steps), title=self.title)


def mechanism_arithmetic(cut: MechanismCut, minimum: bool) -> ArithmeticView:
    """Return the arithmetic of φ of a mechanism over a purview (IIT 4.0 eqs 29-41).

    Parameters
    ----------
    cut
        A partition of the mechanism and the purview, evaluated.
    minimum
        Whether it is the minimum partition.

    Returns
    -------
    ArithmeticView
        Chapters: the specified state, the cost of the partition, φ per connection.
    """
    loss = cut.loss
    mechanism = letters(cut.mechanism, cut.mechanism_state)
    chapters = [
        (
            tr("The cause {mechanism} specifies", mechanism=mechanism)
            if loss.direction == "cause"
            else tr("The effect {mechanism} specifies", mechanism=mechanism),
            specified_steps(loss, mechanism, "π"),
        ),
        (tr("What the partition costs"), cost_steps(loss, mechanism, "π", mechanism_text(cut.partition))),
        (tr("Per connection"), _normalised(cut, len(cut.mechanism) * len(loss.units), minimum)),
    ]
    symbol = f"φ_{loss.direction[0]}({mechanism}, {letters(loss.units, loss.state)})"
    return ArithmeticView(
        title=tr("{symbol} = {value} ibits.", symbol=symbol, value=number(cut.phi)),
        chapters=tuple((name, tuple(steps)) for name, steps in chapters),
        value=cut.phi,
    )


def system_arithmetic(
    cut: SystemCut, state: Sequence[int], formalism: str, minimum: bool, reason: str | None = None
) -> ArithmeticView:
    """Return the arithmetic of φ_s, or of φ of a partition that is not the minimum (IIT 4.0 eqs 5-23).

    Parameters
    ----------
    cut
        A partition of the system, evaluated.
    state
        The present state of the system's units.
    formalism
        "iit4-2023" or "iit4-2026": the φ_s of which formalism comes last.
    minimum
        Whether the partition is the minimum partition; only then the result is φ_s.
    reason
        A sentence that says why φ_s is 0 whatever is cut; None if it depends on the partition.

    Returns
    -------
    ArithmeticView
        Chapters: cause, effect, both sides, and φ_s in both formalisms if the partition is the minimum.
    """
    name = letters(cut.cause.units, state)
    said = system_text(cut.partition)
    chapters = [
        (
            tr("Cause: what came before") if side is cut.cause else tr("Effect: what comes next"),
            [*specified_steps(side, name, "p"), *cost_steps(side, name, "p", said)],
        )
        for side in (cut.cause, cut.effect)
    ]
    n = len(cut.cause.units)
    both = Step(
        tr("A system is only as integrated as its weaker side, so the smaller of the two counts."),
        f"φ(θ) = min(φ_c, φ_e) = min({number(cut.cause.phi)}, {number(cut.effect.phi)}) = {number(cut.phi)}",
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
        title=tr("{symbol} = {value} ibits.", symbol=symbol, value=number(value)),
        chapters=tuple((heading, tuple(steps)) for heading, steps in chapters),
        value=value,
    )


def _normalised(cut: MechanismCut | SystemCut, possible: int, minimum: bool) -> list[Step]:
    """Return the step to φ per cut connection; `possible` is the number of connections that could be cut."""
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
            f"φ(θ) / N(θ) = {number(cut.phi)} / {n} = {number(cut.normalized)}",
            cut.normalized,
        )
    ]


def _formalisms(cut: SystemCut, formalism: str, reason: str | None) -> list[Step]:
    """Return the steps to φ_s of 2023 and of 2026, the formalism in use last."""
    if reason:
        return [Step(tr("{reason} So it is in both formalisms.", reason=reason), "φ_s = 0", 0.0)]
    said = tr("IIT 4.0 (2023): φ_s is φ of the minimum partition.")
    older = Step(said, f"φ_s = {number(cut.phi)}", cut.phi)
    c, e = cut.cause, cut.effect
    parts = (c.differentiation, c.ii, e.differentiation, e.ii)
    cap = Step(
        tr(
            "The 2026 revision also asks how much there is to tell apart: i_diff = {minus}log2 of the "
            "selectivity. ii(s) is the least of i_diff and ii on both sides.",
            minus=MINUS,
        ),
        f"ii(s) = min({', '.join(map(number, (abs(x) for x in parts)))}) = {number(cut.cap)}",
        cut.cap,
    )
    capped = min(cut.phi, cut.cap)
    newer = Step(
        tr("IIT 4.0 (2026): φ_s is not more than ii(s)."),
        f"φ_s = min({number(cut.phi)}, {number(cut.cap)}) = {number(capped)}",
        capped,
    )
    return [older, cap, newer] if formalism_of(formalism).is_capped else [cap, newer, older]


def system_text(partition: SystemPartition) -> str:
    """Return a directional partition as a sentence: "Parts A (outputs cut), B (inputs cut): cut A→B."."""
    pairs = zip(partition.parts, partition.directions, strict=True)
    if len(partition.parts) == 1:
        return tr("One unit: its connection with itself is cut ({cut}).", cut=_listed(partition.cut))
    parts = ", ".join(f"{plain_letters(part)} ({HOW[direction]})" for part, direction in pairs)
    return tr("Parts {parts}: cut {cut}.", parts=parts, cut=_listed(partition.cut))


def mechanism_text(partition: MechanismPartition) -> str:
    """Return a disintegrating partition as a sentence: "The partition keeps A with B and B with ∅; …"."""
    parts = [
        tr("{units} with {others}", units=plain_letters(m) or NOTHING, others=plain_letters(z) or NOTHING)
        for m, z in sorted(partition.parts, key=lambda pair: not pair[0])
    ]
    return tr(
        "The partition keeps {parts}; all else between mechanism and purview is cut.",
        parts=with_and(parts),
    )


def _listed(cut: Sequence[tuple[str, str]]) -> str:
    """Return the first connections as "A→B, B→C and 3 more"."""
    names = [f"{a}→{b}" for a, b in cut]
    shown, rest = ", ".join(names[:LONGEST]), len(names) - LONGEST
    return shown if rest <= 0 else tr("{shown} and {n} more", shown=shown, n=rest)
