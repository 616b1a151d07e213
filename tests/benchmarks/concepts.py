"""What IIT 3.0 costs: whole Φ of dense noisy and of deterministic systems, and complexes."""

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np

from engine import iit3
from engine.substrate.substrate import Substrate

# Seconds on two quiet cores, warm, as the issue of IIT 3.0 asks.
TARGETS = {
    "constellation 4": 0.1,
    "constellation 5": 0.6,
    "constellation 6": 5.0,
    "constellation 7": 120.0,
    "constellation sure 5": 0.2,
    "majorities 17C 5": 0.2,
    "complexes 3.0 5": 1.0,
    "complexes Fig 16 7": 1.0,
}


def certain(n: int) -> tuple[Substrate, tuple[int, ...]]:
    """A network of n random Boolean functions, in a state that it can come to."""
    tpm = np.random.default_rng(n).integers(0, 2, (1 << n, n)).astype(float)
    return Substrate.from_tpm(tpm), tuple(int(value) for value in tpm[0])


def majorities() -> Substrate:
    """Fig 17C: five majority units, each with its own three inputs."""
    inputs = ((2, 3, 4), (0, 3, 4), (0, 1, 4), (0, 1, 2), (1, 2, 3))
    rows = [[float(sum(row >> i & 1 for i in each) >= 2) for each in inputs] for row in range(32)]
    return Substrate.from_tpm(rows)


def rows(
    full: bool, dense: Callable, state_of: Callable, timed: Callable[[Callable[[], object]], float]
) -> Iterator[tuple[str, int, float, str]]:
    """Yield phase, units, seconds and remark of each measurement.

    Parameters
    ----------
    full
        Whether 7 dense noisy units, which take a minute, are among them.
    dense, state_of
        Return a dense noisy substrate of so many units, and a state.
    timed
        Returns the median time of warm runs.
    """
    for n in (3, 4, 5, 6, *((7,) if full else ())):
        substrate, state = dense(n), state_of(n)
        found = iit3.unfold(substrate, state)
        took = timed(lambda s=substrate, u=state: iit3.unfold(s, u))
        yield "constellation", n, took, f"Φ = {found.big_phi:.6g}, {len(found.concepts)} concepts"
    for n in (5, 6):
        substrate, state = certain(n)
        yield "constellation sure", n, timed(lambda s=substrate, u=state: iit3.unfold(s, u)), ""
    five = majorities()
    found = iit3.unfold(five, (1,) * 5)
    took = timed(lambda: iit3.unfold(five, (1,) * 5))
    yield "majorities 17C", 5, took, f"Φ = {found.big_phi:.6g}"
    for n in (4, 5):
        substrate, state = dense(n), state_of(n)
        yield "complexes 3.0", n, timed(lambda s=substrate, u=state: iit3.complexes(s, u)), ""
    from apps.document.snapshot import opened
    from apps.results.version_states import version_states_job
    from cards import example

    for n in (4, 5):
        network = opened(dense(n))
        took = timed(lambda s=network: version_states_job(s, lambda *_: None, Event()))
        yield "every version, all states", n, took, f"{2**n} states"
    seven = example("iit3-fig16")
    yield (
        "complexes Fig 16",
        7,
        timed(lambda: iit3.complexes(seven, seven.state or (0,) * 7)),
        "7 sparse units",
    )
