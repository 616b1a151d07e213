"""Scissors: cut the system or a mechanism by hand, see its φ, then reveal the minimum partition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from apps.jobs.analysis import Analysis
from apps.results.own_partition import Edge, OwnPartition, whole
from apps.results.pairs import OwnCut, Pair, cut_pair_job, cut_system_job, pair_units
from apps.selection.selection import Selection
from apps.views.explore.explain_sheet import Actions, ExplainSheet, columns, row, toggle
from apps.views.explore.explain_steps import PickedPair, pair_controls
from engine.words import phrase, tr
from viz.html.markup import arithmetic_markup, comparison_markup
from viz.html.svg import drawing
from viz.view.arithmetic import HOW
from viz.view.cutting import ARROWS

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.iit4.structure import PhiStructure
    from viz.view.scissors import Sliced
    from viz.view.substrate import EdgeMark

AGAIN = phrase("Start again")
HINT = {
    "system": phrase("Press a connection to cut it, or a unit to move it to another part."),
    "mechanism": phrase("Press a unit to move it to another part. Between parts everything is cut."),
}


class ScissorsSheet(ExplainSheet):
    """The tab where a cut is made by hand and then compared with the minimum partition."""

    hook = "cutting-room"
    label = phrase("Scissors")

    def __init__(self, analysis: Analysis, picked: PickedPair, selection: Selection) -> None:
        super().__init__(analysis)
        self._picked, self._selection = picked, selection
        self._subject = "system"
        self._revealed = False
        self._partitions: dict[str, OwnPartition] = {}
        self._wish: Edge | None = None  # a connection to cut once there is a result
        self._outside: Edge | None = None  # the one that no partition of the system cuts alone
        picked.param.watch(self._other_pair, "pair")

    def turn(self, is_open: bool) -> None:
        """Say whether the tab is open; until it reveals the minimum partition, no drawing shows that."""
        super().turn(is_open)
        self._keep_secret()

    def _keep_secret(self) -> None:
        is_system = self._subject == "system"
        self._selection.param.update(
            guessing=self._open and is_system and not self._revealed,
            own_cut=self._partitions.get("system"),
            revealed=is_system and self._revealed,
        )

    def _other_pair(self, _event: Any) -> None:
        if self._subject == "mechanism":
            self._revealed = False
        self.refresh()

    def _partition(self, found: Findings[PhiStructure], pair: Pair) -> OwnPartition:
        """Return the cut made so far; for other units than before, the partition that cuts nothing."""
        units = found.answer.units if self._subject == "system" else pair_units(pair)
        partition = self._partitions.get(self._subject)
        if partition is None or partition.units != tuple(units):
            self._partitions[self._subject] = partition = whole(units)
            self._revealed, self._outside = False, None
            self._keep_secret()
        if self._subject == "system" and self._wish is not None:
            partition = self._wished(units)
        return partition

    def _wished(self, units: Sequence[str]) -> OwnPartition:
        """Return the cut of the connection that is wished for, or no cut if the system does not have it."""
        edge, self._wish = self._wish, None
        partition = whole(units)
        if edge is not None and edge[0] != edge[1] and set(edge) <= set(units) and partition.can_snip:
            self._outside, partition = None, partition.snipped(edge)
        else:
            self._outside = edge
        self._partitions["system"] = partition
        self._keep_secret()
        return partition

    def _job(self, found: Findings[PhiStructure]) -> Callable[[], Any]:
        pair, subject = self._picked.of(found), self._subject
        partition = self._partition(found, pair)
        if subject == "system":
            cut = partition.system if partition.is_cut else None
            return lambda: (found, partition, cut_system_job(found, cut))
        parts = partition.mechanism(pair.mechanism, pair.purview) if partition.cuts else None
        return lambda: (found, partition, cut_pair_job(found, pair, parts))

    def own(self, found: Findings[PhiStructure]) -> OwnCut | None:
        """Return the cut for a figure, None if nothing is cut."""
        pair, partition = self._picked.of(found), self._partitions.get(self._subject)
        is_system = self._subject == "system"
        units = tuple(found.answer.units) if is_system else pair_units(pair)
        if partition is None or partition.units != units or not partition.is_cut:
            return None
        if is_system:
            return OwnCut(partition.system, None, self._revealed)
        return OwnCut(partition.mechanism(pair.mechanism, pair.purview), pair, self._revealed)

    def _page(self, found: Any) -> tuple[str, Actions]:
        findings, partition, sliced = found
        actions: dict[str, Callable[[], None]] = {}

        def act(name: str, do: Callable[[], None]) -> str:
            actions[name] = do
            return name

        subjects = [
            toggle(name, act(subject, partial(self._turn_to, subject)), subject == self._subject)
            for subject, name in (("system", tr("The system")), ("mechanism", tr("A mechanism")))
        ]
        picture = drawing(sliced.drawing, self._theme, sliced.numbers, self._presses(partition, sliced, act))
        reveal = toggle(tr("Reveal the minimum partition"), act("reveal", self._reveal), self._revealed)
        again = f"<button data-act='{act('again', self._again)}'>{escape(AGAIN)}</button>"
        controls = ""
        if self._subject == "mechanism":
            controls, chosen = pair_controls(findings, self._picked.of(findings), self._picked)
            actions |= chosen
        parts = [
            row(tr("Cut"), subjects),
            controls,
            f"<p class='hint'>{escape(HINT[self._subject])}</p>",
            f"<div class='row'>{again}{reveal}</div>",
            picture,
            self._directions(partition, act),
        ]
        return columns("".join(parts), self._answer_markup(sliced)), actions

    def _presses(self, partition: OwnPartition, sliced: Sliced, act: Callable) -> dict:
        """Return action and label of every unit and connection in the drawing that can be pressed."""
        if len(partition.units) == 1:
            return {}
        presses: dict[Any, tuple[str, str]] = {}
        for i, unit in enumerate(partition.units):
            name = act(f"unit:{i}", lambda unit=unit: self._cut(lambda partition: partition.moved(unit)))
            label = unit.removeprefix("m:").removeprefix("z:")
            said = tr("{unit}, part {part}: move it on", unit=label, part=partition.part[i] + 1)
            presses[unit] = (name, said)
        if self._subject == "system" and partition.can_snip:
            for edge in sliced.drawing.edges:
                pair = (edge.source, edge.target)
                if not edge.loop and set(pair) <= set(partition.units):
                    at = "-".join(str(partition.units.index(end)) for end in pair)
                    name = act(
                        f"edge:{at}", lambda pair=pair: self._cut(lambda partition: partition.snipped(pair))
                    )
                    presses[pair] = (name, _cut_or_mend(edge))
        return presses

    def _directions(self, partition: OwnPartition, act: Callable) -> str:
        """Return a button per part of a system, which shows how the part is cut and turns to the next way."""
        if self._subject != "system" or not partition.cuts:
            return ""
        buttons = []
        for k, (part, direction) in enumerate(zip(partition.parts, partition.directions, strict=True)):
            name = act(f"part:{k}", lambda k=k: self._cut(lambda partition: partition.turned(k)))
            text = f"{k + 1}: {' '.join(part)} {ARROWS[direction]} {HOW[direction]}"
            buttons.append(f"<button data-act='{name}'>{escape(text)}</button>")
        return row(tr("Parts"), buttons)

    def _answer_markup(self, sliced: Sliced) -> str:
        own, steps = sliced.arithmetic, ""
        if own is not None:
            summary = escape(tr("Your cut, step by step"))
            steps = f"<details data-name='own'><summary>{summary}</summary>{arithmetic_markup(own)}</details>"
        start = f"<p class='said' role='status'>{escape(sliced.said)}</p>"
        if own is None and self._outside is not None:
            source, target = self._outside
            told = tr(
                "{source} → {target} is not cut by itself: partitions cut between units of the system.",
                source=source,
                target=target,
            )
            start = f"<p class='why'>{escape(told)}</p>{start}"
        if not self._revealed:
            return start + steps
        best = drawing(sliced.best, self._theme, sliced.best_numbers)
        compared = "" if sliced.comparison is None else comparison_markup(sliced.comparison)
        return f"{start}{compared}<h4>{escape(sliced.best_title)}</h4>{best}{steps}"

    def snip(self, edge: Edge) -> None:
        """Cut one connection of the system, and nothing else by hand."""
        self._wish, self._subject, self._revealed = edge, "system", False
        self.refresh()

    def _turn_to(self, subject: str) -> None:
        if subject != self._subject:
            self._subject, self._revealed = subject, False
            self._keep_secret()
            self.refresh()

    def _cut(self, change: Callable[[OwnPartition], OwnPartition]) -> None:
        partition = self._partitions.get(self._subject)
        if partition is not None:
            self._partitions[self._subject], self._outside = change(partition), None
            self._keep_secret()
            self.refresh()

    def _again(self) -> None:
        self._revealed = False
        self._keep_secret()
        self._cut(lambda partition: whole(partition.units))

    def _reveal(self) -> None:
        self._revealed = not self._revealed
        self._keep_secret()
        self._show()


def _cut_or_mend(edge: EdgeMark) -> str:
    """Return the label of a connection: cut it, or mend it."""
    ends = {"source": edge.source, "target": edge.target}
    return (
        tr("{source} to {target}: mend it", **ends)
        if edge.cut
        else tr("{source} to {target}: cut it", **ends)
    )
