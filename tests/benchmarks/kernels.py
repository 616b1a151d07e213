"""The search for irreducible mechanisms phase by phase on one core, and the kernels that it had before.

`before/` holds the kernels of commit f32ee80, unchanged: the ratio is measured in one run, so that a busy or
slow machine does not matter.
"""

import importlib.util
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np

from engine.iit4 import pieces
from engine.iit4.system import CandidateSystem
from engine.kernels import causes, disintegration, effect_bounds, effects
from engine.run.jobs import new_control


@cache
def _kernel(name: str) -> ModuleType:
    path = Path(__file__).parent / "before" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"before_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def phases(system: CandidateSystem) -> dict[str, float]:
    """Return the seconds of processor time that each phase of the search takes."""
    took: dict[str, float] = {}

    def run(phase: str, work: Callable, *args):
        started = time.thread_time()
        out = work(*args)
        took[phase] = took.get(phase, 0.0) + time.thread_time() - started
        return out

    step = max(1, pieces.PAIRS_AT_ONCE >> system.n)
    for is_cause in (True, False):
        d = pieces._directions(system, is_cause)
        masks, best, control = pieces.search_order(system.n, is_cause), np.zeros(1 << system.n), new_control()
        name = "causes" if is_cause else "effects"
        for at in range(0, len(masks), step):
            some = masks[at : at + step]
            if is_cause:
                found = run(
                    "causes: states",
                    causes.cause_candidates,
                    *(some, d.probabilities, d.costs, d.radix, d.links, best, control),
                )
            else:
                states = run(
                    "effects: states",
                    effects.effect_states,
                    *(some, d.probabilities, d.radix, d.state, d.links, control),
                )
                found = run("effects: bounds", effect_bounds.effect_candidates, *states, d.costs, d.radix)
            evaluated = (*found, d.costs, d.radix, is_cause, best, control)
            run(f"{name}: partitions", disintegration.evaluate, *evaluated)
    return took


def limit(n: int) -> float:
    """Return the seconds of 6^n additions of doubles in the nearest cache, below which no sweep can go."""
    a, b, out = np.ones((3, 1024))
    np.add(a, b, out)
    times = []
    for _ in range(200):
        started = time.perf_counter()
        for _ in range(10):
            np.add(a, b, out)
        times.append(time.perf_counter() - started)
    return min(times) / 10 / 1024 * 6.0**n


def before(system: CandidateSystem) -> float:
    """Return the seconds of processor time that the search took with the kernels before, tables included."""
    started = time.thread_time()
    masks = np.arange(1, 1 << system.n)
    radix, state = np.array(system.radix), np.array(system.state)
    given = pieces.given_every_state(system.effect, system.radix)
    costs = pieces.bits(pieces.given_present_state(system.effect, system.radix, system.state))
    links, control = pieces._masks(system.cm), new_control()
    found = _kernel("effects").effect_candidates(masks, given, radix, state, links, control)
    _before_partitions(masks, found, costs, (radix, np.ones_like(radix), links), False)
    likelihood = pieces.given_every_state(system.cause[:, system.present_columns], system.radix)
    by_unit, links = np.ascontiguousarray(likelihood.T), pieces._masks(system.cm.T)
    found = _kernel("causes").cause_candidates(masks, by_unit, radix, links, control)
    _before_partitions(masks, found, pieces.bits(likelihood), (radix, radix, links), True)
    return time.thread_time() - started


def _before_partitions(masks, found, costs, sides, is_cause: bool) -> None:
    least = _kernel("bounds").least_costs(costs, sides[1], new_control())
    _kernel("disintegration").maximal_purviews(
        masks, *found[:3], (costs, least), sides, is_cause, new_control()
    )
