"""The numbers above the plots: φ_s, Φ, distinctions and relations."""

from __future__ import annotations

from typing import Any

from apps.results.findings import Glimpse
from apps.workspace.metrics import metric_row
from engine.words import tr
from viz.numbers import count, number
from viz.view.letters import letters


def glance(glimpse: Glimpse) -> str:
    """Return the header while φ_s is known and the Φ-structure is not."""
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
