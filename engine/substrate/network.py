"""The network under a substrate: units, their functions, the edges between them, and the TPM they make.

A `Network` never changes; its TPM, connectivity and digest are computed once, on demand. The rest of the
engine works with `engine.substrate.substrate.Substrate`, a network that can also be read, made and written.
"""

import hashlib
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engine.errors import SubstrateError
from engine.substrate import tpm as tpms
from engine.substrate.chains import Chain, chain_of
from engine.substrate.checks import (
    check_edges,
    check_inputs,
    check_units,
    checked_rows,
    checked_transition,
    needs_table,
)
from engine.substrate.functions import Rule, Table, p_on, table_rows
from engine.substrate.labelled import Labelled
from engine.substrate.local import Local, local_cm, local_digest, local_function
from engine.substrate.macro_units import Macro, checked_macro
from engine.substrate.probabilities import rare_digits
from engine.substrate.tpm import MAX_UNITS
from engine.substrate.tpm_input import read_tpm
from engine.substrate.units import Edge, Unit, with_twins
from engine.words import tr


@dataclass(frozen=True)
class Network(Labelled):
    """Units and edges, with the state, candidate system and transition to show.

    Parameters
    ----------
    units : sequence of Unit
    edges : sequence of Edge
        Every input of a table or a rule needs an edge; other edges are only drawn.
    tpm_rows : array-like, optional
        State-by-node rows (with non-binary units: one distribution per unit); they replace the functions.
    name, source, notes : str
        Name, origin, and the assumptions made when it was read.
    state : tuple of int, optional
        The state to show (any form `parse_state` takes).
    system : tuple of str, optional
        The candidate system to show, in substrate order.
    transition, card : dict, optional
        As in a substrate file.
    macro : Macro, optional
        Macro units to show, and the history that they look at.

    Raises
    ------
    PhiscopeError
        If the parts do not fit together. Whether gates have the inputs they need is checked when the TPM is
        first used (see `check`), so that an unfinished drawing is still a value.
    """

    units: tuple[Unit, ...]
    edges: tuple[Edge, ...] = ()
    tpm_rows: tuple[tuple[float, ...], ...] | None = None
    name: str = ""
    source: str = ""
    notes: str = ""
    state: tuple[int, ...] | None = None
    system: tuple[str, ...] | None = None
    transition: dict[str, Any] | None = field(default=None, hash=False)
    card: dict[str, Any] | None = field(default=None, hash=False)
    macro: Macro | None = None

    def __post_init__(self) -> None:
        """Check that the parts fit together."""
        put = partial(object.__setattr__, self)
        put("units", with_twins(self.units))
        put("edges", tuple(self.edges))
        check_units(self.units)
        check_edges(self.units, self.edges)
        if self.state is not None:
            put("state", self.parse_state(self.state))
        if self.system is not None:
            put("system", self.units_of(self.system))
        if self.transition is not None:
            put("transition", checked_transition(self.transition, self.labels, self.radix))
        if self.macro is not None:
            put("macro", checked_macro(self.macro, self.labels, self.radix))
        if self.tpm_rows is not None:
            put("tpm_rows", checked_rows(self.tpm_rows, self.radix, self.drawn, self.labels))

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the fields only: derived arrays would come back writable."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @cached_property
    def drawn(self) -> NDArray[np.uint8]:
        """Drawn edges, shape (n, n), [from, to], 1 for an edge of any weight; read-only."""
        drawn = np.zeros((self.n, self.n), dtype=np.uint8)
        for edge in self.edges:
            drawn[self._index[edge.source], self._index[edge.target]] = 1
        drawn.flags.writeable = False
        return drawn

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Edge weights, shape (n, n), [from, to]; 0 where there is no edge; read-only."""
        weights = np.zeros((self.n, self.n))
        for edge in self.edges:
            weights[self._index[edge.source], self._index[edge.target]] = edge.weight
        weights.flags.writeable = False
        return weights

    def inputs(self, label: str) -> tuple[str, ...]:
        """Return the labels of a unit's inputs: those its function names, else the sources of its edges."""
        i = self.index(label)
        function = self.units[i].function
        if isinstance(function, Table | Rule):
            return function.inputs
        return tuple(self.units[j].label for j in np.flatnonzero(self.drawn[:, i]))

    def table(self, label: str) -> tuple[tuple[str, ...], NDArray[np.float64]]:
        """Return a unit's inputs and its function as a table over their states.

        Returns
        -------
        inputs : tuple of str
        table : array, shape (states of the inputs,) or (states of the inputs, states of the unit)
            P(ON), or with more than two states one distribution per row; the first input fastest.

        Raises
        ------
        SubstrateError, TPMError
            If the function does not fit the inputs.
        TooLargeError
            If it has more than `MAX_UNITS` inputs.
        """
        unit = self.units[self.index(label)]
        inputs = self.inputs(label)
        at = [self._index[name] for name in inputs]
        radix = tuple(self.radix[i] for i in at)
        check_inputs(label, len(inputs))
        if isinstance(unit.function, Table):
            return inputs, table_rows(unit.function, radix, unit.states, label)
        if any(r != 2 for r in radix):
            raise SubstrateError(needs_table(label), "function")
        weights = self.weights[at, self._index[label]]
        return inputs, p_on(unit.function, tpms.all_states(radix), inputs, weights, label)

    def inputs_at(self, unit: int) -> tuple[int, ...]:
        """Return the positions of the inputs of the unit at a position, as `inputs` lists them."""
        return tuple(self._index[name] for name in self.inputs(self.labels[unit]))

    def local(self, unit: int) -> Local:
        """Return the function of the unit at a position; see `engine.substrate.local.Local` and `table`."""
        if unit not in self._locals:
            label = self.labels[unit]
            if self.tpm_rows is not None:
                at = tuple(np.flatnonzero(self.cm[:, unit]).tolist())
                function = local_function(at, tpms.table_of(self.columns, unit, at, self.radix), self.radix)
            else:
                names, rows = self.table(label)
                function = local_function([self._index[name] for name in names], rows, self.radix)
            function[1].flags.writeable = False
            self._locals[unit] = function
        return self._locals[unit]

    @cached_property
    def _locals(self) -> dict[int, Local]:
        return {}

    def function_at(self, unit: int) -> Local | Chain:
        """Return the function of the unit at a position: a chain if it has more inputs than a table can have.

        Raises
        ------
        TooLargeError
            If it has so many and is no gate nor rule that a chain can be.
        """
        return self._chains.get(unit) or self.local(unit)

    @cached_property
    def _chains(self) -> dict[int, Local | Chain]:
        """The functions of too many inputs for a table, where they have the structure of a chain."""
        found: dict[int, Local | Chain] = {}
        for unit, label in enumerate(self.labels if self.n > MAX_UNITS else ()):
            names = self.inputs(label)
            at = [self._index[name] for name in names]
            if len(at) > MAX_UNITS and all(self.radix[i] == 2 for i in at):
                chain = chain_of(self.units[unit].function, at, names, label)
                if chain is not None:
                    found[unit] = ((), chain.output[0]) if chain.is_constant else chain
        return found

    def _written(self, unit: int) -> Local | Chain | str:
        inputs = self.inputs_at(unit)
        if len(inputs) <= MAX_UNITS or unit in self._chains:
            return self.function_at(unit)
        weights = self.weights[list(inputs), unit].round(12).tolist()
        return repr((inputs, self.units[unit].function, weights))

    @cached_property
    def columns(self) -> NDArray[np.float64]:
        """TPM in the columns form, shape (prod(radix), sum(radix)), little-endian rows; read-only."""
        tpms.check_size(self.radix)
        if self.tpm_rows is not None:
            columns, _ = read_tpm(self.tpm_rows, self.radix)
        else:
            tables = [self.table(label) for label in self.labels]
            at = [([self._index[name] for name in inputs], table) for inputs, table in tables]
            columns = tpms.build_columns(self.radix, at)
        columns.flags.writeable = False
        return columns

    @cached_property
    def tpm(self) -> NDArray[np.float64]:
        """TPM of binary units, state-by-node, shape (2**n, n), little-endian rows; read-only."""
        if not self.is_binary:
            raise SubstrateError(
                tr("Some units have more than two states; this needs binary units."), "states"
            )
        tpm = tpms.state_by_node(self.columns)
        tpm.flags.writeable = False
        return tpm

    @cached_property
    def cm(self) -> NDArray[np.uint8]:
        """Connectivity inferred from the TPM: cm[i, j] = 1 when unit i is an input of unit j; read-only.

        Where there can be no TPM, functions tell; all inputs count of those that are no tables.
        """
        if self.radix and not tpms.fits(self.radix):
            cm = local_cm([self._written(unit) for unit in range(self.n)], map(self.inputs_at, range(self.n)))
        else:
            cm = tpms.infer_cm(self.columns, self.radix)
        cm.flags.writeable = False
        return cm

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the dynamics alone: labels, states per unit and probabilities to 12 decimals.

        Of probabilities within 1e-6 of 0 or 1, which 12 decimals tell apart badly, 12 digits count too.
        Where there can be no TPM, the units' functions stand for it.
        """
        if self.radix and not tpms.fits(self.radix):
            return local_digest(self.labels, self.radix, map(self._written, range(self.n)))
        used = tpms.state_by_node(self.columns) if self.is_binary else self.columns
        digest = hashlib.sha256(repr((self.labels, self.radix)).encode())
        digest.update((np.round(used, 12) + 0.0).astype("<f8").tobytes())
        digest.update(rare_digits(used))
        return digest.hexdigest()

    def check(self) -> Self:
        """Check the functions too, and the TPM unless it is too large; return the network itself."""
        if self.n <= MAX_UNITS:
            _ = self.columns
        for label in self.labels if self.n > MAX_UNITS else ():
            if len(self.inputs(label)) <= MAX_UNITS:
                self.table(label)
        return self
