"""What a result depends on, and how far the page computes without being asked."""

from __future__ import annotations

from apps.document.questions import ENGINE_UNITS
from apps.document.snapshot import Snapshot
from engine.words import tr

LIVE_UNITS = 6
LIVE_SUBSTRATE = 10  # a larger TPM takes longer to build than a picture may take
PATIENCE = 0.25  # seconds before an old result is greyed
SECONDS_AT_LIVE = 0.02  # measured, dense noisy substrate of 6 units on one core
GROWTH = 4.2  # per further unit, measured from 6 to 10


def is_live(snapshot: Snapshot) -> bool:
    """Whether the system is small enough to recompute at every change."""
    return len(snapshot.system) <= LIVE_UNITS and snapshot.substrate.n <= LIVE_SUBSTRATE


def estimate(units: int) -> float:
    """Return roughly how many seconds unfolding that many units takes."""
    return SECONDS_AT_LIVE * GROWTH ** (units - LIVE_UNITS)


def duration(seconds: float) -> str:
    """Return a duration as a person would say it."""
    if seconds < 1.5:
        return tr("about a second")
    if seconds < 90:
        return tr("about {n} seconds", n=_many(seconds, 1))
    if seconds < 5400:
        return tr("about {n} minutes", n=_many(seconds, 60))
    if seconds < 172800:
        return tr("about {n} hours", n=_many(seconds, 3600))
    return tr("about {n} days", n=round(seconds / 86400))


def _many(seconds: float, size: int) -> int:
    return max(2, round(seconds / size))


def offer(snapshot: Snapshot) -> str:
    """Return what to say before a long computation, in place of a result."""
    count = len(snapshot.system)
    if snapshot.substrate.n > ENGINE_UNITS:
        return tr(
            "{n} units can be drawn but not computed: the limit is {most}. Delete units, or open a "
            "smaller network.",
            n=snapshot.substrate.n,
            most=ENGINE_UNITS,
        )
    return tr(
        "{count} units: unfolding them takes {duration}.", count=count, duration=duration(estimate(count))
    )


def too_many(snapshot: Snapshot) -> str:
    """Return why no situation of a network can be measured; empty when they can."""
    if can_run(snapshot):
        return ""
    return tr("{n} units are too many: the limit is {limit}.", n=snapshot.substrate.n, limit=ENGINE_UNITS)


def can_run(snapshot: Snapshot) -> bool:
    """Whether the engine takes a substrate of this size at all."""
    return snapshot.substrate.n <= ENGINE_UNITS
