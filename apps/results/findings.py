"""Findings: an answer together with the snapshot it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot

Answer = TypeVar("Answer", covariant=True)


@dataclass(frozen=True, slots=True)
class Findings(Generic[Answer]):
    """An answer with the snapshot it is about: a Φ-structure, φ_s alone, complexes, an account, a sweep."""

    snapshot: Snapshot
    answer: Answer
