"""The pane of one causal link: its repertoires, its partition, the arithmetic, its tied candidates."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import panel as pn

from apps.selection.causal_selection import CausalSelection
from apps.ui.tied_choice import TiedChoice
from apps.views.causation.what_if import WhatIfs
from engine.causation.counterfactuals import LinkAnalysis, analyse_link
from engine.words import phrase, trn
from viz.screen.repertoire import RepertoirePlot
from viz.theme import LIGHT, Theme
from viz.view.account import Hit
from viz.view.letters import letters
from viz.view.link import link_arithmetic, link_view
from viz.view.link_text import partition_parts
from viz.view.repertoire import RepertoireView

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.causation.account import Account
    from engine.causation.links import CausalLink

NONE = phrase("There are no links, so there is nothing under the lens; the question below says why.")
KINDS = {"effect": phrase("Actual effect"), "cause": phrase("Actual cause")}
CUT, PARTITION = phrase("cut by the partition"), phrase("Partition:")
TEXT = """
.link { font-size: .812rem; line-height: 1.5; }
.arithmetic { font-variant-numeric: tabular-nums; font-weight: 500; }
.part { border: 1px solid currentColor; border-radius: 9px; padding: 0 7px; white-space: nowrap; }
.scissors { opacity: .8; margin: 0 3px; }
.which { opacity: .75; }
"""


class LinkPane:
    """The pane of the hovered link, else of the picked one, else of the first; ``view`` is its layout."""

    def __init__(self, picks: CausalSelection, what_ifs: WhatIfs) -> None:
        self._picks, self._what_ifs = picks, what_ifs
        self._plot = RepertoirePlot(LIGHT.of_transition())
        # The plot is too narrow for its sentences; above the bars they can wrap.
        self._plot.figure.title.visible = self._plot.subtitle.visible = False
        self._text = pn.pane.HTML("", margin=(6, 8, 0, 8), stylesheets=[TEXT], css_classes=["link-text"])
        self._tied = TiedChoice(self._turn, css_classes=["tied"], margin=0, visible=False)
        self._bars = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", min_height=180, margin=0)
        self.view = pn.Column(
            self._text, self._tied, self._bars, sizing_mode="stretch_both", styles={"overflow-y": "auto"}
        )
        self._shown: Hit = (0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._plot.set_theme(theme.of_transition())

    def show(self, found: Findings[Account]) -> None:
        """Show the link of an account that the selection holds."""
        account = found.answer
        self._bars.visible = bool(account.links)
        if not account.links:
            self._tied.visible = False
            self._text.object = escape(NONE)
            self._what_ifs.show(None)
            return
        self._shown = index, candidate = self._picks.in_view or (0, 0)
        link = account.links[index]
        self._offer(account, link, candidate)
        analysis = analyse_link(
            found.snapshot.substrate,
            account.transition,
            link.direction,
            link.occurrence,
            link.candidates[candidate],
        )
        view = link_view(analysis)
        self._text.object = link_text(analysis, view, self._picks.standing)
        self._plot.show(view)
        self._what_ifs.show(analysis)

    def _offer(self, account: Account, link: CausalLink, candidate: int) -> None:
        moved, count = account.transition, len(link.candidates)
        state_of = moved.after_of if link.direction == "effect" else moved.before_of
        self._tied.param.update(
            visible=count > 1,
            options=[letters(units, state_of(units)) for units in link.candidates] if count > 1 else [],
            chosen=candidate,
            title=_equally_good(link.direction, count),
        )

    def _turn(self, candidate: int) -> None:
        self._picks.param.update(pointed=None, link=(self._shown[0], candidate))


def link_text(analysis: LinkAnalysis, view: RepertoireView, standing: str) -> str:
    """Return a link in words, as HTML.

    Parameters
    ----------
    analysis : LinkAnalysis
        The link, for its arithmetic and its partition.
    view : RepertoireView
        The same link, for its title and the sentence about the partition.
    standing : str
        Why it is shown, from `CausalSelection.standing`.
    """
    sum_, _ = link_arithmetic(analysis)
    parts = (
        f"<span class='part'>{escape(part)}</span>" for part in partition_parts(analysis.partition.parts)
    )
    scissors = f"<span class='scissors' title='{escape(CUT)}'>✂</span>"
    lines = [
        f"<b>{escape(view.title)}</b>",
        f"<span class='arithmetic'>{escape(sum_)}</span>",
        f"{escape(PARTITION)} {scissors.join(parts)}",
        escape(view.sentence),
    ]
    which = f"<span class='which'>{escape(KINDS[analysis.direction])}, {escape(standing)}</span>"
    return f"<div class='link' role='status' aria-live='polite'>{'<br>'.join([which, *lines])}</div>"


def _equally_good(direction: str, count: int) -> str:
    if direction == "effect":
        return trn("{n} equally good effect:", "{n} equally good effects:", count)
    return trn("{n} equally good cause:", "{n} equally good causes:", count)
