"""The page of speed: what `make bench` measured, when and on what."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from apps.manual.agreement import DATA
from apps.manual.markdown import page, plain, table
from engine import Substrate, complexes, iit3, unfold

MEASURED = Path(__file__).resolve().parents[2] / "tests" / "benchmarks" / "kept.json"
"""What ``make bench`` kept: ``python tests/benchmarks/bench.py --keep`` writes it."""
CHAPTERS = {
    "A Φ-structure, all cores": ("unfold", "dense noisy units: every one listens to every one"),
    "A Φ-structure, one core": ("unfold 1 core", "the same"),
    "A Φ-structure, sparse": ("unfold sparse", "three inputs a unit"),
    "φ_s alone": ("φ_s", "dense noisy units"),
    "All complexes": ("complexes", "every set of dense noisy units is tried"),
    "Causal accounts": ("account", "all units before, all units after"),
    "Large substrates": (
        "complexes feedback",
        "complexes of a state of a computer of 117 units, on average",
    ),
    "Surveys": ("survey random", "10,000 random networks of so many units, φ_s and Φ of each"),
}
"""Heading: the phase of `make bench`, and what is measured."""


def rows_of(phase: str, rows: dict[str, float]) -> dict[int, float]:
    """Return the medians of a phase by the number of units."""
    found = {
        name.removeprefix(phase).strip(): value
        for name, value in rows.items()
        if name.startswith(f"{phase} ")
    }
    return {int(size): value for size, value in found.items() if size.isdigit()}


def speed() -> str:
    """Return the page."""
    measured: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    parts = [
        f"Measured by `make bench` on {measured['when']}, on {plain(measured['on'])}. "
        "Medians of warm runs; yours will differ. Nothing is approximated: the times are of exact results.",
    ]
    for heading, (phase, what) in CHAPTERS.items():
        known = sorted(rows_of(phase, measured["rows"]).items())
        if known:
            cells = [[str(size), _time(value)] for size, value in known]
            parts += [f"## {heading}", f"{what[0].upper()}{what[1:]}.", table(["units", "time"], cells)]
    return page("Speed", *parts, *_beside_pyphi())


def _beside_pyphi() -> list[str]:
    """Return the part about the random networks of the oracle: its time, and that of this build."""
    golden = json.loads((DATA / "golden.json").read_text(encoding="utf-8"))
    cells = []
    for theory, name, work in (("iit4", "4.0", _iit4), ("iit3", "3.0", _iit3)):
        by_size: dict[int, list[tuple[float, float]]] = {}
        for entry in golden[theory]:
            by_size.setdefault(entry["n"], []).append(
                (entry["oracle_seconds"], _seconds(lambda e=entry, w=work: w(e)))
            )
        for size, times in sorted(by_size.items()):
            theirs, ours = (median(each) for each in zip(*times, strict=True))
            cells.append([name, str(size), str(len(times)), _time(theirs), _time(ours)])
    said = (
        "The random networks of [the tables of agreement](agreement.md), everything that PyPhi 2.0-dev "
        "computed of each. Its times were written down with its numbers, on another machine; ours are of the "
        "machine that built this manual, while it did other things too. Only their order of magnitude means "
        "something."
    )
    heads = ["IIT", "units", "networks", "PyPhi, median", "here, median"]
    return ["## Beside PyPhi", said, table(heads, cells)]


def _seconds(work: Callable[[], object]) -> float:
    work()  # compiles, if need be
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _iit4(entry: dict[str, Any]) -> None:
    substrate = Substrate.from_tpm(entry["tpm"], entry["cm"])
    for key in ("whole", "subsystem"):
        if key in entry:
            found = unfold(substrate, entry["state"], [substrate.labels[i] for i in entry[key]["nodes"]])
            found.relations.sum_phi  # noqa: B018 - it is computed when it is asked for
    if "complexes" in entry:
        complexes(substrate, entry["state"])


def _iit3(entry: dict[str, Any]) -> None:
    iit3.unfold(Substrate.from_tpm(entry["tpm"]), entry["state"])


def _time(seconds: float) -> str:
    """Return a time with two digits."""
    if seconds < 0.1:
        return f"{1000 * seconds:.2g} ms"
    return f"{seconds:.2g} s" if seconds < 10 else f"{seconds:.0f} s"
