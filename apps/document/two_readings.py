"""A table that does not say in which order its rows stand: what both orders would mean."""

from __future__ import annotations

from dataclasses import dataclass

from engine.substrate.formats.row_order import other_order
from engine.substrate.substrate import Substrate

SHOWN = 4


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """Both readings of a file, each with its first steps in words."""

    name: str
    labels: tuple[str, str]
    steps: tuple[str, str]
    other: Substrate


def two_readings(name: str, read: Substrate) -> TwoReadings | None:
    """Return both readings of the file ``name``; None if it has only the one that was read."""
    other = other_order(read)
    if other is None:
        return None
    return TwoReadings(
        name, (read.labels[0], read.labels[-1]), (first_steps(read), first_steps(other)), other
    )


def first_steps(substrate: Substrate) -> str:
    """Return the most probable next states of the first states after the one with all units OFF."""
    said = []
    for row in range(1, min(2**substrate.n, SHOWN + 1)):
        now = substrate.state_label([row >> i & 1 for i in range(substrate.n)])
        after = substrate.state_label([int(p > 0.5) for p in substrate.tpm[row]])
        said.append(f"{now} → {after}")
    return ", ".join(said)
