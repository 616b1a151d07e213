"""The computation of φ, step by step: of any mechanism over any purview, and of the system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import param

from apps.jobs.analysis import Analysis
from apps.results.pairs import Pair, SystemView, first_pair, pair_job, system_job
from apps.selection.selection import MechanismRef, PurviewRef, Selection
from apps.views.explore.explain_sheet import Actions, ExplainSheet, columns, row, toggle, why
from engine.words import phrase, tr
from viz.html.markup import arithmetic_markup, states_markup
from viz.html.svg import drawing
from viz.shapes.indices import marked
from viz.view.letters import letter
from viz.view.pair import PairView

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.iit4.structure import PhiStructure


class PickedPair(param.Parameterized):
    """The mechanism and purview to explain: those picked last on the page, or composed in the pane."""

    pair = param.ClassSelector(class_=Pair, default=None, allow_None=True)

    def __init__(self, analysis: Analysis, selection: Selection) -> None:
        super().__init__()
        self._analysis, self._selection = analysis, selection
        selection.param.watch(self._follow, "picked")
        analysis.param.watch(self._chosen_by_hand, "findings")

    def _follow(self, event: Any) -> None:
        found, thing = self._analysis.findings, event.new
        if found is None:
            return
        now = self.of(found)
        if isinstance(thing, MechanismRef) and self._selection.distinction is not None:
            self.pair = first_pair(found, self._selection.distinction, now.direction)
        elif isinstance(thing, MechanismRef | PurviewRef):
            if isinstance(thing, MechanismRef):
                wanted = replace(now, mechanism=thing.units)
            else:
                wanted = replace(now, purview=thing.units, direction=thing.direction)
            self.pair = wanted.within(found.answer.units) or now

    def _chosen_by_hand(self, event: Any) -> None:
        """Move from the purview of a distinction to the one that was chosen by hand in its place."""
        old, new, pair = event.old, event.new, self.pair
        if pair is None or old is None or new is None or old.snapshot.unfolding != new.snapshot.unfolding:
            return
        for i, before in enumerate(old.answer.distinctions):
            if pair == first_pair(old, i, pair.direction) and before != new.answer.distinctions[i]:
                self.pair = first_pair(new, i, pair.direction)
                return

    def of(self, found: Findings[PhiStructure]) -> Pair:
        """Return the pair within the units of the system; if none is left, that of the picked distinction."""
        pair = self.pair and self.pair.within(found.answer.units)
        return pair or first_pair(found, self._selection.distinction, "effect")

    def change(self, how: Callable[[Pair], Pair]) -> None:
        """Apply ``how`` to the present pair: a second press may arrive before the first one is shown."""
        found = self._analysis.findings
        if found is not None:
            self.pair = how(self.of(found))


class PairSheet(ExplainSheet):
    """The tab that computes φ of any mechanism over any purview."""

    hook = "any-pair"
    label = phrase("Any mechanism over any purview")

    def __init__(self, analysis: Analysis, picked: PickedPair) -> None:
        super().__init__(analysis)
        self._picked = picked
        picked.param.watch(self.refresh, "pair")

    def _job(self, found: Findings[PhiStructure]) -> Callable[[], Any]:
        pair = self._picked.of(found)
        return lambda: (found, pair, pair_job(found, pair))

    def _page(self, found: Any) -> tuple[str, Actions]:
        findings, pair, view = found
        controls, actions = pair_controls(findings, pair, self._picked)
        return self._markup(controls, view), actions

    def _refuse(self, sentence: str) -> None:
        super()._refuse(sentence)
        found = self._analysis.findings
        if found is not None:
            controls, actions = pair_controls(found, self._picked.of(found), self._picked)
            self.view.put(f"{controls}{why(sentence)}", actions)

    def _markup(self, controls: str, view: PairView) -> str:
        picture = drawing(view.drawing, self._theme, view.numbers)
        told = f"{why(view.why)}{states_markup(view, self._theme)}{arithmetic_markup(view.arithmetic)}"
        return columns(f"{controls}{picture}", told)


def pair_controls(found: Findings[PhiStructure], pair: Pair, picked: PickedPair) -> tuple[str, Actions]:
    """Return the buttons that compose a pair, as HTML, and their actions by name."""
    units, state = found.answer.units, found.answer.state
    actions: dict[str, Callable[[], None]] = {}

    def act(name: str, how: Callable[[Pair], Pair]) -> str:
        actions[name] = partial(picked.change, how)
        return name

    rows = []
    for side, title, chosen, said in (
        ("mechanism", tr("Mechanism"), pair.mechanism, tr("{unit} in the mechanism")),
        ("purview", tr("Purview"), pair.purview, tr("{unit} in the purview")),
    ):
        buttons = [
            toggle(
                letter(unit, value) if side == "mechanism" else unit,
                act(f"{side}:{i}", partial(Pair.toggled, side=side, label=unit, units=units)),
                unit in chosen,
                said.replace("{unit}", unit),
            )
            for i, (unit, value) in enumerate(zip(units, state, strict=True))
        ]
        rows.append(row(title, buttons))
    directions = [
        toggle(shown, act(name, partial(replace, direction=name)), pair.direction == name)
        for name, shown in (("cause", tr("Cause")), ("effect", tr("Effect")))
    ]
    return f"{row(tr('Direction'), directions)}{''.join(rows)}", actions


class SystemSheet(ExplainSheet):
    """The tab that computes φ_s of the candidate system."""

    hook = "phi-s-steps"
    label = phrase("φ_s step by step")

    def _job(self, found: Findings[PhiStructure]) -> Callable[[], Any]:
        return lambda: system_job(found)

    def _page(self, found: SystemView) -> tuple[str, Actions]:
        picture = drawing(found.drawing, self._theme, found.numbers)
        told = tr("The minimum partition. Numbers are parts; ✂ connections that are cut.")
        said = f"<p class='hint'>{marked(told)}</p>"
        return columns(f"{picture}{said}", f"{why(found.why)}{arithmetic_markup(found.arithmetic)}"), {}
