"""The transition of a document: states before and after, the cause and effect units, and their edits.

What was observed stays when the rules behind it change: every edit of the network keeps the transition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from apps.document.snapshot import Change, Snapshot
from engine.errors import StateError
from engine.substrate.dynamics import next_state as stepped
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import MAX_UNITS
from engine.words import phrase

MOST_EACH = 8
"""A candidate system of a large network is causes and effects if it has no more units."""
NEEDED = {
    "causes": phrase("A transition needs at least one cause unit; tick one."),
    "effects": phrase("A transition needs at least one effect unit; tick one."),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A transition of a document.

    Attributes
    ----------
    before, after : tuple of int
        A state per unit of the substrate, in substrate order.
    causes, effects : tuple of str
        The units that may be causes at t-1 and effects at t.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    causes: tuple[str, ...]
    effects: tuple[str, ...]


def moment(snapshot: Snapshot) -> Moment:
    """Return the transition of a document.

    The state before is the one drawn. The rest is that of the file, else the most probable next state and all
    units; of a network too large for a TPM the candidate system if it is small, else none until they are
    chosen.
    """
    substrate, labels = snapshot.substrate, tuple(snapshot.substrate.labels)
    counting = labels if substrate.n <= MAX_UNITS else _few(snapshot.system)
    known = substrate.transition or {}
    after = known.get("after")
    return Moment(
        before=snapshot.state,
        after=next_state(substrate, snapshot.state) if after is None else tuple(after[u] for u in labels),
        causes=tuple(known.get("causes") or counting),
        effects=tuple(known.get("effects") or counting),
    )


def _few(system: tuple[str, ...]) -> tuple[str, ...]:
    return system if len(system) <= MOST_EACH else ()


def next_state(
    substrate: Substrate, state: tuple[int, ...], random: np.random.Generator | None = None
) -> tuple[int, ...]:
    """Return the most probable next state, or a sampled one if ``random`` is given.

    Units that are undecided stay as they are.
    """
    return stepped(substrate, state, random)


def carried(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the edited document ``after`` with the transition of ``before``.

    New units are OFF in the state after; they may be causes or effects if all the others may. If ``before``
    holds no transition, neither does the result: the dynamics say what follows.
    """
    if before.substrate.transition is None or after.substrate.transition is not None:
        return after
    now, new = moment(before), after.substrate
    old, labels = tuple(before.substrate.labels), tuple(new.labels)
    was = origins(old, labels)
    ended = dict(zip(old, now.after, strict=True))
    states = tuple(min(ended.get(was.get(u.label, ""), 0), u.states - 1) for u in new.units)

    def counting(chosen: tuple[str, ...]) -> tuple[str, ...]:
        fresh = set(chosen) == set(old)
        return tuple(u for u in labels if (was[u] in chosen if u in was else fresh)) or labels

    return _with(after, Moment(after.state, states, counting(now.causes), counting(now.effects)))


def origins(old: tuple[str, ...], labels: tuple[str, ...]) -> dict[str, str]:
    """Return what the labels of an edited document were called before; one new label may be a new name."""
    was = {label: label for label in labels if label in old}
    if len(labels) == len(old) == len(was) + 1:  # renamed
        was |= dict(zip(set(labels) - set(old), set(old) - set(labels), strict=True))
    return was


def put_after(snapshot: Snapshot, label: str) -> Change:
    """Put a unit in its next state in the state after."""
    now, at = moment(snapshot), snapshot.substrate.index(label)
    value = (now.after[at] + 1) % snapshot.substrate.radix[at]
    return _with(snapshot, replace(now, after=(*now.after[:at], value, *now.after[at + 1 :]))), ""


def choose_causes(snapshot: Snapshot, labels: Iterable[str]) -> Change:
    """Choose the units that may be causes; the others are held in their state before."""
    return _with(snapshot, replace(moment(snapshot), causes=_chosen(snapshot, labels, "causes"))), ""


def choose_effects(snapshot: Snapshot, labels: Iterable[str]) -> Change:
    """Choose the units that may be effects."""
    return _with(snapshot, replace(moment(snapshot), effects=_chosen(snapshot, labels, "effects"))), ""


def take(snapshot: Snapshot, random: np.random.Generator | None = None) -> Change:
    """Replace the state after by the one that follows the state before."""
    now = moment(snapshot)
    return _with(snapshot, replace(now, after=next_state(snapshot.substrate, now.before, random))), ""


def step(snapshot: Snapshot, random: np.random.Generator | None = None) -> Change:
    """Move on by one step: the state after becomes the state before, and its next state the state after."""
    now = moment(snapshot)
    return take(_with(snapshot, replace(now, before=now.after)), random)


def written(substrate: Substrate, now: Moment) -> dict[str, Any]:
    """Return a transition in the form of phiscope files."""
    chosen = {"causes": list(now.causes), "effects": list(now.effects)}
    return {
        "before": dict(zip(substrate.labels, now.before, strict=True)),
        "after": dict(zip(substrate.labels, now.after, strict=True)),
        **{key: units for key, units in chosen.items() if units},
    }


def _with(snapshot: Snapshot, now: Moment) -> Snapshot:
    substrate = replace(snapshot.substrate, transition=written(snapshot.substrate, now))
    return replace(snapshot, substrate=substrate, state=now.before)


def _chosen(snapshot: Snapshot, labels: Iterable[str], what: str) -> tuple[str, ...]:
    wanted = set(labels)
    chosen = tuple(label for label in snapshot.substrate.labels if label in wanted)
    if not chosen:
        raise StateError(NEEDED[what], what)
    return chosen
