"""The document: the network being drawn, its state and what to compute, with unlimited undo.

Every change builds a new `Snapshot`; a refused change leaves the old one in place and says why in
``message``. Panes watch ``snapshot`` and never keep a copy of their own.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import param

from apps.document import copy_paste, edits, gestures, macro_members, macros, purview_choices
from apps.document.examples import FORMER, NETWORKS, retitled
from apps.document.read_file import assumed
from apps.document.snapshot import Snapshot, opened, under_rules_of
from apps.document.transition import carried, moment, written
from apps.errors import sentence
from engine.substrate.functions import UnitFunction
from engine.substrate.substrate import Substrate
from engine.words import language, tr

SAME_DRAG = 1.0  # seconds within which two moves of one slider are one step of undo


@dataclass(frozen=True, slots=True)
class ParkedDocument:
    """A document that is not open, with its history.

    ``at`` is the index of its present snapshot in ``history``, ``origin`` the one that reset goes back to.
    """

    history: tuple[Snapshot, ...]
    at: int
    origin: Snapshot
    file_name: str = "network"

    @property
    def snapshot(self) -> Snapshot:
        """The present snapshot."""
        return self.history[self.at]


def parked(snapshot: Snapshot, file_name: str = "") -> ParkedDocument:
    """Return ``snapshot`` as a parked document without earlier steps."""
    return ParkedDocument((snapshot,), 0, snapshot, file_name or snapshot.origin or "network")


class Document(param.Parameterized):
    """The open network with its history. Set parameters through the methods only."""

    snapshot = param.Parameter(doc="The present `Snapshot`; a new object after every change.")
    message = param.String(default="", doc="The sentence about the last change, for people.")
    refused = param.Boolean(default=False, doc="Whether the message explains a refusal.")
    can_undo = param.Boolean(default=False)
    can_redo = param.Boolean(default=False)
    file_name = param.String(default="network", doc="Suggested name, without ending, for saving.")
    openings = param.Integer(default=0, doc="How often a network was opened or restored.")

    choices_over = purview_choices.OVER
    """The sentence about an edit that ends the choices made by hand."""

    def __init__(self, substrate: Substrate, origin: str = "", **params: Any) -> None:
        first = opened(substrate, origin)
        super().__init__(snapshot=first, file_name=origin or "network", **params)
        self._history = [first]
        self._at = 0
        self._origin = first
        self._merge: tuple[str, float] = ("", 0.0)

    @property
    def substrate(self) -> Substrate:
        """The substrate drawn."""
        return self.snapshot.substrate

    @property
    def state(self) -> tuple[int, ...]:
        """The state of every unit, in substrate order."""
        return self.snapshot.state

    @property
    def units(self) -> tuple[str, ...] | None:
        """Labels of the candidate system, or None for all units."""
        return self.snapshot.units

    @property
    def formalism(self) -> str:
        """The formalism to compute with."""
        return self.snapshot.formalism

    @property
    def ties(self) -> str:
        """The rule that picks among equally good purviews."""
        return self.snapshot.ties

    def change(self, edit: Callable[..., edits.Change], *args: Any, merge: str = "", **options: Any) -> bool:
        """Apply one edit of `apps.document.edits`; return whether it was accepted.

        Changes with the same non-empty ``merge`` key in quick succession, or of the same `Stroke`, become one
        step of undo.
        """
        try:
            after, note = edit(self.snapshot, *args, **options)
        except Exception as error:  # after any error the drawing stays, and a sentence says why
            self.refuse(sentence(error))
            return False
        after, said = macros.carried(edit, self.snapshot, carried(self.snapshot, after))
        note = " ".join(filter(None, [note, said]))
        lasting = purview_choices.lasting(self.snapshot, after)
        if lasting is not after:
            note = " ".join(filter(None, [note, self.choices_over]))
        self._commit(retitled(lasting), note, merge)
        return True

    def put(self, snapshot: Snapshot, note: str = "") -> None:
        """Show another snapshot, as one more step of undo."""
        self._commit(snapshot, note)

    def amend(self, snapshot: Snapshot) -> None:
        """Replace the present snapshot, without a further step of undo."""
        self._history = [*self._history[: self._at], snapshot, *self._history[self._at + 1 :]]
        self.snapshot = snapshot

    def refuse(self, reason: str) -> None:
        """Say why a change was refused."""
        self.param.update(message=reason, refused=True)
        # A pane that already shows the refused value must fall back to the document.
        self.param.trigger("snapshot")

    def say(self, message: str) -> None:
        """Show a sentence that is not a refusal."""
        self.param.update(message=message, refused=False)

    def add(self, message: str) -> None:
        """Append a sentence to the message about the last change."""
        self.message = " ".join(filter(None, [self.message, message]))

    def _commit(self, after: Snapshot, note: str, merge: str = "", **extra: Any) -> None:
        if after == self.snapshot and not extra:
            self.say(note)
            return
        now = time.monotonic()
        key, last = self._merge
        lasts = isinstance(merge, gestures.Stroke) or now - last < SAME_DRAG
        if merge and merge == key and lasts and self._at == len(self._history) - 1:
            self._history[self._at] = after
        else:
            self._history = [*self._history[: self._at + 1], after]
            self._at += 1
        self._merge = (merge, now)
        self._show(message=note, **extra)

    def _show(self, **extra: Any) -> None:
        self.param.update(
            snapshot=self._history[self._at],
            can_undo=self._at > 0,
            can_redo=self._at < len(self._history) - 1,
            refused=False,
            **extra,
        )

    def undo(self) -> None:
        """Go back one step."""
        self._step(-1)

    def redo(self) -> None:
        """Go forward one step."""
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._history):
            self._at += by
            self._merge = ("", 0.0)
            self._show(message="")

    def reset(self) -> None:
        """Go back to the network that was opened, as one more step that can be undone."""
        self._commit(self._origin, tr("Back to what was opened; undo brings your changes back."))
        self.openings += 1

    def put_aside(self) -> ParkedDocument:
        """Return the document with its history, for `take_up`."""
        return ParkedDocument(tuple(self._history), self._at, self._origin, self.file_name)

    def take_up(self, aside: ParkedDocument, message: str = "") -> None:
        """Show a document that was put aside; this one is lost unless it was put aside too."""
        self._history, self._at, self._origin = list(aside.history), aside.at, aside.origin
        self._merge = ("", 0.0)
        self._show(message=message, file_name=aside.file_name, openings=self.openings + 1)

    def apply(self, gesture: gestures.Gesture) -> bool:
        """Carry out a gesture of the network editor; return whether it was accepted."""
        match gesture:
            case gestures.Toggle(label, value):
                return self.change(edits.put, label, value)
            case gestures.AddUnit(x, y):
                return self.change(edits.add_unit, x, y)
            case gestures.MoveUnits(positions):
                return self.change(edits.move, positions)
            case gestures.Regroup(units, into, positions):
                return self.change(macro_members.regroup, units, into, positions)
            case gestures.Connect(source, target):
                return self.change(edits.connect, source, target)
            case gestures.Reconnect(source, target, new_source, new_target):
                return self.change(edits.reconnect, (source, target), (new_source, new_target))
            case gestures.SetWeight(source, target, weight):
                return self.change(edits.set_weight, source, target, weight, merge=gesture.merge)
            case gestures.Delete(units, edges):
                return self.change(edits.delete, units, edges)
            case gestures.Duplicate(units, positions):
                return self.change(copy_paste.duplicated, units, positions)
            case gestures.Paste(text, at):
                return self.change(copy_paste.pasted, text, at)
            case gestures.Arrange(how, units):
                return self.change(edits.arrange, how, units)
            case gestures.Undo():
                self.undo()
            case gestures.Redo():
                self.redo()
        return True

    def toggle(self, label: str) -> bool:
        """Put a unit in its next state."""
        return self.change(edits.toggle, label)

    def set_state(self, state: object) -> bool:
        """Put all units in a state: ints, ``"aBC"`` or a dict."""
        return self.change(edits.set_state, state)

    def set_weight(self, source: str, target: str, weight: float, stroke: int = 0) -> bool:
        """Give an edge another weight; a drag of the slider is one step of undo."""
        return self.apply(gestures.SetWeight(source, target, weight, stroke))

    def set_function(self, label: str, function: UnitFunction) -> bool:
        """Give a unit another function; a drag of a slider is one step of undo."""
        return self.change(edits.set_function, label, function, merge=f"function {label}")

    def rename(self, old: str, new: str) -> bool:
        """Call a unit by another label."""
        return self.change(edits.rename, old, new)

    def set_units(self, labels: Iterable[str] | None) -> bool:
        """Choose the candidate system; None stands for all units."""
        return self.change(edits.set_units, labels)

    def set_rules(self, formalism: str | None = None, **readings: str | None) -> bool:
        """Choose the formalism and readings, by the keys of their choices."""
        return self.change(edits.set_rules, formalism, readings)

    def open_substrate(
        self, substrate: Substrate, name: str = "", origin: str = "", message: str | None = None
    ) -> None:
        """Show another substrate, under the same formalism and readings, as one step that can be undone.

        ``origin`` is the slug of the example it is, ``name`` the file name to suggest otherwise, ``message``
        the sentence about what was assumed on reading it; None takes the substrate's notes.
        """
        fresh = under_rules_of(self.snapshot, opened(substrate, origin))
        self._origin = fresh
        # Those of an example are English; in another language its card says what it is.
        notes = "" if origin and language() != "en" else substrate.notes
        said = notes if message is None else message
        self._commit(fresh, said, file_name=origin or name or "network", openings=self.openings + 1)

    def open_file(self, substrate: Substrate, name: str) -> None:
        """Show the substrate that was read from the file ``name``, and say what was assumed."""
        self.open_substrate(substrate, Path(name).stem, message=assumed(substrate, name))

    def save_bytes(self) -> bytes:
        """Return the document as a phiscope file, with its state, candidate system and transition if any."""
        return saved(self.snapshot)

    def load_preset(self, slug: str) -> bool:
        """Open an example of ``assets/networks``; return whether it could be read."""
        path = NETWORKS / f"{FORMER.get(slug, Path(slug).name)}.json"
        try:
            self.open_substrate(Substrate.read(path), origin=path.stem)
        except Exception as error:  # a broken example must not take the page down
            self.refuse(sentence(error))
            return False
        return True


def saved(snapshot: Snapshot) -> bytes:
    """Return a document as a phiscope file, with its state, candidate system and transition if any."""
    substrate = snapshot.substrate
    content = substrate.to_dict()
    content["state"] = dict(zip(substrate.labels, snapshot.state, strict=True))
    if snapshot.units is not None:
        content["system"] = list(snapshot.units)
    if substrate.transition is not None:
        content["transition"] = written(substrate, moment(snapshot))
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()
