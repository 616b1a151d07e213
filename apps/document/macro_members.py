"""Which micro units belong to a macro unit, as constituents or as background; a history as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from apps.document import macros
from apps.document.edits import move
from apps.document.snapshot import Change, Snapshot
from engine.errors import GrainError
from engine.substrate.macro_units import MacroUnit
from engine.words import tr, trn


@macros.decides
def regroup(
    snapshot: Snapshot,
    labels: Iterable[str],
    into: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Change:
    """Put micro units into the macro unit called ``into``; without one, each is a unit of its own.

    A macro unit keeps its mapping if that has a name and fits; one that loses all constituents is gone.

    Parameters
    ----------
    snapshot : Snapshot
    labels : iterable of str
        Of the micro units.
    into : str
        Label of a macro unit, or empty.
    places : mapping of str to (x, y), optional
        Where they are drawn from now on.

    Raises
    ------
    GrainError
        If there is no such macro unit, or none of the micro units is named.
    """
    substrate = snapshot.substrate
    moved = {label for label in labels if substrate.index(label) >= 0}
    if not moved:
        raise GrainError(tr("Choose the units that it is made of, in the drawing or in the list."), "macro")
    if into:
        macros.unit_at(snapshot, into)
    units, notes = [], []
    for unit in macros.units_of(snapshot):
        wanted = set(unit.constituents) | moved if unit.label == into else set(unit.constituents) - moved
        if not wanted:
            continue
        kept = tuple(label for label in unit.background if label not in moved)
        made, said = _reformed(unit, tuple(x for x in substrate.labels if x in wanted), kept)
        units.append(made)
        notes += [said] if said else []
    if not into:
        units += [MacroUnit((label,)) for label in substrate.labels if label in moved]
    drawn = move(snapshot, places)[0] if places else snapshot
    after, said = macros.use(drawn, _settled(snapshot, units))
    return after, " ".join(filter(None, [_moved(sorted(moved), into), *notes, said]))


def _settled(snapshot: Snapshot, units: list[MacroUnit]) -> list[MacroUnit]:
    """Return units in the order of their first constituents; none if all are micro units and nothing more."""
    if all(unit.is_micro and not unit.background for unit in units):
        return []
    return macros.by_place(snapshot, units)


def _reformed(
    unit: MacroUnit, constituents: tuple[str, ...], background: tuple[str, ...]
) -> tuple[MacroUnit, str]:
    """Return a unit with other constituents, and what that did to its mapping."""
    if constituents == unit.constituents:
        return MacroUnit(constituents, unit.tau, unit.table, background, unit.label), ""
    # What was called like its micro unit, or is one now, gets a name of its own kind.
    micro = len(constituents) == 1 and unit.tau == 1
    label = "" if micro or unit.is_micro else unit.label
    if micro:
        return MacroUnit(constituents, 1, "all", background), ""
    name = unit.mapping_name
    try:
        return MacroUnit(constituents, unit.tau, name or "all", background, label), (
            "" if name else macros.remapped(unit.label)
        )
    except GrainError:
        if not name:
            raise
        return MacroUnit(constituents, unit.tau, "all", background, label), macros.remapped(unit.label)


def _moved(labels: Sequence[str], into: str) -> str:
    names = ", ".join(labels)
    if into:
        return trn("{names} is now in {label}.", "{names} are now in {label}.", len(labels), names=names,
                   label=into)  # fmt: skip
    return trn(
        "{names} is now a unit of its own.", "{names} are now units of their own.", len(labels), names=names
    )


@macros.decides
def apportion(snapshot: Snapshot, label: str, micro: str) -> Change:
    """Give a macro unit a micro unit as its background, or take it back; no other macro unit has it then.

    Raises
    ------
    GrainError
        If there is no such macro unit, or the micro unit is inside the system.
    """
    chosen = macros.unit_at(snapshot, label)
    taken = micro in chosen.background
    units = []
    for unit in macros.units_of(snapshot):
        beside = {each for each in unit.background if each != micro}
        if unit.label == label and not taken:
            beside.add(micro)
        ordered = tuple(each for each in snapshot.substrate.labels if each in beside or each == micro)
        kept = tuple(each for each in ordered if each in beside)
        units.append(MacroUnit(unit.constituents, unit.tau, unit.table, kept, unit.label))
    snapshot.substrate.index(micro)
    return macros.use(snapshot, units)


@macros.decides
def put_history(snapshot: Snapshot, states: Sequence[tuple[int, ...]]) -> Change:
    """Take micro states, oldest first, as the history; the last is the present state from now on.

    Raises
    ------
    GrainError
        If there are fewer than the macro units look back, or they are of other units.
    """
    macro, need = snapshot.substrate.macro, macros.longest(snapshot)
    if macro is None or need < 2:
        raise GrainError(tr("The macro units do not look so far back."), "macro.history")
    if len(states) < need:
        said = trn(
            "There is {n} state, and the macro units look {tau} updates back.",
            "There are {n} states, and the macro units look {tau} updates back.",
            len(states),
            tau=need,
        )
        raise GrainError(said, "macro.history")
    return macros.with_history(snapshot, [snapshot.substrate.parse_state(each) for each in states[-need:]])
