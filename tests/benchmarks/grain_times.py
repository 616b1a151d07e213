"""What units of any grain cost: one macro system, and searches from four units to eight."""

import time

import numpy as np

# Two quiet cores, warm: seconds.
TARGETS = {
    "macro boxes 8": 0.1,
    "grains couples 4": 0.5,
    "grains couples 6": 2.0,
    "grains boxes 8": 10.0,
}


def rows(full, timed):
    """Yield phase, units, seconds and a remark."""
    from engine import Substrate, unfold
    from engine.grain import grains
    from grain_cases import couples, preset

    boxes, on = preset("grain-black-boxes"), (1,) * 8
    yield "macro boxes", 8, timed(lambda: unfold(boxes, on, macro=boxes.macro.units)), "τ = 2, φ_s and Φ"
    searches = [
        ("grains couples", preset("grain-couples-sfs"), (0,) * 4, 2),
        ("grains couples", couples(3, 0.25), (0,) * 6, 1),
        ("grains boxes", boxes, on, 1),
    ]
    for name, substrate, state, tau in searches:
        counted = len(grains(substrate, state, tau=tau).systems)
        took = timed(lambda s=substrate, u=state, t=tau: grains(s, u, tau=t))
        yield name, substrate.n, took, f"size ≤ 4, τ ≤ {tau}: {counted:,} systems"
    n = 6 if full else 5
    dense = Substrate.from_tpm(np.random.default_rng(n).uniform(0.05, 0.95, (2**n, n)))
    started = time.perf_counter()
    counted = len(grains(dense, (0,) * n, tau=2).systems)
    yield (
        "grains dense",
        n,
        time.perf_counter() - started,
        f"size ≤ 4, τ ≤ 2: {counted:,} systems, no symmetry",
    )
