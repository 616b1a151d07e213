"""The document as text: one line per unit, applied while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
from panel.util.parameters import edit_readonly

from apps.document.document import Document
from apps.document.edits import plain
from apps.document.snapshot import Change, Snapshot
from apps.editor.read_script import LIVE, Reading, take
from apps.ui.aside import Aside
from apps.ui.first_seen import when_first_seen
from apps.ui.style import NOTE, TOGGLE
from apps.ui.text_area import text_area
from engine.errors import PhiscopeError
from engine.substrate.formats.script import MAX_LENGTH, Problem, parse_script, write_script
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr
from viz.layout import positions

PAUSE = 0.3  # seconds without a keystroke after which the text is applied; it is drawn at once
PLACES = [(x / 10, y / 10) for y in (9, 7, 5, 3, 1) for x in (1, 3, 5, 7, 9)]
SHOWN = 8  # further mistakes are counted only
AROUND = 60  # characters of a long line shown on either side of a mistake
KEPT = phrase(
    "The network changed meanwhile. Your text is kept; once it has no mistakes, it replaces the network."
)
HELP = (
    "<code>A = B &amp; !C</code> · <code>D = MAJ(A, B, C) noise 0.05</code> · "
    "<code>E ~ logistic(k=4, A:0.7)</code>"
)
MOST_ROWS = 14
STYLE = """
ul.note { margin: 2px 0; padding-left: 18px; }
li { font-size: .812rem; line-height: 1.4; }
code { font-size: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--phi-mistake); color: var(--phi-mistake-text);
  border-bottom: 2px solid var(--phi-mistake-line); }
.help { font-size: .75rem; opacity: .75; }
"""


SCRIPT = {
    "& textarea": {"fontFamily": "var(--phi-mono)", "fontSize": ".812rem"},
    # As high as its lines in the type of a lecture too, which Material does not hear of.
    "@supports (field-sizing: content)": {
        "& textarea": {
            "fieldSizing": "content",
            "height": "auto !important",
            "maxHeight": f"{1.4375 * MOST_ROWS}em",
            "overflow": "auto !important",
        }
    },
}


class TextEditor:
    """The text to edit; ``toggle`` shows and hides ``view``, which computes nothing while hidden.

    ``preview(snapshot)`` draws a text at the keystroke that completes it, before the document changes and
    anything is computed; it gets the document's own snapshot if the text turns out to have mistakes.
    """

    def __init__(self, document: Document, preview: Callable[[Snapshot], None] | None = None) -> None:
        self._document, self._preview = document, preview
        self._aside = Aside(document.refuse)
        self._ahead = False  # the drawing shows a text that the document does not
        self._turn = 0
        self._text = ""  # the text when it last agreed with the document
        self._substrate: Substrate | None = None  # the substrate of the document at that time
        self._kept = self._busy = False
        self._area = _area()
        self._said = pn.pane.HTML(
            "",
            stylesheets=[NOTE, STYLE],
            css_classes=["problems"],
            sizing_mode="stretch_width",
            margin=(0, 8),
        )
        self._give_up = pmui.Button(
            label=tr("Show the network's text"),
            variant="text",
            size="small",
            css_classes=["network-text"],
            visible=False,
        )
        self._area.param.watch(self._foresee, "value_input")
        self._area.param.watch(self._typed, "value_input")
        self._area.param.watch(self._left, "value")
        self._give_up.on_click(lambda _event: self._write())
        document.param.watch(self._follow, "snapshot")
        self.toggle = pmui.Toggle(
            label=tr("Text"),
            icon="edit_note",
            description=tr("The network as text, one line per unit"),
            sx=TOGGLE,
            margin=(2, 6),
            css_classes=["text-toggle"],
        )
        face = pn.Column(visible=False, sizing_mode="stretch_width", css_classes=["text-face"], margin=0)
        self.view = when_first_seen(face, self._area, self._said, self._give_up)
        self.toggle.param.watch(self._open, "value")

    def _open(self, event: Any) -> None:
        self.view.visible = event.new
        self._follow(event)

    @property
    def text(self) -> str:
        """The text as it stands, mistakes and all."""
        return self._area.value_input or ""

    def _foresee(self, _event: Any) -> None:
        """Draw the typed text, if it can be read, before the pause after which it is applied."""
        if self._busy or self._preview is None or len(self.text) > LIVE:
            return
        try:
            substrate = parse_script(self.text, self._document.substrate)
            after, _ = written(self._document.snapshot, substrate)
            self._preview(after)
        except Exception:  # mistakes are listed after the pause
            return
        self._ahead = True

    def _fall_back(self) -> None:
        if self._ahead and self._preview is not None:
            self._preview(self._document.snapshot)
        self._ahead = False

    async def _typed(self, _event: Any) -> None:
        self._turn += 1
        turn = self._turn
        await asyncio.sleep(PAUSE)
        if turn == self._turn:
            self.settle()

    def _left(self, _event: Any) -> None:
        # A click on the drawing follows: it must find the network that the text describes.
        if not self._busy:
            self.settle()

    def settle(self) -> None:
        """Read the text now: apply it when it can be read, list its mistakes when it cannot."""
        text = self.text
        if self._busy or (text == self._text and not self._kept):
            self._fall_back()
            self._say([])
            return
        take(self._aside, text, self._document.substrate, partial(self._apply, text))

    def _apply(self, text: str, said: Reading) -> None:
        """Put what a text says into the document, unless either has changed meanwhile."""
        if text != self.text or said.before is not self._document.substrate:
            self.settle()
            return
        if said.substrate is None:
            self._fall_back()
            self._say(said.problems, said.problem)
            return
        self._busy = True
        try:
            accepted = self._document.change(written, said.substrate, merge="text")
        finally:
            self._busy = False
        self._ahead = self._ahead and not accepted
        self._fall_back()
        if accepted:
            self._agree(text)
        self._say([], "" if accepted else self._document.message)

    def _follow(self, _event: Any) -> None:
        """Show a change made elsewhere, unless typed text would be lost."""
        substrate = self._document.substrate
        if self._busy or not self.toggle.value or substrate is self._substrate:
            return
        if self._substrate is None or self.text == self._text:
            self._write(self._text)
        elif not self._kept:
            self._kept = True
            take(self._aside, self.text, self._document.substrate, self._list_mistakes)

    def _list_mistakes(self, said: Reading) -> None:
        if said.substrate is None:
            self._say(said.problems, said.problem)

    def _write(self, before: str = "") -> None:
        try:
            text = write_script(self._document.substrate, before)
        except PhiscopeError as error:
            self._put("")
            self._area.disabled = True
            self._say([], str(error))
            return
        self._area.disabled = False
        self._put(text.rstrip("\n"))
        self._say([])

    def _put(self, text: str) -> None:
        self._busy = True
        try:
            with edit_readonly(self._area):
                # Both: the browser shows the second, and the first alone would not send it when unchanged. As
                # one message: a text that comes later would overwrite what is typed meanwhile.
                self._area.param.update(value=text, value_input=text)
        finally:
            self._busy = False
        self._agree(text)

    def _agree(self, text: str) -> None:
        self._text, self._substrate, self._kept = text, self._document.substrate, False

    def _say(self, problems: Sequence[Problem], sentence: str = "") -> None:
        rows = self.text.splitlines()
        items = [f"<li>{_marked(problem, rows)}</li>" for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            items.append(f"<li>{tr('and {n} more.', n=len(problems) - SHOWN)}</li>")
        wrong = bool(items or sentence)
        kept = f"<div class='note'>{escape(KEPT)}</div>" if self._kept and wrong else ""
        list_ = f"<ul class='note refused'>{''.join(items)}</ul>" if items else ""
        note = f"<div class='note refused'>{escape(sentence)}</div>" if sentence else ""
        help_ = "" if wrong else f"<div class='help'>{HELP}</div>"
        self._said.object = f"<div role='status' aria-live='polite'>{list_}{note}{kept}</div>{help_}"
        self._area.error_state = wrong
        self._give_up.visible = wrong and not self._area.disabled


def _area() -> pmui.TextAreaInput:
    return text_area(
        label=tr("One line per unit"),
        auto_grow=True,
        rows=3,
        max_rows=MOST_ROWS,
        max_length=MAX_LENGTH,
        size="small",
        sx=SCRIPT,
        sizing_mode="stretch_width",
        css_classes=["script"],
        margin=(10, 8, 2, 8),
    )


def _marked(problem: Problem, rows: list[str]) -> str:
    """Return a mistake as a sentence, and its line with the place marked."""
    said = tr(
        "Line {line}, column {column}: {message}",
        line=problem.line,
        column=problem.column,
        message=escape(problem.message),
    )
    row = rows[problem.line - 1] if problem.line <= len(rows) else ""
    start = problem.column - 1
    stop = min(start + problem.length, start + AROUND)
    before, at, after = row[max(0, start - AROUND) : start], row[start:stop], row[stop : stop + AROUND]
    if not row.strip():
        return said
    return f"{said}<br><code>{escape(before)}<mark>{escape(at) or '&nbsp;'}</mark>{escape(after)}</code>"


def written(snapshot: Snapshot, substrate: Substrate) -> Change:
    """Return the document with the network of a text; units that keep their label keep place and state."""
    before = snapshot.substrate
    if substrate is before:
        return snapshot, ""
    labels = substrate.labels
    old = dict(zip(before.labels, snapshot.state, strict=True))
    state = tuple(min(old.get(unit.label, 0), unit.states - 1) for unit in substrate.units)
    chosen = snapshot.units and tuple(label for label in labels if label in snapshot.units)
    units = chosen if chosen and len(chosen) < len(labels) else None
    changed = plain(_placed(before, substrate))
    note = tr("The TPM of the file is now one table per unit.") if before.tpm_rows is not None else ""
    return replace(snapshot, substrate=changed, state=state, units=units), note


def _placed(before: Substrate, after: Substrate) -> Substrate:
    """Place units that stay where they are seen, and new ones where the drawing is emptiest."""
    seen = positions(before)
    places = {label: seen[label] for label in after.labels if label in seen}
    if not places or before.labels == after.labels:
        return after
    for unit in after.units:
        if unit.label not in places:
            places[unit.label] = max(PLACES, key=lambda place: _room(place, list(places.values())))
    units = tuple(
        replace(u, x=round(places[u.label][0], 4), y=round(places[u.label][1], 4)) for u in after.units
    )
    return replace(after, units=units)


def _room(place: tuple[float, float], taken: list[tuple[float, float]]) -> float:
    return min((place[0] - x) ** 2 + (place[1] - y) ** 2 for x, y in taken)
