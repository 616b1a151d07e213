"""The substrate: a network that can be read from a file, made from a TPM, weights or rules, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any, Self

from numpy.typing import ArrayLike

from engine.frames import LabelledArray, frame, library
from engine.shown import Shown
from engine.substrate import builders, formats
from engine.substrate.formats import nodelink, phiscope
from engine.substrate.network import Network
from engine.substrate.states import tpm_columns
from engine.substrate.tpm import MAX_UNITS, all_states
from engine.substrate.units import MAX_DRAWN, MAX_HELD, Edge, Unit

if TYPE_CHECKING:
    from networkx import DiGraph
    from pandas import DataFrame

__all__ = ["MAX_DRAWN", "MAX_HELD", "MAX_UNITS", "Edge", "Substrate", "Unit"]


@dataclass(frozen=True, repr=False)
class Substrate(Network, Shown):
    """Units and edges, with the state, candidate system and transition to look at; see `Network`.

    >>> from engine import Substrate
    >>> Substrate.from_rules({"A": "B", "B": "A & !B"}).to_frame()
         A    B
    A B
    0 0  0.0  0.0
    1 0  0.0  1.0
    0 1  1.0  0.0
    1 1  1.0  0.0
    """

    def __repr__(self) -> str:
        """Return one line: name, units, edges, state."""
        units = ", ".join(self.labels[:12]) + (f", … ({self.n} units)" if self.n > 12 else "")
        name = f"{self.name[:60]!r}: " if self.name else ""
        state = f", state {self.state_label(self.state)}" if self.state is not None and self.n <= 64 else ""
        return f"Substrate({name}{units}; {len(self.edges)} edges{state})"

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

    @classmethod
    def from_networkx(cls, graph: Any) -> Self:
        """Make a substrate from a graph of networkx; see `nodelink.from_networkx`."""
        return nodelink.from_networkx(cls, graph)

    def to_networkx(self) -> "DiGraph":
        """Return a graph of networkx, which `from_networkx` reads back; see `nodelink.to_graph`."""
        return nodelink.to_graph(self)

    def to_frame(self) -> "DataFrame":
        """Return the TPM as a table of pandas.

        Returns
        -------
        pandas.DataFrame, shape (prod(radix), units or Σ radix)
            P(unit is ON next), or with units of more than two states P(unit is in each state); the index has
            a level for each unit, the first unit fastest.
        """
        values = self.tpm if self.is_binary else self.columns
        names = tpm_columns(self.labels, self.radix)
        states = all_states(self.radix).T.astype(int)
        index = library("pandas").MultiIndex.from_arrays(list(states), names=self.labels)
        columns = dict(zip(names, values.T, strict=True))
        return frame(columns, {"substrate_sha256": self.sha256, "name": self.name}, index)

    def to_xarray(self) -> Any:
        """Return the TPM as an ``xarray.DataArray``.

        Returns
        -------
        xarray.DataArray
            P(unit is ON next) over an axis of each unit's states, named by its label, and the axis
            ``next``; with units of more than two states ``next`` has a place for each of their states.

        Raises
        ------
        MissingLibraryError
            If xarray is not installed.
        """
        return self.labelled_tpm.to_xarray()

    @property
    def labelled_tpm(self) -> LabelledArray:
        """The TPM with an axis for each unit's states and one for what is next."""
        values = self.tpm if self.is_binary else self.columns
        cube = values.reshape(*self.radix, values.shape[1], order="F")
        axes = {label: range(states) for label, states in zip(self.labels, self.radix, strict=True)}
        about = {"substrate_sha256": self.sha256, "name": self.name}
        return LabelledArray(cube, {**axes, "next": tpm_columns(self.labels, self.radix)}, "tpm", about)

    def to_dict(self) -> dict[str, Any]:
        """Return the contents of a substrate file, in plain JSON types."""
        return phiscope.to_dict(self)

    def write(self, path: str | PathLike[str]) -> None:
        """Write a file in the format its suffix names; see `formats.write`."""
        formats.write(self, path)
