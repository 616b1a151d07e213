"""The network editor wired to the document and to what is known of it: gestures in, network and marks out."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.document.copy_paste import added, copied, read_part
from apps.document.document import Document
from apps.document.gestures import Copy, Edit, Gesture, Paste, Select
from apps.document.snapshot import Snapshot
from apps.editor.marks import Marks
from apps.editor.network_editor import NetworkEditor
from apps.editor.part_drawn import drawn_edges, drawn_places, drawn_units
from apps.editor.read_gesture import edge_id, unit_id
from apps.selection.selection import Selection
from apps.ui.aside import Aside
from engine.substrate.substrate import Substrate
from viz.layout import Point
from viz.theme import Theme


class NetworkDrawing:
    """The editor of one page; ``view`` is the component to place.

    Parameters
    ----------
    document, selection
        Of the page.
    marks
        What is marked in the drawing at first; `put` exchanges it.
    """

    def __init__(self, document: Document, selection: Selection, marks: Marks) -> None:
        self._document = document
        self._selection = selection
        self._marks = marks
        self._quiet = False
        self._openings = document.openings
        self._aside = Aside(self._refuse)
        self.view = NetworkEditor(
            network=network(document.snapshot), marks=marks.all(), css_classes=["network-editor"]
        )
        self.view.on_gesture(self._gesture)
        document.param.watch(self._redraw, "snapshot")
        document.param.watch(self._show_whole, "openings")
        selection.param.watch(self._reselect, ["unit", "edge"])
        self._watchers = self._watch(marks)

    def put(self, marks: Marks) -> None:
        """Mark something else in the drawing from now on."""
        if marks is self._marks:
            return
        for watcher in self._watchers:
            self._marks.param.unwatch(watcher)
        self._marks, self._watchers = marks, self._watch(marks)
        self._remark()

    def _watch(self, marks: Marks) -> list[Any]:
        return [marks.param.watch(self._remark, "changed"), marks.param.watch(self._relight, "relit")]

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self.view.theme = "dark" if theme.dark else "light"

    def preview(self, snapshot: Snapshot) -> None:
        """Draw a network that the document is about to have; only the picture changes."""
        self.view.network = network(snapshot)

    def _gesture(self, gesture: Gesture) -> None:
        if isinstance(gesture, Select | Edit):
            ids = gesture.ids if isinstance(gesture, Select) else (gesture.id,)
            self._pick(ids[-1] if ids else None)
        elif isinstance(gesture, Copy):
            self.view.put_on_clipboard(*copied(self._document.snapshot, gesture.units))
        elif isinstance(gesture, Paste):
            self._aside.read(partial(read_part, gesture.text), partial(self._add, gesture.at))
        else:
            # What was pasted before it comes onto the page before it.
            self._aside.then(partial(self._change, gesture))

    def _change(self, gesture: Gesture) -> None:
        if not self._document.apply(gesture):
            self.view.say(self._document.message)

    def _add(self, at: Point | None, part: Substrate) -> None:
        if not self._document.change(added, part, at):
            self.view.say(self._document.message)

    def _refuse(self, reason: str) -> None:
        self._document.refuse(reason)
        self.view.say(reason)

    def _pick(self, name: str | None) -> None:
        snapshot: Snapshot = self._document.snapshot
        self._quiet = True
        try:
            for label in snapshot.substrate.labels:
                if name == unit_id(label):
                    self._selection.pick_unit(label)
                    return
            for pair in snapshot.edge_pairs:
                if name == edge_id(*pair):
                    self._selection.pick_edge(*pair)
                    return
            self._selection.pick_unit(None)
        finally:
            self._quiet = False

    def _reselect(self, *_events: Any) -> None:
        # A selection made in the drawing is shown already, and must survive if it has several ids.
        if not self._quiet:
            unit, edge = self._selection.unit, self._selection.edge
            self.view.selected = [unit_id(unit)] if unit else [edge_id(*edge)] if edge else []

    def _redraw(self, event: Any) -> None:
        snapshot: Snapshot = self._document.snapshot
        # By labels alone, a pick would pass on to another network: most have an A → B.
        if self._document.openings != self._openings or event.old.origin != event.new.origin:
            self._selection.pick(None)
        self._selection.forget(tuple(snapshot.substrate.labels), snapshot.edge_pairs)
        self.view.param.update(network=network(snapshot), marks=self._marks.all())

    def _show_whole(self, _event: Any) -> None:
        # After the network itself: the view must be fitted to the network that was opened.
        self.view.fit += 1
        self._openings = self._document.openings

    def _remark(self, *_events: Any) -> None:
        self.view.marks = self._marks.all()

    def _relight(self, *_events: Any) -> None:
        lit = self._marks.lit()
        if lit != self.view.marks["highlight"]:
            self.view.marks = self.view.marks | {"highlight": lit}


def network(snapshot: Snapshot) -> dict[str, Any]:
    """Return the network as the editor draws it: plain values, every unit that is drawn placed."""
    substrate = snapshot.substrate
    labels = drawn_units(snapshot)
    edges = drawn_edges(snapshot, labels)
    places = drawn_places(snapshot, labels, edges)
    units = [
        {
            "label": unit.label,
            "x": places[unit.label][0],
            "y": places[unit.label][1],
            "on": value,
            "states": unit.states,
            "kind": type(unit.function).__name__.lower() if substrate.tpm_rows is None else "table",
        }
        for unit, value in zip(substrate.units, snapshot.state, strict=True)
        if unit.label in places
    ]
    return {
        "units": units,
        "edges": [{"from": edge.source, "to": edge.target, "weight": edge.weight} for edge in edges],
    }
