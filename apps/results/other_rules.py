"""One outcome under other rules: its account if the unit had been OR, AND, XNOR or majority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.causation.account import account
from engine.errors import PhiscopeError
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.account import AccountView, account_view
from viz.view.letters import letters

if TYPE_CHECKING:
    from engine.causation.account import Transition

GATES = {"OR": "OR", "AND": "AND", "XNOR": "XNOR", "MAJORITY": phrase("Majority")}
MOST_INPUTS = 5


def inputs_of(substrate: Substrate, moved: Transition, outcome: str) -> tuple[str, ...]:
    """Return the inputs of the unit ``outcome`` among the units that may be causes."""
    at = substrate.index(outcome)
    return tuple(label for label in moved.causes if substrate.cm[substrate.index(label), at])


def unfit(substrate: Substrate, inputs: tuple[str, ...], outcome: str) -> str:
    """Return why the comparison is not possible for these inputs, or an empty string."""
    if not inputs:
        return tr(
            "{outcome} has no inputs among the cause units, so there are no rules to compare.",
            outcome=outcome,
        )
    if len(inputs) > MOST_INPUTS:
        return trn(
            "{outcome} has {n} input among the cause units; up to {most} are compared.",
            "{outcome} has {n} inputs among the cause units; up to {most} are compared.",
            len(inputs),
            outcome=outcome,
            most=MOST_INPUTS,
        )
    if any(substrate.radix[substrate.index(label)] > 2 for label in (*inputs, outcome)):
        return tr("The comparison is about units with two states.")
    return ""


def asked(inputs: tuple[str, ...], moved: Transition, outcome: str) -> str:
    """Return the transition of the outcome and the question of the comparison, in words."""
    return tr(
        "{value} follows {given}. What would have caused it, were {outcome} another gate?",
        value=letters([outcome], moved.after_of([outcome])),
        given=letters(inputs, moved.before_of(inputs)),
        outcome=outcome,
    )


def under(
    gate: str, name: str, inputs: tuple[str, ...], moved: Transition, outcome: str
) -> tuple[AccountView, str]:
    """Return the account of the outcome if its unit had been another gate, and a sentence about it.

    Parameters
    ----------
    gate : str
        The gate, a key of `GATES`.
    name : str
        Title of the account.
    inputs : tuple of str
        Inputs of the unit, as `inputs_of` returns them.
    moved : Transition
        The transition that took place.
    outcome : str
        Label of the effect unit.
    """
    # An outcome that is its own input becomes two units: the input at t-1 and the outcome at t.
    label = outcome if outcome not in inputs else f"{outcome}'"
    units = [*(Unit(each, Table((), (0.5,))) for each in inputs), Unit(label, Gate(gate))]
    substrate = Substrate(tuple(units), tuple(Edge(each, label) for each in inputs))
    before = dict(zip(inputs, moved.before_of(inputs), strict=True)) | {label: 0}
    value = moved.after_of([outcome])[0]
    try:
        result = account(substrate, before, {label: value}, inputs, [label])
    except PhiscopeError:
        other = letters([outcome], [1 - value])
        title = tr("{gate}: {value} cannot follow", gate=name, value=letters([outcome], [value]))
        note = tr("These inputs give {other} for certain.", other=other)
        return AccountView(title, (), (), (), (), None, "", ""), note
    view = account_view(substrate, result, title=name)
    total = result.alpha_total
    causes = ", ".join(row.x for row in view.rows if row.direction == "cause") or tr("none")
    return view, tr(
        "Actual cause: {found}. Σα effects {effects}, causes {causes}.",
        found=causes,
        effects=number(total["effect"]),
        causes=number(total["cause"]),
    )
