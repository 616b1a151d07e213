"""Compiling the kernels before the first computation."""

from __future__ import annotations

import time

from engine.run.jobs import Report
from engine.words import tr


def warm_up(report: Report | None = None) -> float:
    """Compile every kernel, or load it from disk, by running a small network; return the seconds it took."""
    from engine import iit3
    from engine.causation.account import account
    from engine.grain import grains
    from engine.iit4.complexes import complexes
    from engine.iit4.structure import unfold
    from engine.substrate.substrate import Substrate

    started = time.perf_counter()
    substrate = Substrate.from_weights([[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]], k=4.0)
    result = unfold(substrate, (0, 1, 1), report=report)
    _ = result.relations.count, result.relations.strongest(1)
    complexes(substrate, (0, 1, 1))
    account(substrate, (0, 1, 1), (0, 1, 1))
    grains(substrate, (0, 1, 1), size=2)
    iit3.unfold(substrate, (0, 1, 1))
    return time.perf_counter() - started


def main() -> None:
    """Compile with a line before and after: `python -m engine.warm_up`, which `make app` calls once."""
    print(tr("Compiling the fast routines, once: about half a minute …"), flush=True)
    print(tr("Compiled in {seconds:.0f} s.", seconds=warm_up()), flush=True)


if __name__ == "__main__":
    main()
