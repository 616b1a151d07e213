"""Questions: what a result depends on, so that it is computed anew only when that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apps.document.snapshot import Snapshot

ENGINE_UNITS = 16


def dynamics(snapshot: Snapshot) -> tuple[Any, ...]:
    """Return what the numbers depend on; where units are drawn is not part of it."""
    substrate = snapshot.substrate
    rows = substrate.tpm_rows
    units = tuple(replace(unit, x=None, y=None) for unit in substrate.units)
    return units, tuple(substrate.edges), None if rows is None else substrate.sha256


def unfolding(snapshot: Snapshot) -> tuple[Any, ...]:
    """Return everything the result depends on but the purviews chosen by hand, which only rebuild it."""
    return (*dynamics(snapshot), snapshot.state, snapshot.system, snapshot.formalism, snapshot.ties)


def question(snapshot: Snapshot) -> tuple[Any, ...]:
    """Return everything the result depends on."""
    return (*unfolding(snapshot), frozenset(snapshot.by_hand))
