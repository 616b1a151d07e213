"""Widgets that steer the document: the tool bar above it and the settings below it."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document import edits, examples
from apps.document.document import Document
from apps.document.read_file import MAX_BYTES, stem_of, too_large
from apps.document.snapshot import Change, Snapshot
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.complex_finder import ComplexFinder
from apps.ui.buttons import button
from apps.ui.file_entry import file_entry
from apps.ui.style import GIVING_WAY, SMALL, UNSEEN_AT_REST, WRAPPED, wide
from apps.ui.text_entry import text_entry
from apps.workspace.all_tools import AllTools
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from apps.workspace.readings_panel import ReadingsPanel
from apps.workspace.undo_keys import UndoKeys
from engine.formalisms import FORMALISMS, shown_in
from engine.saved.results import SUFFIX
from engine.substrate.formats import READ_SUFFIXES
from engine.words import phrase, tr
from viz.shapes.indices import marked

FORMALISM_NAMES = {FORMALISMS[key].name: key for key in shown_in("explore")}
COMPUTING, COMPUTED = phrase("computing"), phrase("Computed")
PROGRESS = "progress { width: 100%; accent-color: var(--mui-palette-primary-main); }"
OLDER = phrase("IIT 3.0 stands beside them in the view Versions.")
MOST_BUTTONS = 24  # units
OWN = "own"  # value of the list of examples for a document that is none


class Toolbar:
    """Presets and ``open``; undo, redo and reset are ``steps``, ``save`` belongs to what can be taken away.

    ``first_group`` of the presets leads their list; ``gallery`` is the button that shows them as cards.
    """

    def __init__(
        self,
        documents: OpenDocuments,
        opening: FileOpener,
        first_group: str,
        gallery: Any,
        all_tools: AllTools,
    ) -> None:
        document = documents.document
        self._documents, self._document, self._opening = documents, document, opening
        self._picker = _picker(first_group)
        self._picker.param.watch(self._preset, "value")
        self.open = _button(
            file_entry,
            (tr("Open"), tr("Open a file"), "folder_open", "open"),
            most=MAX_BYTES,
            refuse=lambda name, size: document.refuse(too_large(name, size)),
            accept=",".join((*READ_SUFFIXES, SUFFIX)),
            uploaded_label=tr("Open"),
            multiple=False,
        )
        self.open.param.watch(self._upload, "value")
        self.save = _button(
            pmui.FileDownload,
            (tr("Save as a file"), tr("The network with its state, to be opened again"), "download", "save"),
            callback=self._bytes,
            filename="network.json",
        )
        self._undo = button(tr("Undo (Ctrl+Z)"), "undo", "undo")
        self._redo = button(tr("Redo (Ctrl+Y)"), "redo", "redo")
        self._reset = button(tr("Back to what was opened"), "restart_alt", "reset")
        for step in (self._undo, self._redo, self._reset):
            step.sx = UNSEEN_AT_REST
        self._undo.on_click(lambda _event: document.undo())
        self._redo.on_click(lambda _event: document.redo())
        self._reset.on_click(lambda _event: document.reset())
        document.param.watch(self._refresh, ["can_undo", "can_redo", "snapshot"])
        document.param.watch(self._rename, "file_name")
        self._refresh()
        self._rename()
        shown = [all_tools.shelf(self._picker), gallery, self.open]
        self.view = pn.Row(*shown, UndoKeys(document), css_classes=["toolbar"], margin=0)
        self.steps = pn.Row(self._undo, self._redo, self._reset, margin=0)
        for each in shown:
            each.align = "center"

    def _refresh(self, *_events: Any) -> None:
        self._undo.disabled = not self._document.can_undo
        self._redo.disabled = not self._document.can_redo
        self._reset.disabled = not (self._document.can_undo or self._document.can_redo)
        # Undoing past the opening of an example shows the one before; a file is none of them.
        self._picker.value = self._document.snapshot.origin or OWN

    def _rename(self, *_events: Any) -> None:
        self.save.filename = f"{stem_of(self._document.file_name)}.json"

    def _preset(self, event: Any) -> None:
        if event.new not in {OWN, self._document.snapshot.origin}:
            self._documents.show_example(event.new)
            self._refresh()

    def _upload(self, event: Any) -> None:
        if event.new:
            self._opening.replace(self.open.filename or tr("the file"), event.new)
            self.open.clear()  # the same file, chosen again, is opened again

    def _bytes(self) -> io.BytesIO:
        return io.BytesIO(self._document.save_bytes())


def _picker(first_group: str) -> pmui.Select:
    """Return the list of examples."""
    return pmui.Select(
        label=tr("Preset"),
        groups={tr("Yours"): {tr("Your own network"): OWN}, **examples.grouped(first_group)},
        value=examples.FIRST,
        searchable=True,
        filter_on_search=True,
        width=None,
        sx=GIVING_WAY,
        css_classes=["preset"],
        **SMALL,
    )


def _button(kind: Callable[..., Any], called: tuple[str, str, str, str], **options: Any) -> Any:
    """Return a button for a file; ``called`` is its name, its hint, its icon and its hook."""
    label, hint, icon, hook = called
    return kind(
        label=label,
        description=hint,
        icon=icon,
        variant="text",
        css_classes=[hook],
        **SMALL,
        **options,
    )


class Settings:
    """State and candidate system; formalism and readings are folded away."""

    def __init__(self, document: Document, finder: ComplexFinder, all_tools: AllTools | None = None) -> None:
        self._document, self._finder = document, finder
        self._system = pmui.CheckButtonGroup(
            options=list(document.substrate.labels),
            value=list(document.snapshot.system),
            sx=WRAPPED,
            css_classes=["system"],
            **SMALL,
        )
        # Of many units the labels are written: a button for each would fill the page.
        self._written = text_entry(
            label=tr("Candidate system"), css_classes=["system-text"], sizing_mode="stretch_width", **SMALL
        )
        self._heading = _small(tr("Candidate system"))
        self._state = text_entry(
            label=tr("State"), css_classes=["state"], **wide(110), **(SMALL | {"margin": (10, 4, 6, 4)})
        )
        self._formalism = pmui.Select(
            label=tr("Formalism"), options=FORMALISM_NAMES, css_classes=["formalism"], **wide(150), **SMALL
        )
        self._find = pmui.Button(
            label=tr("Find the complex"), variant="outlined", css_classes=["find-complex"], **SMALL
        )
        self._busy = False
        self._refresh()
        self._system.param.watch(self._choose, "value")
        self._written.param.watch(self._write, "value")
        self._state.param.watch(self._put, "value")
        self._formalism.param.watch(lambda e: self._unless(document.set_rules, formalism=e.new), "value")
        self._find.on_click(self._search)
        document.param.watch(self._refresh, "snapshot")
        self.view = pn.Column(
            pn.FlexBox(
                # Where there is no drawing to set the state in, its line is no extra.
                self._state if all_tools is None else all_tools.shelf(self._state),
                _small(tr("capital = ON, small = off")),
                align_items="center",
            ),
            self._heading,
            self._written,
            pn.FlexBox(self._system, self._find, align_items="center"),
            ReadingsPanel(document, self._formalism, _small(OLDER)).view,
            css_classes=["settings"],
            sizing_mode="stretch_width",
        )

    def _refresh(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        self._busy = True
        try:
            many = snapshot.substrate.n > MOST_BUTTONS
            labels = [] if many else list(snapshot.substrate.labels)
            self._system.visible = self._heading.visible = not many
            self._written.visible = many
            if many:
                self._system.param.update(options=[], value=[])
                self._written.value = _system_text(snapshot)
            elif self._system.options != labels:
                self._system.param.update(options=labels, value=list(snapshot.system))
            elif self._system.value != list(snapshot.system):
                self._system.value = list(snapshot.system)
            shown = snapshot.substrate.state_label(snapshot.state)
            self._state.value = shown
            self._formalism.value = snapshot.formalism
        finally:
            self._busy = False

    def _unless(self, change: Any, *args: Any, **options: Any) -> None:
        # Widgets that merely follow the document must not change it again.
        if not self._busy:
            change(*args, **options)

    def _choose(self, event: Any) -> None:
        self._unless(self._document.set_units, event.new)

    def _write(self, event: Any) -> None:
        snapshot = self._document.snapshot
        if not self._busy and event.new != _system_text(snapshot):
            self._document.change(_set_units, event.new)

    def _put(self, event: Any) -> None:
        snapshot = self._document.snapshot
        if event.new != snapshot.substrate.state_label(snapshot.state):
            self._unless(self._document.set_state, event.new)

    async def _search(self, _event: Any) -> None:
        self._find.disabled = True
        try:
            await self._finder.find()
        finally:
            self._find.disabled = False


def _set_units(snapshot: Snapshot, text: str) -> Change:
    """Choose the candidate system by labels with spaces between; an empty text stands for all units."""
    return edits.set_units(snapshot, snapshot.substrate.units_of(text) if text.strip() else None)


def _system_text(snapshot: Snapshot) -> str:
    """Return the labels of the candidate system as they can be typed; empty if it is all units."""
    return " ".join(snapshot.units or ())


def _small(text: str) -> pn.pane.HTML:
    return pn.pane.HTML(f"<small>{escape(text)}</small>", margin=(2, 8, 0, 8))


class JobBar:
    """Progress and place in the queue of a job, Cancel, and Run for results that are not computed live."""

    def __init__(self, answer: BackgroundAnswer) -> None:
        self._answer = answer
        self._bar = pn.pane.HTML(
            "", css_classes=["progress"], stylesheets=[PROGRESS], sizing_mode="stretch_width", margin=(8, 8)
        )
        self._note = pn.pane.HTML(
            "", css_classes=["job-note"], margin=(4, 8), styles={"font-size": ".812rem"}
        )
        self._cancel = pmui.Button(label=tr("Cancel"), variant="outlined", css_classes=["cancel"], **SMALL)
        self._run = pmui.Button(label=tr("Run"), variant="contained", css_classes=["run"], **SMALL)
        self._cancel.on_click(lambda _event: answer.cancel())
        self._run.on_click(lambda _event: answer.refresh(force=True))
        self.view = pn.Row(
            self._note,
            self._bar,
            self._cancel,
            self._run,
            css_classes=["job-bar"],
            styles={"align-items": "center", "flex-wrap": "wrap"},
            sizing_mode="stretch_width",
            visible=False,
        )
        answer.runner.param.watch(self._refresh, ["busy", "fraction", "phase", "place"])
        answer.param.watch(self._refresh, "offer")
        self._refresh()

    def _refresh(self, *_events: Any) -> None:
        runner, offer = self._answer.runner, self._answer.offer
        text = offer
        if runner.busy:
            percent = round(100 * runner.fraction)
            text = f"{runner.phase or COMPUTING} {percent}%"
            if runner.place:
                text += " · " + tr("{place} in the queue", place=runner.place)
            self._bar.object = (
                f"<progress max='100' value='{percent}' aria-label='{escape(COMPUTED)}'></progress>"
            )
        self._note.object = f"<span class='text' role='status' aria-live='polite'>{marked(text)}</span>"
        self._bar.visible = self._cancel.visible = runner.busy
        self._run.visible = bool(offer) and not runner.busy
        self.view.visible = runner.busy or bool(offer)
