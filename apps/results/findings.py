"""Results together with the snapshot that they were computed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure


@dataclass(frozen=True, slots=True)
class Findings:
    """A Φ-structure with the snapshot that it was computed for."""

    snapshot: Snapshot
    structure: PhiStructure


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The φ_s of a system with its snapshot; in a large system it is known long before the distinctions."""

    snapshot: Snapshot
    integration: SystemIntegration
