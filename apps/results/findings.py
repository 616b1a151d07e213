"""Findings: a result together with the snapshot it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure


@dataclass(frozen=True, slots=True)
class Findings:
    """A result with the snapshot it is about."""

    snapshot: Snapshot
    structure: PhiStructure


@dataclass(frozen=True, slots=True)
class Glimpse:
    """φ_s of a large system, known long before its distinctions."""

    snapshot: Snapshot
    integration: SystemIntegration
