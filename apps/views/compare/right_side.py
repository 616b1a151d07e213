"""The right side of a comparison: the same network otherwise, another open network, or an example."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import param

from apps.document import examples
from apps.document.document import Document, parked
from apps.document.link_text import shared
from apps.document.purview_choices import lasting
from apps.document.snapshot import Snapshot, under_rules_of
from apps.jobs.analysis import Analysis
from apps.results.limits import is_light
from apps.workspace.documents.open_documents import OpenDocuments
from engine.errors import PhiscopeError
from engine.iit4.readings import CHOICES
from engine.substrate.dynamics import next_state
from engine.words import phrase, tr

THIS, GONE = "this", "gone"
OPEN, EXAMPLE = "open:", "example:"
EXCHANGED = phrase("Left and right are exchanged; undo brings the left side back.")
CHOICES_OVER = phrase("What was chosen by hand on the right belongs to the result it had before this change.")


class RightSide(param.Parameterized):
    """The document on the right, with its own analysis.

    At first it is the network on the left in the state that follows. It follows changes on the left, except
    for the state, candidate system and rules that were set on the right. Purviews chosen by hand stay on
    their side: the right one follows the tie rule unless it came with choices of its own. If an open network
    or an example is chosen instead, it follows nothing; changes on the right never reach the network that it
    is a copy of.
    """

    base = param.String(default=THIS, doc="THIS, OPEN with a tab's number, EXAMPLE with a slug, or GONE.")

    def __init__(self, documents: OpenDocuments) -> None:
        super().__init__()
        self.documents, self._left = documents, documents.document
        self._before: Snapshot = self._left.snapshot
        self._source: Snapshot | None = None  # the open network that was chosen
        first = otherwise(self._before)
        self.document = Document(first.substrate, first.origin)
        self.document.choices_over = CHOICES_OVER
        self.analysis = Analysis(self.document)
        self._take(first)
        self._left.param.watch(self._follow, "snapshot")
        self._left.param.watch(self._opened, "openings")
        documents.param.watch(self._tabs_changed, ["names", "active"])

    def options(self) -> dict[str, dict[str, str]]:
        """Return the networks to choose from: group -> name -> base."""
        documents = self.documents
        found = {tr("Network on the left"): {tr("The same network, changed"): THIS}}
        tabs = {
            f"{i + 1}: {name}": f"{OPEN}{i}"
            for i, name in enumerate(documents.names)
            if i != documents.active
        }
        if self.base == GONE:
            tabs[tr("(was closed)")] = GONE
        if tabs:
            found[tr("Open networks")] = tabs
        groups = examples.grouped()
        return found | {
            group: {name: EXAMPLE + slug for name, slug in names.items()} for group, names in groups.items()
        }

    def choose(self, base: str) -> None:
        """Put another network on the right; a ``base`` that does not exist changes nothing."""
        self._source = None
        if base == THIS:
            self._take(otherwise(self._left.snapshot))
        elif base.startswith(OPEN):
            at = base.removeprefix(OPEN)
            if not at.isdecimal() or int(at) >= len(self.documents.snapshots):
                return
            self._source = self.documents.snapshots[int(at)]
            self._take(self._source)
        elif base.startswith(EXAMPLE):
            example = examples.begun(base.removeprefix(EXAMPLE))
            if example is None:
                return
            now = self._left.snapshot
            self._take(under_rules_of(now, example))
        else:
            return
        self.base = base

    def show(self, snapshot: Snapshot) -> None:
        """Put a stored network on the right: that of a tab if one has it, else as one that was closed."""
        tabs = enumerate(self.documents.snapshots)
        at = next((i for i, own in tabs if i != self.documents.active and _alike(own, snapshot)), None)
        self._source = None if at is None else self.documents.snapshots[at]
        self._take(snapshot)
        self.base = GONE if at is None else f"{OPEN}{at}"

    @property
    def untouched(self) -> bool:
        """Whether the right side is as the page begins with it."""
        return self.base == THIS and self.document.snapshot == otherwise(self._left.snapshot)

    def keep(self) -> None:
        """Copy the left side into a tab of its own, and compare with that."""
        index = self.documents.keep()
        if index is not None:
            self.choose(f"{OPEN}{index}")

    def exchange(self) -> None:
        """Exchange left and right; nothing that was drawn is lost."""
        left, right = self._left.snapshot, self.document.snapshot
        at = self._index()
        if self.base == THIS:
            self._left.put(right, EXCHANGED)
            self._take(left)
        elif at is not None and self._source == right:
            self.documents.choose(at)
        else:
            here = self.documents.active
            if self.documents.add(right, file_name=right.origin):
                self.choose(f"{OPEN}{here}")

    def _take(self, snapshot: Snapshot, message: str = "") -> None:
        self.document.take_up(parked(snapshot), message)

    def _follow(self, _event: Any) -> None:
        before, self._before = self._before, self._left.snapshot
        if self.base == THIS and before is not self._before:
            right = self.document.snapshot
            after = followed(right, before, self._before)
            self._take(after, CHOICES_OVER if right.by_hand and not after.by_hand else "")

    def _opened(self, _event: Any) -> None:
        if self.base == THIS:
            self._take(otherwise(self._left.snapshot))

    def _tabs_changed(self, *events: Any) -> None:
        """Find the chosen network again after tabs changed; if it came to the left, exchange the sides."""
        if self._source is None:
            return
        moved = next((event for event in events if event.name == "active"), None)
        at = self._index()
        if at is None:
            self.base = GONE
        elif at == self.documents.active and moved is not None and moved.old < len(self.documents.snapshots):
            self.choose(f"{OPEN}{moved.old}")
        else:
            self.base = f"{OPEN}{at}"

    def _index(self) -> int | None:
        """Return the tab of the chosen network, None if it has none."""
        return next((i for i, own in enumerate(self.documents.snapshots) if own is self._source), None)


def followed(right: Snapshot, before: Snapshot, now: Snapshot) -> Snapshot:
    """Return the right side after a change on the left.

    Parameters
    ----------
    right : Snapshot
        The right side so far.
    before, now : Snapshot
        The left side before and after the change. The right side takes over what was the same on both sides.
    """
    own = dict(zip(right.substrate.labels, right.state, strict=True))
    was = dict(zip(before.substrate.labels, before.state, strict=True))
    state = tuple(
        own[unit.label] if _stays(own, was, unit.label, unit.states) else value
        for unit, value in zip(now.substrate.units, now.state, strict=True)
    )
    units = now.units if right.units == before.units else right.units
    if units is not None and not set(units) <= set(now.substrate.labels):
        units = now.units
    rules: dict[str, Any] = {
        key: getattr(now if getattr(right, key) == getattr(before, key) else right, key)
        for key in ("formalism", *CHOICES)
    }
    after = replace(now, state=state, units=units, by_hand=right.by_hand, **rules)
    return lasting(right, after)


def _alike(own: Snapshot, other: Snapshot) -> bool:
    """Whether two documents show the same network, in any state and under any rules."""
    if own.substrate.labels != other.substrate.labels:
        return False
    return shared(replace(other, substrate=own.substrate)) == shared(other)


def _stays(own: dict[str, int], was: dict[str, int], label: str, states: int) -> bool:
    """Whether the state of a unit was set on the right and still exists."""
    return label in own and own[label] != was.get(label) and own[label] < states


def otherwise(snapshot: Snapshot) -> Snapshot:
    """Return the network in its most probable next state, or with one unit toggled if that is the same."""
    substrate = snapshot.substrate
    following = snapshot.state
    if is_light(substrate.n):
        with suppress(PhiscopeError):  # an unfinished drawing has no next state
            following = next_state(substrate, snapshot.state)
    if following == snapshot.state:
        first = substrate.index(snapshot.system[0])
        value = (snapshot.state[first] + 1) % substrate.radix[first]
        following = (*snapshot.state[:first], value, *snapshot.state[first + 1 :])
    return replace(snapshot, state=tuple(following), by_hand=())
