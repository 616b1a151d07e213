"""The substrate: a network that can be read from a file, made from a TPM, weights or rules, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, Self

from numpy.typing import ArrayLike

from engine.substrate import builders, formats
from engine.substrate.formats import phiscope
from engine.substrate.network import Network
from engine.substrate.tpm import MAX_UNITS
from engine.substrate.units import MAX_DRAWN, MAX_HELD, Edge, Unit

__all__ = ["MAX_DRAWN", "MAX_HELD", "MAX_UNITS", "Edge", "Substrate", "Unit"]


@dataclass(frozen=True)
class Substrate(Network):
    """Units and edges, with the state, candidate system and transition to look at; see `Network`."""

    @classmethod
    def read(cls, source: str | PathLike[str] | bytes, name: str | None = None) -> Self:
        """Read a substrate file of any known format, or the contents of one; see `formats.read`."""
        return formats.read(cls, source, name)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make a substrate from the contents of a substrate file; the inverse of `to_dict`."""
        return phiscope.from_dict(cls, data)

    @classmethod
    def from_tpm(
        cls,
        tpm: ArrayLike,
        cm: ArrayLike | None = None,
        labels: Sequence[str] | None = None,
        radix: Sequence[int] | None = None,
    ) -> Self:
        """Make a substrate whose units are tables read off a TPM; see `builders.from_tpm`."""
        return builders.from_tpm(cls, tpm, cm, labels, radix)

    @classmethod
    def from_weights(cls, weights: ArrayLike, k: float = 1.0, labels: Sequence[str] | None = None) -> Self:
        """Make logistic units from weights [from, to]; a weight of 0 is no edge."""
        return builders.from_weights(cls, weights, k, labels)

    @classmethod
    def from_rules(cls, rules: Mapping[str, str]) -> Self:
        """Make a substrate from one boolean rule per label; the edges follow from the rules."""
        return builders.from_rules(cls, rules)

    def to_dict(self) -> dict[str, Any]:
        """Return the contents of a substrate file, in plain JSON types."""
        return phiscope.to_dict(self)

    def write(self, path: str | PathLike[str]) -> None:
        """Write a file in the format its suffix names; see `formats.write`."""
        formats.write(self, path)
