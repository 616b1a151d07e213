"""The numbers above the plots: φ_s, Φ, distinctions and relations."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from apps.jobs.analysis import Glimpse
from apps.workspace.glossary import explained
from engine.words import tr
from viz.html.markup import marked
from viz.theme import count, number
from viz.view.letters import letters


def glance(glimpse: Glimpse) -> str:
    """Return the header while only φ_s is known."""
    snapshot = glimpse.snapshot
    values = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    name = letters(snapshot.system, [values[label] for label in snapshot.system])
    return pending(name, number(glimpse.integration.phi_s, 4))


def pending(name: str = "", phi_s: str = "…") -> str:
    """Return the header before there is a Φ-structure."""
    of = f"({name})" if name else ""
    counts = "counts distinction-count"
    return metric_row(
        [
            ("phi-s", f"φ_s{of}", phi_s, ""),
            ("big-phi", f"Φ{of}", "…", ""),
            (counts, tr("distinctions"), "…", ""),
        ]
    )


def metrics(structure: Any) -> str:
    """Return the header: φ_s, Φ, distinctions and relations."""
    if structure is None:
        return pending()
    system = letters(structure.units, structure.state)
    low, high = structure.big_phi_range
    spread = tr("{low} to {high} over ties", low=number(low), high=number(high)) if high - low > 1e-9 else ""
    spread = tr("by hand; {spread}", spread=spread) if structure.by_hand else spread
    possible = 2 ** len(structure.units) - 1
    return metric_row(
        [
            ("phi-s", f"φ_s({system})", number(structure.phi_s, 4), ""),
            ("big-phi", f"Φ({system})", number(structure.big_phi, 4), spread),
            (
                "counts distinction-count",
                tr("distinctions"),
                f"{len(structure.distinctions):,}",
                tr("of {possible:,}", possible=possible),
            ),
            ("counts relation-count", tr("relations"), count(structure.relations.count), ""),
        ]
    )


def metric_row(cells: Iterable[tuple[str, str, str, str]]) -> str:
    """Return a header: hook, name, value and what more there is to say of every number."""
    parts = [
        f"<div class='metric {hook}'><span class='name'>{explained(marked(name), hook.split()[-1])}</span> "
        f"<b class='value'>{escape(value)}</b> <span class='more'>{escape(more)}</span></div>"
        for hook, name, value, more in cells
    ]
    return f"<div class='row' role='status' aria-live='polite'>{''.join(parts)}</div>"
