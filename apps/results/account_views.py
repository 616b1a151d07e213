"""View models of a causal account: the whole, one of its links, and one outcome under other rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.results.occurrences import EVERY, unlinked, why_none
from apps.results.other_rules import GATES, asked, inputs_of, under, unfit
from engine.causation.counterfactuals import analyse_link
from engine.errors import PhiscopeError
from engine.version import engine_version
from engine.words import tr
from viz.view.account import NOTHING, account_view, caption
from viz.view.link import lens_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from viz.view.account import AccountView
    from viz.view.link import LensView, Nearest


def whole(exhibit: Exhibit) -> AccountView:
    """Return the whole causal account."""
    return account_view(exhibit.snapshot.substrate, exhibit.accounted())


def of_link(exhibit: Exhibit) -> LensView:
    """Return the chosen link of the account, or its first: repertoires, α, and counterfactual states."""
    found = exhibit.accounted()
    if not found.links:
        raise PhiscopeError(NOTHING)
    index, candidate = exhibit.link or (0, 0)
    if index >= len(found.links):
        raise PhiscopeError(
            tr("There is no link {number}; there are {n}.", number=index + 1, n=len(found.links))
        )
    link = found.links[index]
    purview = link.candidates[min(candidate, len(link.candidates) - 1)]
    substrate, moved = exhibit.snapshot.substrate, found.transition
    analysis = analyse_link(substrate, moved, link.direction, link.occurrence, purview)
    return lens_view(analysis, caption(found))


def without_link(exhibit: Exhibit) -> Nearest:
    """Return why the chosen occurrence, or the first unlinked one, has no actual cause or effect."""
    found = exhibit.accounted()
    chosen = exhibit.occurrence or next(iter(unlinked(found)), None)
    if chosen is None:
        raise PhiscopeError(EVERY)
    return why_none(exhibit.snapshot.substrate, found, chosen)


def under_gates(exhibit: Exhibit) -> tuple[AccountView, ...]:
    """Return the accounts of one outcome, one for each gate that its unit might have been."""
    moved, substrate = exhibit.accounted().transition, exhibit.snapshot.substrate
    outcome = exhibit.outcome or moved.effects[-1]
    if outcome not in moved.effects:
        raise PhiscopeError(
            tr(
                "{outcome} is no effect of this transition; choose one of {known}.",
                outcome=outcome,
                known=", ".join(moved.effects),
            )
        )
    inputs = inputs_of(substrate, moved, outcome)
    problem = unfit(substrate, inputs, outcome)
    if problem:
        raise PhiscopeError(problem)
    version = f"phiscope {engine_version()}"
    said = " · ".join(
        filter(
            None,
            [
                substrate.name,
                asked(inputs, moved, outcome),
                tr("actual causation (Albantakis et al. 2019)"),
                version,
            ],
        )
    )
    found = (under(gate, name, inputs, moved, outcome) for gate, name in GATES.items())
    return tuple(replace(view, note=f"{note} {view.note}".strip(), caption=said) for view, note in found)
