"""The macro units of a document and the history they look back on: their edits, and what other edits leave.

They are kept in the substrate's ``macro``, as files have them, so that undo, links and autosave carry them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from apps.document.snapshot import Change, Snapshot
from apps.document.transition import origins
from engine.errors import GrainError
from engine.substrate.macro_units import Macro, MacroUnit, checked_units
from engine.words import phrase, tr, trn

History = tuple[tuple[int, ...], ...]
Edit = TypeVar("Edit", bound=Callable[..., Change])
EDITS: set[Callable[..., Change]] = set()
"""The edits of macro units."""
ASSUMED = phrase("The history of the macro units is assumed constant again.")
MANY_STATES = phrase("Macro units need units of two states: the macro units are gone; undo brings them back.")


def carried(edit: Any, before: Snapshot, after: Snapshot) -> Change:
    """Return the edited document ``after`` with the macro units of ``before``, and what became of them.

    Macro units of units that are gone go too. The history stays while it ends in the present state and is of
    the same units. An edit of this module has decided about all that itself.
    """
    macro = before.substrate.macro
    if edit in EDITS or macro is None or after is before:
        return after, ""
    new = after.substrate
    if any(states != 2 for states in new.radix):
        return _with(after, None), MANY_STATES
    old = tuple(before.substrate.labels)
    was = origins(old, tuple(new.labels))
    now = {there: here for here, there in was.items()}
    kept = tuple(_called(unit, now) for unit in macro.units if set(_stakes(unit)) <= set(now))
    gone = [unit.label for unit in macro.units if not set(_stakes(unit)) <= set(now)]
    history = _history_after(macro.history, [old.index(was.get(label, "")) if label in was else -1
                                             for label in new.labels], after.state)  # fmt: skip
    note = [_gone(gone)] if gone else []
    if macro.history and not history and kept:
        note.append(ASSUMED)
    return _with(after, Macro(kept, history) if kept else None), " ".join(note)


def _history_after(history: History, places: Sequence[int], state: tuple[int, ...]) -> History:
    """Return the history of the units at their former places; empty if one is new or it ends elsewhere."""
    if not history or -1 in places or len(places) != len(history[0]):
        return ()
    moved = tuple(tuple(each[i] for i in places) for each in history)
    return moved if moved[-1] == state else ()


def _gone(labels: Sequence[str]) -> str:
    return trn(
        "Macro unit {names} went with it.",
        "Macro units {names} went with it.",
        len(labels),
        names=", ".join(labels),
    )


def _stakes(unit: MacroUnit) -> tuple[str, ...]:
    return *unit.constituents, *unit.background


def _called(unit: MacroUnit, now: dict[str, str]) -> MacroUnit:
    """Return a unit with the labels that its micro units have now."""
    constituents, background = (
        tuple(now[label] for label in part) for part in (unit.constituents, unit.background)
    )
    label = now.get(unit.label, unit.label) if unit.is_micro else unit.label
    return MacroUnit(constituents, unit.tau, unit.table, background, label)


def _with(snapshot: Snapshot, macro: Macro | None) -> Snapshot:
    if macro == snapshot.substrate.macro:
        return snapshot
    return replace(snapshot, substrate=replace(snapshot.substrate, macro=macro))


def units_of(snapshot: Snapshot) -> tuple[MacroUnit, ...]:
    """Return the macro units of a document; none if it has none."""
    macro = snapshot.substrate.macro
    return () if macro is None else macro.units


def history_of(snapshot: Snapshot) -> History:
    """Return the micro states that are known, oldest first, the present last; empty if that is assumed."""
    macro = snapshot.substrate.macro
    # A file may say another present state than its history ends in.
    known = macro is not None and macro.history and macro.history[-1] == snapshot.state
    return macro.history if macro is not None and known else ()


def longest(snapshot: Snapshot) -> int:
    """Return the largest update grain of the macro units: how many micro states they look at."""
    return max((unit.tau for unit in units_of(snapshot)), default=1)


def unit_at(snapshot: Snapshot, label: str) -> MacroUnit:
    """Return the macro unit called ``label``.

    Raises
    ------
    GrainError
        If there is none.
    """
    found = next((unit for unit in units_of(snapshot) if unit.label == label), None)
    if found is None:
        known = ", ".join(unit.label for unit in units_of(snapshot))
        raise GrainError(
            tr("There is no macro unit {label}; use one of {known}.", label=label, known=known), "macro"
        )
    return found


def use(snapshot: Snapshot, units: Iterable[MacroUnit]) -> Change:
    """Put a system of units of any grain in the place of the macro units; none removes them all."""
    found = tuple(units)
    if not found:
        return _with(snapshot, None), ""
    labels, radix = snapshot.substrate.labels, snapshot.substrate.radix
    checked = checked_units(found, labels, radix)
    need, history = max(unit.tau for unit in checked), history_of(snapshot)
    if history and len(history) < need:
        return _with(snapshot, Macro(checked)), ASSUMED
    return _with(snapshot, Macro(checked, history[-need:] if need > 1 else ())), ""


def make_unit(snapshot: Snapshot, constituents: Iterable[str], mapping: str = "all", tau: int = 1) -> Change:
    """Make a macro unit of micro units.

    Units inside it are replaced; the first one makes units of the rest of the candidate system too.

    Raises
    ------
    GrainError
        If there are no constituents, or another unit has a part of them.
    """
    inside = set(constituents)
    if not inside:
        raise GrainError(tr("Choose the units that it is made of, in the drawing or in the list."), "macro")
    before = units_of(snapshot) or tuple(MacroUnit((label,), mapping="all") for label in snapshot.system)
    rest = [unit for unit in before if not set(_stakes(unit)) <= inside]
    ordered = tuple(label for label in snapshot.substrate.labels if label in inside)
    return use(snapshot, by_place(snapshot, [*rest, MacroUnit(ordered, tau, mapping)]))


def split(snapshot: Snapshot, label: str) -> Change:
    """Put the constituents of a macro unit, as micro units, in its place."""
    unit = unit_at(snapshot, label)
    rest = [each for each in units_of(snapshot) if each.label != label]
    if all(each.is_micro for each in rest) and not unit.background:
        return use(snapshot, ())
    parts = [MacroUnit((name,)) for name in unit.constituents]
    return use(snapshot, by_place(snapshot, [*rest, *parts]))


def leave_out(snapshot: Snapshot, label: str) -> Change:
    """Take a macro unit out of the system; its constituents become background."""
    unit_at(snapshot, label)
    return use(snapshot, [each for each in units_of(snapshot) if each.label != label])


def set_tau(snapshot: Snapshot, label: str, tau: int) -> Change:
    """Give a macro unit another update grain; a mapping that has a name keeps it."""
    unit = unit_at(snapshot, label)
    name, said = unit.mapping_name or "all", ""
    if tau == unit.tau:
        return snapshot, ""
    try:
        changed = replace(unit, tau=tau, mapping=name)
    except GrainError:
        if tau < 1 or name == "all":
            raise
        changed = replace(unit, tau=tau, mapping="all")
        name = ""
    if not unit.mapping_name or not name:
        said = remapped(label)
    after, note = _exchanged(snapshot, label, changed)
    return after, " ".join(filter(None, (said, note)))


def remapped(label: str) -> str:
    """Return that a macro unit lost its mapping."""
    return tr("{label} is now ON when all of its states are: its mapping was of another length.", label=label)


def set_mapping(snapshot: Snapshot, label: str, mapping: str | Sequence[int]) -> Change:
    """Give a macro unit another mapping, by name or as a table."""
    return _exchanged(snapshot, label, replace(unit_at(snapshot, label), mapping=mapping))


def flip(snapshot: Snapshot, label: str, row: int) -> Change:
    """Exchange ON and OFF for one sequence of a mapping; the row is that of the table."""
    table = list(unit_at(snapshot, label).table)
    if not 0 <= row < len(table):
        raise GrainError(tr("The mapping has no such sequence."), "mapping")
    table[row] = 1 - table[row]
    return set_mapping(snapshot, label, table)


def _exchanged(snapshot: Snapshot, label: str, unit: MacroUnit) -> Change:
    return use(snapshot, [unit if each.label == label else each for each in units_of(snapshot)])


def by_place(snapshot: Snapshot, units: Iterable[MacroUnit]) -> list[MacroUnit]:
    """Return units in the order of their first constituents."""
    place = snapshot.substrate.index
    return sorted(units, key=lambda unit: min(map(place, unit.constituents)))


def put_past(snapshot: Snapshot, ago: int, label: str) -> Change:
    """Exchange ON and OFF of a unit so many updates ago; 0 is the present, which all else shares."""
    macro, need = snapshot.substrate.macro, longest(snapshot)
    if macro is None or not 0 <= ago < need:
        raise GrainError(tr("The macro units do not look so far back."), "macro.history")
    at = snapshot.substrate.index(label)
    states = list(history_of(snapshot) or (snapshot.state,) * need)
    chosen = states[-1 - ago]
    states[-1 - ago] = (*chosen[:at], 1 - chosen[at], *chosen[at + 1 :])
    return with_history(snapshot, states)


def with_history(snapshot: Snapshot, states: Iterable[Sequence[int]]) -> Change:
    """Return the document with a history, oldest first, whose last state is the present one."""
    known = tuple(map(tuple, states))
    after = _with(snapshot, Macro(units_of(snapshot), known))
    return replace(after, state=known[-1]), ""


def assume_constant(snapshot: Snapshot) -> Change:
    """Forget the history: the present state is taken for the earlier ones."""
    macro = snapshot.substrate.macro
    return (snapshot, "") if macro is None else (_with(snapshot, Macro(macro.units)), "")


def decides(edit: Edit) -> Edit:
    """Register an edit that decides itself about macro units and history; `carried` leaves it alone."""
    EDITS.add(edit)
    return edit


EDITS.update((use, make_unit, split, leave_out, set_tau, set_mapping, flip, put_past, assume_constant))
