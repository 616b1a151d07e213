"""Two rows of units, before and after: states by click, causes and effects by tick, steps of the dynamics."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui

from apps.document import transition as moments
from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.ui.style import WRAPPED, wide
from apps.views.causation.state_row import StateRow
from engine.words import in_words, phrase, tr
from viz.theme import LIGHT, Theme
from viz.view.letters import letter

SMALL: dict[str, Any] = {"size": "small", "margin": (2, 6)}
SAMPLES = {phrase("most probable next state"): False, phrase("sampled next state"): True}
MOST_SHOWN = 32


class States:
    """The widgets of the transition; the drawing above sets the state before as well.

    Parameters
    ----------
    document : Document
        The document with the transition.
    point : callable
        Called as ``point(before, after)`` with the unit under the mouse or in focus; the other label is
        empty.
    """

    def __init__(self, document: Document, point: Callable[[str, str], object]) -> None:
        self._document = document
        self._random = np.random.default_rng()
        self._busy = False
        self._rows = {
            "before": StateRow(
                document.toggle,
                lambda label: point(label, ""),
                title=tr("States before"),
                css_classes=["states-before"],
            ),
            "after": StateRow(
                self._put_after,
                lambda label: point("", label),
                title=tr("States after"),
                css_classes=["states-after"],
            ),
        }
        self.set_theme(LIGHT)
        self._causes = _ticks("causes")
        self._effects = _ticks("effects")
        self._causes.param.watch(lambda e: self._choose(moments.choose_causes, e), "value")
        self._effects.param.watch(lambda e: self._choose(moments.choose_effects, e), "value")
        document.param.watch(self._refresh, "snapshot")
        self._refresh()
        self.view = pn.Column(
            _line(tr("before (t−1)"), self._rows["before"]),
            _line(tr("causes"), self._causes),
            _line(tr("after (t)"), self._rows["after"]),
            _line(tr("effects"), self._effects),
            self._buttons(),
            css_classes=["transition"],
            sizing_mode="stretch_width",
            margin=(6, 0),
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        for name, edge in (("before", theme.before), ("after", theme.after)):
            self._rows[name].colors = {
                "on": theme.unit_on,
                "off": theme.unit_off,
                "on-text": theme.unit_on_text,
                "off-text": theme.unit_off_text,
                "edge": edge,
            }

    def _buttons(self) -> pn.FlexBox:
        how = pmui.Select(
            label=tr("Next state"),
            options=in_words(SAMPLES),
            value=False,
            css_classes=["next-state"],
            **wide(300),
            size="small",
            margin=(10, 6, 2, 6),
        )
        go = pmui.Button(
            label=tr("Step the dynamics"),
            description=tr("What is after becomes before, and after is what follows it"),
            variant="outlined",
            css_classes=["step"],
            **SMALL,
        )
        take = pmui.Button(
            label=tr("Take the transition"),
            description=tr("After becomes what follows before"),
            variant="outlined",
            css_classes=["take"],
            **SMALL,
        )

        def move(edit: Callable[..., Any]) -> None:
            self._document.change(edit, self._random if how.value else None)

        go.on_click(lambda _event: move(moments.step))
        take.on_click(lambda _event: move(moments.take))
        return pn.FlexBox(go, take, how, align_items="center", gap="0px", margin=(6, 0, 0, 0))

    def _refresh(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        now = moments.moment(snapshot)
        labels = listed(snapshot, now)
        self._busy = True
        try:
            if self._causes.options != list(labels):
                for ticks in (self._causes, self._effects):
                    ticks.param.update(value=[], options=list(labels))
            for name, state in (("before", now.before), ("after", now.after)):
                values = dict(zip(snapshot.substrate.labels, state, strict=True))
                self._rows[name].units = [
                    {
                        "label": label,
                        "text": letter(label, values[label]),
                        "state": values[label],
                        "on": values[label] > 0,
                    }
                    for label in labels
                ]
            # After a refused change the ticks are those of the document again.
            for ticks, chosen in ((self._causes, now.causes), (self._effects, now.effects)):
                ticks.value = [label for label in labels if label in chosen]
        finally:
            self._busy = False

    def _put_after(self, label: str) -> None:
        self._document.change(moments.put_after, label)

    def _choose(self, edit: Callable[..., Any], event: Any) -> None:
        if not self._busy:
            self._document.change(edit, event.new)


def listed(snapshot: Snapshot, now: moments.Moment) -> tuple[str, ...]:
    """Return the units that can be ticked: of many the chosen ones first, then the candidate system."""
    labels = tuple(snapshot.substrate.labels)
    if len(labels) <= MOST_SHOWN:
        return labels
    small = snapshot.system if len(snapshot.system) < len(labels) else ()
    kept = set(tuple(dict.fromkeys((*now.causes, *now.effects, *small, *labels)))[:MOST_SHOWN])
    return tuple(label for label in labels if label in kept)


def _ticks(hook: str) -> pmui.CheckButtonGroup:
    return pmui.CheckButtonGroup(options=[], value=[], sx=WRAPPED, css_classes=[hook], **SMALL)


def _line(title: str, content: Any) -> pn.Row:
    name = pn.pane.HTML(f"<small>{escape(title)}</small>", margin=(4, 0, 0, 8), styles={"width": "5.4rem"})
    content.styles = {"flex": "1 1 0", "min-width": "0"}
    return pn.Row(name, content, sizing_mode="stretch_width", margin=0, styles={"align-items": "center"})
