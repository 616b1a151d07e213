"""A target beside the computer that simulates it: the computer by modules that open, every complex filled."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from engine.words import phrase, tr, trn
from viz.hull import hull
from viz.numbers import number
from viz.view.computer_layout import BOXES, MODULES, ROUTES, TAGS, loose_places, spots_of
from viz.view.letters import letter, letters
from viz.view.naming import readings_text
from viz.view.simulation_marks import BoxMark, SideMarks, SimulationView, UnitSpot, WholeMark, WireMark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from engine.iit4.readings import Readings
    from engine.substrate.substrate import Substrate
    from viz.view.raster import RasterView

PAD = 0.42
"""Room around a unit inside the outline of a complex."""
NAMES = {
    "clock": phrase("Clock"),
    "registers": phrase("Registers"),
    "program": phrase("Program"),
    "multiplexer": phrase("Multiplexer"),
}


@dataclass(frozen=True, slots=True)
class SideGiven:
    """What is known of one system.

    Attributes
    ----------
    substrate
        The system.
    state
        Its state.
    wholes
        Units, φ_s, Φ and whether it is a complex, of each complex and of what is undecided.
    problem
        Why nothing is known; empty if it is.
    """

    substrate: Substrate
    state: Sequence[int]
    wholes: Sequence[tuple[tuple[str, ...], float, float, bool]]
    problem: str = ""


def simulation_view(
    target: SideGiven,
    computer: SideGiven,
    opened: Collection[str],
    outputs: RasterView,
    time: int,
    readings: Readings,
) -> SimulationView:
    """Return a target beside its computer.

    Parameters
    ----------
    target, computer
        What is known of each.
    opened
        Kinds of the modules that are open.
    outputs
        The states of both, aligned in time.
    time
        The update of the computer.
    readings
        How they were computed.

    Returns
    -------
    SimulationView
    """
    most = max((phi_s for side in (target, computer) for _, phi_s, _, _ in side.wholes), default=0.0) or 1.0
    found = spots_of()
    hidden = {label for kind, labels in MODULES.items() if kind not in opened for label in labels}
    seen = {label: place for label, place in found.items() if label not in hidden}
    names = (target.substrate.name or tr("Target"), computer.substrate.name)
    sides = (
        _side(target, names[0], loose_places(target.substrate.labels), most),
        _side(computer, names[1], seen, most, inside=MODULES),
    )
    return SimulationView(
        title=tr("{target} and the computer at update {time}", target=names[0], time=time),
        target=sides[0],
        computer=sides[1],
        boxes=tuple(_box(kind, kind in opened, computer) for kind in BOXES),
        bundles=_bundles(computer.substrate),
        outputs=outputs,
        phis=tuple(_phis(name, side) for name, side in zip(names, (target, computer), strict=True)),
        caption=_caption(names, target, time, readings),
    )


def _phis(name: str, side: SideGiven) -> tuple[str, str, str, str]:
    known = [whole for whole in side.wholes if whole[3]]
    if side.problem:
        return name, "–", "–", "–"
    most = max((phi_s for _, phi_s, _, _ in known), default=0.0)
    largest = max((big_phi for _, _, big_phi, _ in known), default=0.0)
    return name, str(len(known)), number(most), number(largest)


def _side(
    given: SideGiven,
    name: str,
    places: Mapping[str, tuple[float, float]],
    most: float,
    inside: Mapping[str, Collection[str]] | None = None,
) -> SideMarks:
    values = dict(zip(given.substrate.labels, given.state, strict=True))
    spots = tuple(
        UnitSpot(label, _short(letter(label, values[label])), *places[label], float(values[label]))
        for label in given.substrate.labels
        if label in places
    )
    module = {label: kind for kind, labels in (inside or {}).items() for label in labels}
    strands = tuple(
        WireMark((places[e.source], places[e.target]), 1, f"{e.source} → {e.target}")
        for e in given.substrate.edges
        if {e.source, e.target} <= places.keys() and module.get(e.source) == module.get(e.target)
    )
    whole_marks = tuple(_whole(whole, values, places, most) for whole in given.wholes)
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    bounds = (min(xs) - 1, max(xs) + 1, min(ys) - 1, max(ys) + 1)
    return SideMarks(
        name=name,
        state=letters(given.substrate.labels, given.state) if inside is None else "",
        units=spots,
        strands=strands,
        wholes=whole_marks,
        problem=given.problem,
        bounds=bounds,
        tags=tuple((*spot, text) for label, spot, text in TAGS if label in places),
    )


def _short(text: str) -> str:
    """Return the name of a unit without its register or line, whose number stands beside it."""
    head = text.split("/")[0]
    return head[2:] if len(head) == 4 and head[:1] in "Tt" and head[2:3] in "Rr" else head


def _whole(
    whole: tuple[tuple[str, ...], float, float, bool],
    values: Mapping[str, int],
    places: Mapping[str, tuple[float, float]],
    most: float,
) -> WholeMark:
    units, phi_s, big_phi, is_complex = whole
    drawn = [places[label] for label in units if label in places]
    outline: tuple[tuple[float, float], ...] = ()
    middle = (0.0, 0.0)
    if len(drawn) == len(units):
        turns = [2 * pi * i / 16 for i in range(16)]
        around = [(x + PAD * cos(turn), y + PAD * sin(turn)) for x, y in drawn for turn in turns]
        outline = tuple((float(x), float(y)) for x, y in hull(np.array(around)))
        middle = (sum(x for x, _ in drawn) / len(drawn), sum(y for _, y in drawn) / len(drawn))
    return WholeMark(
        units=units,
        name=letters(units, [values[label] for label in units]),
        phi_s=number(phi_s, 2),
        big_phi=number(big_phi),
        outline=outline,
        at=middle,
        strength=phi_s / most,
        is_complex=is_complex,
    )


def _box(kind: str, is_open: bool, computer: SideGiven) -> BoxMark:
    labels = set(MODULES[kind])
    values = dict(zip(computer.substrate.labels, computer.state, strict=True))
    inside = [whole for whole in computer.wholes if whole[3] and set(whole[0]) <= labels]
    lines = [tr("{n} units, {on} ON", n=len(labels), on=sum(values[label] for label in labels))]
    if inside:
        lines.append(trn("{n} complex", "{n} complexes", len(inside)))
        most = max(phi_s for _, phi_s, _, _ in inside), max(big_phi for _, _, big_phi, _ in inside)
        lines.append(tr("φ_s up to {phi_s}, Φ up to {phi}", phi_s=number(most[0], 2), phi=number(most[1])))
    return BoxMark(kind, NAMES[kind], *BOXES[kind], is_open, tuple(lines))


def _bundles(computer: Substrate) -> tuple[WireMark, ...]:
    """Return one strand for all connections from one module to another."""
    module = {label: kind for kind, labels in MODULES.items() for label in labels}
    counts: dict[tuple[str, str], int] = {}
    for edge in computer.edges:
        pair = module[edge.source], module[edge.target]
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + 1
    return tuple(
        WireMark(ROUTES[pair], count, tr("{source} → {target}: {n} connections",
               source=NAMES[pair[0]], target=NAMES[pair[1]], n=count))
        for pair, count in counts.items()
    )  # fmt: skip


def _caption(names: tuple[str, str], target: SideGiven, time: int, readings: Readings) -> str:
    from engine.version import engine_version

    return " · ".join(
        filter(
            None,
            [
                tr("{target} and {computer}", target=names[0], computer=names[1]),
                tr("update {time}", time=time),
                tr("target in state {state}", state=letters(target.substrate.labels, target.state)),
                readings_text(readings),
                tr("φ_s in ibits"),
                f"phiscope {engine_version()}",
            ],
        )
    )
