"""What is known of a large system before it is unfolded: distinctions so far, smaller candidate systems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.jobs.offers import searching, too_large_a_system
from apps.results.limits import LIVE_UNITS
from engine.words import tr, trn
from viz.numbers import number
from viz.shapes.indices import marked
from viz.view.letters import letters, plain_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.complexes import Complexes
    from engine.iit4.distinctions import Distinction

STRONGEST = 12
MOST_COMPLEXES = 6
SMALL: dict[str, Any] = {"size": "small", "variant": "outlined", "margin": (2, 4)}
TEXT = {"font-size": ".812rem"}


class Meanwhile:
    """Beside the offer to unfold and the progress of it; ``view`` is its layout."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self._document, self._analysis = document, analysis
        self._found = pn.pane.HTML(
            "", css_classes=["so-far"], margin=(0, 8), styles=TEXT, sizing_mode="stretch_width", visible=False
        )
        self._said = pn.pane.HTML("", margin=(4, 4, 4, 8), styles=TEXT)
        self._find = pmui.Button(label=tr("Find the complexes"), css_classes=["find-smaller"], **SMALL)
        self._find.on_click(self._search)
        self._smaller = pn.FlexBox(
            align_items="center", gap="0px", margin=0, css_classes=["smaller"], visible=False
        )
        self.view = pn.Column(self._found, self._smaller, sizing_mode="stretch_width", margin=0)
        analysis.param.watch(self._tell, "so_far")
        for changed, name in ((analysis, "offer"), (analysis, "problem"), (analysis.runner, "busy")):
            changed.param.watch(self._offer, name)
        analysis.finder.param.watch(self._offer, "findings")
        self._offer()

    def _tell(self, *_events: Any) -> None:
        found = self._analysis.so_far
        self._found.param.update(object=so_far(found) if found else "", visible=bool(found))

    def _offer(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        waits = bool(self._analysis.offer or too_large_a_system(snapshot)) and not self._analysis.runner.busy
        known = self._analysis.finder.current
        parts: list[Any] = []
        if waits and known is None:
            self._said.object = marked(f"{tr('Or a smaller one.')} {searching(snapshot.substrate.n)}")
            parts = [self._said, self._find]
        elif waits:
            buttons = [self._button(each.units, each.phi_s) for each in _smaller(known, snapshot.system)]
            self._said.object = marked(tr("Or a complex of this network:"))
            parts = [self._said, *buttons] if buttons else []
        if self._smaller.objects != parts:
            self._smaller[:] = parts
        self._smaller.visible = bool(parts)

    def _button(self, units: tuple[str, ...], phi_s: float) -> pmui.Button:
        button = pmui.Button(label=f"{plain_letters(units)} · φₛ = {number(phi_s, 2)}", **SMALL)
        button.on_click(partial(self._take, units))
        return button

    def _take(self, units: tuple[str, ...], _event: Any) -> None:
        self._document.set_units(units)
        self._unfold_small()

    async def _search(self, _event: Any) -> None:
        await self._analysis.finder.find()
        self._unfold_small()

    def _unfold_small(self) -> None:
        """Unfold what was asked for, if it is small: of a large network even that is not live."""
        if len(self._document.snapshot.system) <= LIVE_UNITS:
            self._analysis.refresh(force=True)


def _smaller(found: Complexes | None, system: Sequence[str]) -> list[Any]:
    """Return the complexes that may be chosen in place of a system, those of most φ_s first."""
    complexes = () if found is None else found.complexes
    return [each for each in complexes if len(each.units) < len(system)][:MOST_COMPLEXES]


def so_far(found: Sequence[Distinction]) -> str:
    """Return the sentence about the distinctions found so far, as markup."""
    count = trn("{n:,} distinction so far", "{n:,} distinctions so far", len(found))
    total = number(sum(each.phi for each in found))
    best = sorted(found, key=lambda each: -each.phi)[:STRONGEST]
    names = ", ".join(f"{letters(each.mechanism, each.state)} {number(each.phi, 2)}" for each in best)
    said = tr(
        "{count}, Σφ_d = {total}. The strongest, with φ_d: {names}.", count=count, total=total, names=names
    )
    return f"<div>{marked(said)}</div>"
