"""View models of an exhibit's simulation: target and computer, their outputs in time, how they grow."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.words import phrase, tr
from viz.view.computer_layout import MODULES
from viz.view.letters import letters
from viz.view.raster import MOST_STEPS, RasterCell, RasterView
from viz.view.scaling import ScalingView, scaling_view
from viz.view.simulation import SideGiven, simulation_view
from viz.view.simulation_marks import SimulationView

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from apps.results.scaling import Scale
    from apps.results.simulation import SimulatedSide, Simulation, SimulationMoment
    from engine.substrate.substrate import Substrate

NOT_RUN = phrase("There is no simulation to draw yet; wait for its complexes first.")
NOT_SCALED = phrase("Nothing has been measured yet; measure how the computer grows first.")


def both(exhibit: Exhibit) -> SimulationView:
    """Return target and computer with their complexes; the modules that are open on the page are open."""
    moment = moment_of(exhibit)
    return moment_view(moment, exhibit.open_modules or tuple(MODULES))


def outputs(exhibit: Exhibit) -> RasterView:
    """Return the states of target and registers, aligned in time."""
    moment = moment_of(exhibit)
    return outputs_view(moment.simulation, moment.time)


def scaling(exhibit: Exhibit) -> ScalingView:
    """Return how the computer grows with its target."""
    if exhibit.scales is None:
        raise PhiscopeError(NOT_SCALED)
    return scales_view(exhibit.scales)


def moment_of(exhibit: Exhibit) -> SimulationMoment:
    """Return what is known of target and computer, or raise a `PhiscopeError` if nothing is."""
    if exhibit.moment is None:
        raise PhiscopeError(NOT_RUN)
    return exhibit.moment


def scales_view(scales: tuple[Scale, ...]) -> ScalingView:
    """Return the points of measured targets and computers."""
    return scaling_view(
        [(each.bits, each.units, each.target_phi, each.computer_phi, each.problem) for each in scales]
    )


def moment_view(moment: SimulationMoment, opened: Collection[str]) -> SimulationView:
    """Return both systems at an update, with some modules open."""
    simulation = moment.simulation
    return simulation_view(
        _given(simulation.target, moment.target),
        _given(simulation.computer, moment.computer),
        opened,
        outputs_view(simulation, moment.time),
        moment.time,
        moment.readings,
    )


def plain_view(simulation: Simulation, time: int, opened: Collection[str]) -> SimulationView:
    """Return both systems at an update of which no complexes are known yet."""
    from apps.results.simulation import OF_PAPER

    states = simulation.target_states(time)[-1], simulation.states(time)[-1]
    return simulation_view(
        SideGiven(simulation.target, states[0], ()),
        SideGiven(simulation.computer, states[1], ()),
        opened,
        outputs_view(simulation, time),
        time,
        OF_PAPER,
    )


def _given(substrate: Substrate, side: SimulatedSide) -> SideGiven:
    wholes = [(each.units, each.phi_s, each.big_phi, each.is_complex) for each in side.wholes]
    return SideGiven(substrate, side.state, wholes, side.problem)


def outputs_view(simulation: Simulation, time: int) -> RasterView:
    """Return the target's units and below them the registers that show them, over the last updates."""
    made, target = simulation.computer, simulation.target
    places = [made.index(label) for label in simulation.outputs]
    shown = [tuple(state[at] for at in places) for state in simulation.states(time)]
    rows = list(zip(simulation.target_states(time), shown, strict=True))[-MOST_STEPS:]
    first = time + 1 - len(rows)
    labels = (*target.labels, *simulation.outputs)
    cells = tuple(
        RasterCell(
            first + t,
            row,
            float(value),
            tr("{unit} = {value} at update {time}", unit=label, value=value, time=first + t),
        )
        for t, (one, other) in enumerate(rows)
        for row, (label, value) in enumerate(zip(labels, (*one, *other), strict=True))
    )
    return RasterView(
        labels=labels,
        cells=cells,
        first=first,
        last=time,
        jumps=(),
        now=f"{letters(target.labels, rows[-1][0])}, {letters(simulation.outputs, rows[-1][1])}",
        caption=" · ".join(
            filter(None, [target.name, tr("target and registers of {name}", name=made.name), "phiscope"])
        ),
    )


def wholes_columns(moment: SimulationMoment) -> dict[str, list]:
    """Return the complexes of both systems as columns: system, units, φ_s and Φ, verdict."""
    sides = (("target", moment.target), ("computer", moment.computer))
    rows = [(name, whole) for name, side in sides for whole in side.wholes]
    return {
        "system": [name for name, _ in rows],
        "units": [" ".join(whole.units) for _, whole in rows],
        "size": [len(whole.units) for _, whole in rows],
        "phi_s": [whole.phi_s for _, whole in rows],
        "big_phi": [whole.big_phi for _, whole in rows],
        "verdict": ["complex" if whole.is_complex else "undecided" for _, whole in rows],
    }
