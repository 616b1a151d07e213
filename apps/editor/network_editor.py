"""NetworkEditor: the hand-made SVG drawing of a substrate as a Panel component."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.document.gestures import Gesture, Select
from apps.editor.read_gesture import parse, sequence
from apps.ui.scripts import script
from engine.errors import PhiscopeError
from viz.theme import EDITOR_DARK, EDITOR_LIGHT, custom_properties

_HERE = Path(__file__).parent


class NetworkEditor(JSComponent):
    """A drawing of a network that reports gestures and changes nothing itself.

    `network`, `marks`, `theme`, `fit` go to the browser; gestures come back one by one, checked, in order.
    Assign fresh dicts and lists, never change one in place. Positions: x to the right, y upwards,
    both from 0 to 1.

    Gestures travel as messages, not as a synced property: Panel merges property changes that arrive while it
    is busy (only the last of several survives), and a toggle must never be lost.
    """

    network = param.Dict(
        default={"units": [], "edges": []},
        doc="""
        {"units": [{"label", "x", "y", "on" (state), "states", "kind"}],
        "edges": [{"from", "to", "weight"}]}""",
    )
    selected = param.List(default=[], item_type=str, doc='Ids in order of selection: "unit:A", "edge:A>B".')
    marks = param.Dict(
        default={},
        doc="""
        {"system": [labels], "regions": [{"units", "kind": "system|complex|macro|excluded", "text",
        "label", "updates" (of a macro unit)}], "cut": [[from, to]], "highlight": [ids],
        "background": [labels], "lesioned": [labels], "regroups": whether units that are dragged into or out
        of a macro unit change it}; every key is optional.""",
    )
    theme = param.Selector(default="light", objects=["light", "dark"])
    fit = param.Integer(default=0, doc="Count it up to show the whole network.")
    shown = param.Dict(
        default={}, doc='{"x", "y" (drawing units in the middle), "k" (scale)}; empty: the whole network.'
    )
    gesture = param.Dict(default={}, doc='The last accepted gesture as it was sent: {"seq", "type", …}.')
    seen = param.Integer(default=0, doc="Number of the last gesture dealt with; ends its optimistic drawing.")

    _esm = script(_HERE / "network_editor.js")
    _stylesheets: ClassVar[list[str]] = [
        custom_properties(".ne", EDITOR_LIGHT) + custom_properties(".ne.dark", EDITOR_DARK),
        (_HERE / "network_editor.css").read_text(encoding="utf-8"),
    ]
    _rename: ClassVar[Mapping[str, str | None]] = {"gesture": None}

    def __init__(self, **params: Any) -> None:
        params.setdefault("sizing_mode", "stretch_both")
        params.setdefault("min_height", 320)
        super().__init__(**params)
        self._number = 0
        self._listeners: list[Callable[[Gesture], object]] = []

    def on_gesture(self, callback: Callable[[Gesture], object]) -> None:
        """Call `callback` with every accepted gesture, on the session's event loop.

        A `PhiscopeError` it raises is shown on the drawing as a sentence.
        """
        self._listeners.append(callback)

    def say(self, text: str) -> None:
        """Show `text` for a moment and read it out, also when it is the same sentence as before."""
        self._send_msg({"say": text})

    def look_at(self, shown: dict[str, float]) -> None:
        """Show a part of the drawing, given as `shown`."""
        self.shown = shown
        # An equal value would not be sent again, though the drawing may be about to fit itself.
        self._send_msg({"look": shown})

    def put_on_clipboard(self, text: str, note: str = "") -> None:
        """Send copied text to the browser, in answer to the gesture at hand; ``note`` is said with it."""
        self._send_msg({"clip": text, "of": self._number, "note": note})

    def _handle_msg(self, data: Any) -> None:
        number = self._number = sequence(data)
        try:
            self._deliver(parse(data, self.network), dict(data))
        except PhiscopeError as refusal:
            self.say(str(refusal))
        finally:
            # Sent after all that the listeners change: the browser then drops its own guess.
            self.seen = number

    def _deliver(self, gesture: Gesture, raw: dict[str, Any]) -> None:
        self.gesture = raw
        if isinstance(gesture, Select):
            self.selected = list(gesture.ids)
        for listener in self._listeners:
            listener(gesture)
