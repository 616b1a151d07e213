"""Macro units: constituents, an update grain, a mapping and an apportioned background (Marshall et al. 2024).

They are values that any part of the engine can hold and files can contain; `engine.grain` computes with them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count
from typing import Any

import numpy as np

from engine.errors import GrainError, PhiscopeError
from engine.substrate.mappings import MAX_BITS, Table, in_order, name_of, named_table
from engine.substrate.states import parse_state
from engine.words import tr

LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
# No unit looks further back: τ is at most the bits of a table.
MAX_HISTORY = MAX_BITS


@dataclass(frozen=True, slots=True)
class MacroUnit:
    """A unit J over micro units: constituents U_J, grain τ_J, mapping g_J, background W_J (eqs 9 and 10).

    Parameters
    ----------
    constituents : sequence of str
        Labels of the micro units that it is made of; of a text, each letter, or the parts between commas.
    tau : int
        Update grain: how many micro updates its state is a function of.
    mapping : str or sequence of int
        A name, as `engine.substrate.mappings.named_table` reads it, or the table; the table is kept. Entry
        Σ_t class_t · C^t, the oldest update fastest; bits of a class in the order of `constituents`, which a
        substrate puts in its own order.
    background : sequence of str
        Labels of the micro units that are apportioned to it.
    label : str
        What it is called; in a system of its own it is otherwise called α, or as the micro unit that it is.

    Raises
    ------
    GrainError
        If the parts make no unit: nothing in it, a constant mapping, a table too long or of another size, a
        unit that is both constituent and background.
    """

    constituents: tuple[str, ...]
    tau: int = 1
    mapping: str | Sequence[int] = "all"
    background: tuple[str, ...] = ()
    label: str = ""

    def __post_init__(self) -> None:
        """Check the parts, and put the table in the place of a name."""
        put = partial(object.__setattr__, self)
        put("constituents", _labels(self.constituents))
        put("background", _labels(self.background))
        _check_parts(self)
        table = self.mapping
        if isinstance(table, str):
            table = named_table(table, self.constituents, self.tau)
        put("tau", int(self.tau))
        put("mapping", _checked_table(table, len(self.constituents) * self.tau))

    @property
    def table(self) -> Table:
        """The mapping as a table."""
        return tuple(self.mapping)  # type: ignore[return-value] -- a name became its table

    @property
    def mapping_name(self) -> str:
        """The name of the mapping; empty if it has none."""
        return name_of(self.table, self.constituents, self.tau)

    @property
    def is_micro(self) -> bool:
        """Whether it is a micro unit: one constituent, one update."""
        return len(self.constituents) == 1 and self.tau == 1

    @property
    def name(self) -> str:
        """What it is, in short: "A", "AND(AB)", "C of ABCD, 2 updates"."""
        if self.is_micro and self.table == (0, 1):
            return self.constituents[0]
        joined = ("" if all(len(each) == 1 for each in self.constituents) else ",").join(self.constituents)
        kind, _, rest = (self.mapping_name or "table").partition(":")
        said = {"all": "AND({})", "any": "OR({})", "parity": "XOR({})", "table": "g({})"}.get(kind, "")
        if kind == "last":
            said = "{} of {{}}".format(rest.replace("&", "∧"))
        elif kind == "count":
            said = f"#{rest}({{}})"
        updates = tr(", {tau} updates", tau=self.tau) if self.tau > 1 else ""
        return said.format(joined) + updates

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, as files and results have them."""
        return {
            **({"label": self.label} if self.label else {}),
            "constituents": list(self.constituents),
            "tau": self.tau,
            "mapping": self.mapping_name or list(self.table),
            "background": list(self.background),
        }


def _labels(given: Iterable[str] | str) -> tuple[str, ...]:
    if isinstance(given, str):
        return tuple(part.strip() for part in given.split(",")) if "," in given else tuple(given)
    return tuple(given)


def _check_parts(unit: MacroUnit) -> None:
    """Refuse labels and grains that make no unit."""
    if not unit.constituents:
        raise GrainError(tr("A macro unit has no constituents; give it at least one unit."), "constituents")
    tau: Any = unit.tau
    if isinstance(tau, bool) or not isinstance(tau, int | np.integer) or tau < 1:
        raise GrainError(tr("The update grain τ is {tau!r}; make it a whole number from 1.", tau=tau), "tau")
    seen: set[str] = set()
    for label in (*unit.constituents, *unit.background):
        if label in seen:
            said = tr("Unit {label} stands twice in a macro unit; name it once.", label=label)
            raise GrainError(said, "constituents")
        seen.add(label)
    if len(unit.constituents) * tau > MAX_BITS:
        said = tr(
            "A mapping of {units} units over {tau} updates has more than {most:,} entries; choose fewer.",
            units=len(unit.constituents),
            tau=tau,
            most=1 << MAX_BITS,
        )
        raise GrainError(said, "mapping")


def _checked_table(given: Any, bits: int) -> Table:
    """Return a mapping's table as ints; refuse one of another size or that is constant."""
    table = np.asarray(given)
    if table.shape != (1 << bits,):
        said = tr(
            "The mapping has {count} entries; give one for each of the {wanted:,} sequences.",
            count=table.size,
            wanted=1 << bits,
        )
        raise GrainError(said, "mapping")
    if table.dtype.kind not in "biuf" or not np.isin(table, (0, 1)).all():
        raise GrainError(tr("The mapping has entries other than 0 and 1; use these."), "mapping")
    if table.min() == table.max():
        said = tr("The mapping is constant, so the macro unit has one state; make it ON and OFF somewhere.")
        raise GrainError(said, "mapping")
    return tuple(table.astype(int).tolist())


@dataclass(frozen=True, slots=True)
class Macro:
    """The key ``"macro"`` of a substrate file: units of any grain, and the history of micro states.

    Attributes
    ----------
    units : tuple of MacroUnit
    history : tuple of tuple of int
        States of the substrate, oldest first; empty if only the present is known.
    """

    units: tuple[MacroUnit, ...]
    history: tuple[tuple[int, ...], ...] = ()

    def to_dict(self, labels: Sequence[str]) -> dict[str, Any]:
        """Return plain JSON types, as a substrate file has them."""
        states = [dict(zip(labels, each, strict=True)) for each in self.history]
        return {"units": [unit.to_dict() for unit in self.units], **({"history": states} if states else {})}


def checked_macro(macro: Macro, labels: Sequence[str], radix: Sequence[int]) -> Macro:
    """Return what a file says of macro units with every part in substrate order; see `checked_units`."""
    if len(macro.history) > MAX_HISTORY:
        said = tr("The history has {count} states; give at most {most}.", count=len(macro.history),
                  most=MAX_HISTORY)  # fmt: skip
        raise GrainError(said, "macro.history")
    try:
        history = tuple(tuple(parse_state(labels, radix, each)) for each in macro.history)
    except PhiscopeError as error:
        raise error.within("macro.history") from None
    return Macro(checked_units(macro.units, labels, radix), history)


def checked_units(
    units: Sequence[MacroUnit], labels: Sequence[str], radix: Sequence[int]
) -> tuple[MacroUnit, ...]:
    """Return the units of a macro system in substrate order, each with a label (eq. 18).

    Parameters
    ----------
    units : sequence of MacroUnit
    labels, radix : sequence
        Labels of the substrate's units, and how many states each has.

    Returns
    -------
    tuple of MacroUnit

    Raises
    ------
    GrainError
        If there are none, one names no unit, units overlap, apportioned background lies inside the system,
        two have the same label, or a micro unit has more than two states.
    """
    if not units:
        raise GrainError(tr("There are no macro units; give at least one."), "macro.units")
    if any(states != 2 for states in radix):
        many = labels[next(i for i, states in enumerate(radix) if states != 2)]
        said = tr("Unit {label} has more than two states; macro units need binary ones.", label=many)
        raise GrainError(said, "states")
    place = {label: i for i, label in enumerate(labels)}
    _check_stakes(units, place)
    return _named(tuple(_ordered(unit, place) for unit in units))


def _check_stakes(units: Sequence[MacroUnit], place: dict[str, int]) -> None:
    """Refuse unknown labels, and units that two macro units have a stake in."""
    owners: dict[str, int] = {}
    inside = {label for unit in units for label in unit.constituents}
    for at, unit in enumerate(units):
        for label in (*unit.constituents, *unit.background):
            if label not in place:
                known = ", ".join(list(place)[:12])
                said = tr("There is no unit {label!r}; use {labels}.", label=label, labels=known)
                raise GrainError(said, f"macro.units[{at}]")
            if label in unit.background and label in inside:
                said = tr(
                    "Unit {label} is apportioned background and inside the system; it can be one of both.",
                    label=label,
                )
                raise GrainError(said, f"macro.units[{at}].background")
            if owners.setdefault(label, at) != at:
                said = tr("Macro units overlap in {label}; let it belong to one of them.", label=label)
                raise GrainError(said, f"macro.units[{at}]")


def _ordered(unit: MacroUnit, place: dict[str, int]) -> MacroUnit:
    """Return a unit with its labels in substrate order."""
    order = sorted(range(len(unit.constituents)), key=lambda k: place[unit.constituents[k]])
    background = tuple(sorted(unit.background, key=place.__getitem__))
    if order == list(range(len(order))) and background == unit.background:
        return unit
    constituents = tuple(unit.constituents[k] for k in order)
    table = in_order(unit.table, order, unit.tau)
    return MacroUnit(constituents, unit.tau, table, background, unit.label)


def _named(units: tuple[MacroUnit, ...]) -> tuple[MacroUnit, ...]:
    """Give a label to each unit that has none: that of a micro unit, else the next Greek letter."""
    given = [unit.label or (unit.constituents[0] if unit.is_micro else "") for unit in units]
    taken = {label for label in given if label}
    if len(taken) < sum(map(bool, given)):
        raise GrainError(tr("Two macro units have the same label; rename one."), "macro.units")
    free = (letter for letter in chain(LETTERS, map("α{}".format, count(2))) if letter not in taken)
    labels = [label or next(free) for label in given]
    return tuple(
        unit if unit.label == label else replace(unit, label=label)
        for unit, label in zip(units, labels, strict=True)
    )
