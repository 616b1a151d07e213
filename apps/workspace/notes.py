"""Sentences on the page: what the last change did, why a value is zero or tied, what to try."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

import panel as pn

from apps.document.document import Document
from apps.document.examples import find, is_edited
from apps.jobs.analysis import Analysis
from apps.jobs.background_answer import BackgroundAnswer
from apps.ui.style import NOTE
from engine.iit4.readings import CHOICES
from engine.words import phrase, tr
from viz.numbers import number
from viz.shapes.indices import marked
from viz.view.distinctions import tied_mechanisms
from viz.view.letters import why_zero
from viz.view.whyzero import why_zero_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

EDITED = phrase("You have changed this network; what follows is about the published one.")


class Notes:
    """The last message of the document, and the description of its example with things to try.

    ``message`` belongs under the drawing, ``things`` under the settings.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._suggested: tuple[str, bool] | None = None
        self.message = _pane("message")
        self.things = _pane("things-to-try")
        document.param.watch(self._say, ["message", "refused"])
        document.param.watch(self._suggest, "snapshot")
        self._say()
        self._suggest()

    def _say(self, *_events: Any) -> None:
        kind = "refused" if self._document.refused else "said"
        text = marked(self._document.message)
        self.message.object = f"<div class='note {kind}' role='status' aria-live='polite'>{text}</div>"

    def _suggest(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        shown = snapshot.origin, is_edited(snapshot)
        if shown == self._suggested:
            return
        self._suggested = shown
        origin, edited = shown
        preset = find(origin)
        if preset is None:
            self.things.visible = False
            return
        lines = "".join(f"<li>{marked(line)}</li>" for line in preset.try_this)
        tries = f"<b>{escape(tr('Try this'))}</b><ol>{lines}</ol>" if lines else ""
        source = f"<div class='source'>{escape(preset.source)}</div>" if preset.source else ""
        changed = f"<p class='edited'><b>{escape(EDITED)}</b></p>" if edited else ""
        self.things.param.update(
            object=f"<div class='card'>{changed}<p>{marked(preset.what)}</p>{tries}{source}</div>",
            visible=True,
        )


class Why:
    """Why there is no answer; ``view`` belongs beside the numbers."""

    told: ClassVar[list[str]] = ["problem"]

    def __init__(self, answer: BackgroundAnswer) -> None:
        self._answer = answer
        self.view = _pane("why")
        answer.param.watch(self._explain, self.told)
        self._explain()

    def _explain(self, *_events: Any) -> None:
        sentences = self._sentences()
        text = "".join(f"<div class='note reason'>{marked(line)}</div>" for line in sentences)
        self.view.param.update(
            object=f"<div role='status' aria-live='polite'>{text}</div>", visible=bool(sentences)
        )

    def _sentences(self) -> list[str]:
        return [self._answer.problem] if self._answer.problem else []


class WhyZero(Why):
    """Why there is no Φ-structure, or why φ_s is zero, and what is tied."""

    told: ClassVar[list[str]] = ["findings", "glimpse", "problem"]

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        super().__init__(analysis)

    def _sentences(self) -> list[str]:
        return explanations(self._analysis)


def explanations(analysis: Analysis) -> list[str]:
    """Return sentences: why there is no result, or why φ_s is zero, and which purviews are tied."""
    if analysis.problem:
        return [analysis.problem]
    if analysis.ahead is not None:
        reason = why_zero(analysis.ahead.answer.reason, len(analysis.ahead.snapshot.system))
        return [reason] if reason else []
    found = analysis.findings
    if found is None:
        return []
    structure = found.answer
    sentences = [why_zero_view(found.snapshot.substrate, structure).sentence]
    tied = tied_mechanisms(structure)
    if tied:
        names = ", ".join(tied[:6]) + (" …" if len(tied) > 6 else "")
        sentences.append(_tied(names, structure))
    count = len(structure.integration.ties)
    if count > 1:
        said = tr("{count} cause-effect states of the system are tied; the first is used.", count=count)
        sentences.append(said)
    return [line for line in sentences if line]


def _tied(names: str, structure: PhiStructure) -> str:
    """Return a sentence: which tied purviews of the mechanisms ``names`` are shown, and the range of Φ."""
    parts = {"names": names, "taken": CHOICES["ties"].reading(structure.tie_rule).taken}
    if structure.by_hand:
        said = tr("Tied purviews (≈) for {names}: {taken} is shown unless chosen by hand", **parts)
    else:
        said = tr("Tied purviews (≈) for {names}: {taken} is shown", **parts)
    low, high = structure.big_phi_range
    ends = {"low": number(low), "high": number(high)}
    if ends["low"] == ends["high"]:
        return f"{said}."
    return tr("{said}; over all choices Φ goes from {low} to {high}.", said=said, **ends)


def _pane(hook: str) -> pn.pane.HTML:
    return pn.pane.HTML(
        "", css_classes=[hook], stylesheets=[NOTE], sizing_mode="stretch_width", margin=(0, 8)
    )
