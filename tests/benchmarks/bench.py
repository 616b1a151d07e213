"""`make bench`: what the engine and the page cost, in one table, against the last run.

Medians of warm runs on dense noisy substrates (logistic, random weights) and sparse ones (3 inputs a unit),
the growth for each unit more, the naive twin's time for n <= 4 and the ratio, the estimate beside the real
time, peak memory, import time, what a step of a slider calls, and edit-to-picture in the browser. The last
results lie beside this file.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "ui")]
os.environ["PHISCOPE_CACHE"] = "off"

LAST = Path(__file__).parent / "last.json"
KEPT = Path(__file__).parent / "kept.json"  # what the manual shows
# Two quiet cores, dense and noisy, warm: seconds, megabytes, calls.
TARGETS = {
    "unfold 1 core 6": 0.01,
    "unfold 1 core 8": 0.08,
    "unfold 4": 0.0013,
    "unfold 6": 0.006,
    "unfold 7": 0.025,
    "unfold 8": 0.04,
    "unfold 9": 0.15,
    "unfold 10": 0.7,
    "unfold 11": 4.5,
    "unfold 12": 30.0,
    "unfold sparse 12": 3.0,
    "φ_s 8": 0.01,
    "φ_s 10": 0.1,
    "φ_s 12": 5.0,
    "φ_s 14": 1.0,
    "complexes 10": 0.5,
    "complexes 12": 3.0,
    "complexes weak 117": 1.0,
    "complexes feedback 117": 1.0,
    "complexes worst 117": 1.0,
    "all states 6": 1.0,
    "account 5": 0.05,
    "account 7": 1.0,
    "account 10": 1.0,
    "survey random 4": 30.0,
    "survey rules 5": 60.0,
    "import engine": 1.5,
    "build explore": 0.8,
    "build compare": 1.0,
    "slider step calls": 1500,
    "slider step files": 45,
    "edit to picture 5": 0.12,
    "peak MB 8": 600.0,
    "peak MB 12": 700.0,
}
# How many times as fast as the kernels before the search should be.
RATIOS = {8: 5.0, 9: 6.0, 10: 8.0}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a phase at a size, its median, and a remark."""

    phase: str
    n: int | None
    value: float
    remark: str = ""

    @property
    def name(self) -> str:
        return self.phase if self.n is None else f"{self.phase} {self.n}"


def dense(n: int):
    from engine.substrate.substrate import Substrate

    rng = np.random.default_rng(n)
    return Substrate.from_weights(rng.normal(0, 1, (n, n)), k=1.0)


def sparse(n: int):
    from engine.substrate.substrate import Substrate

    rng = np.random.default_rng(n)
    weights = np.zeros((n, n))
    for j in range(n):
        inputs = {(j - 1) % n, *rng.choice(n, 2, replace=False).tolist()}
        weights[list(inputs), j] = rng.normal(0, 1, len(inputs))
    return Substrate.from_weights(weights, k=1.0)


def timed(work: Callable[[], object], budget: float = 3.0) -> float:
    """Median of at least 1 and at most 15 runs within the budget, after one run to warm up if it is short."""
    started = time.perf_counter()
    work()
    first = time.perf_counter() - started
    if first > budget:
        return first
    times = []
    while len(times) < 15 and sum(times) < budget:
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


def state_of(n: int) -> tuple[int, ...]:
    return tuple(int(i % 3 == 0) for i in range(n))


def bench_unfold(sizes: range, say: Callable[[Row], None]) -> None:
    """Unfold on one core and on all, the naive twin where it ends, and the estimate."""
    import naive
    from engine.iit4.costs import estimate_unfold
    from engine.iit4.structure import unfold
    from engine.run import jobs

    for n in sizes:
        substrate, state = dense(n), state_of(n)
        if n <= 9:
            with jobs.using(jobs.Threads(1)):
                say(Row("unfold 1 core", n, timed(lambda s=substrate, u=state: unfold(s, u))))
        took = timed(lambda s=substrate, u=state: unfold(s, u))
        remark = ""
        if n <= 4:
            tpm = naive.from_state_by_node(substrate.tpm)
            started = time.perf_counter()
            cause, effect, now = naive.candidate_system(tpm, state, range(n))
            naive.phi_s(tpm, state, range(n))
            naive.distinctions(cause, effect, now)
            slow = time.perf_counter() - started
            remark = f"naive twin {slow:.3g} s, {slow / took:,.0f} times"
        if n >= 6:
            estimate = estimate_unfold(substrate, state)
            remark = f"estimate {estimate.seconds:.3g} s ({estimate.seconds / took:.2f} of it)"
        say(Row("unfold", n, took, remark))
    for n in [n for n in (6, 8, 10, 12) if n <= sizes[-1]]:
        substrate, state = sparse(n), state_of(n)
        estimate = estimate_unfold(substrate, state)
        took = timed(lambda s=substrate, u=state: unfold(s, u))
        remark = f"estimate {estimate.seconds:.3g} s ({estimate.seconds / took:.2f} of it)"
        say(Row("unfold sparse", n, took, remark))


def bench_kernels(full: bool, say: Callable[[Row], None]) -> None:
    """The search on one core: each phase in ns for each of 6^n entries, its limit, and the kernels before."""
    import kernels

    from engine.iit4.system import candidate_system

    for n in (6, 7, 8, 9, 10, *((11, 12) if full else ())):
        system = candidate_system(dense(n), state_of(n))
        runs = [kernels.phases(system) for _ in range(5 if n < 10 else 2)][1:]
        least = kernels.limit(n)
        for phase in runs[0]:
            took = min(run[phase] for run in runs)
            nanoseconds = f"{took / 6.0**n * 1e9:.2f} ns for each of 6^n"
            say(Row(phase, n, took, f"{nanoseconds}, {took / least:.1f} times the limit"))
        whole = min(sum(run.values()) for run in runs)
        remark = ""
        if n <= 10:
            old = min(kernels.before(system) for _ in range(3 if n < 9 else 1))
            remark = f"{old / whole:.1f} times as fast as before (goal {RATIOS.get(n, 1):g})"
        say(Row("search 1 core", n, whole, remark))


def bench_system(full: bool, say: Callable[[Row], None]) -> None:
    """φ_s alone, all complexes, every state."""
    from itertools import product

    from engine.iit4.complexes import complexes
    from engine.iit4.integration import integrate
    from engine.iit4.structure import unfold
    from engine.iit4.system import candidate_system

    for n in (3, 4, 5, 6, 7, 8, 9, 10, 12, *((14,) if full else ())):
        system = candidate_system(dense(n), state_of(n))
        say(Row("φ_s", n, timed(lambda s=system: integrate(s))))
    for n in (4, 6, 8, 10, *((12,) if full else ())):
        substrate, state = dense(n), state_of(n)
        say(Row("complexes", n, timed(lambda s=substrate, u=state: complexes(s, u))))
    bench_computers(say)
    six = dense(6)
    say(Row("all states", 6, timed(lambda: [unfold(six, u) for u in product((0, 1), repeat=6)])))


def bench_computers(say: Callable[[Row], None]) -> None:
    """A state of the computers that simulate PQRS: the mean and the worst of seventeen."""
    import computers
    from engine import complexes

    worst = 0.0
    for name, which in (("weak", computers.WEAK), ("feedback", computers.FEEDBACK)):
        substrate = computers.computer(which)
        states = computers.run(which, "PQRS", (0, 1, 0, 1), 17)[1:]
        complexes(substrate, states[0])
        times = [timed(lambda s=substrate, u=state: complexes(s, u), 0.5) for state in states]
        say(Row(f"complexes {name}", 117, sum(times) / len(times), f"of {len(times)} states"))
        worst = max(worst, *times)
    say(Row("complexes worst", 117, worst))


def bench_account(full: bool, say: Callable[[Row], None]) -> None:
    """The whole account of a transition of n + n dense noisy units."""
    from engine.causation.account import account

    for n in (3, 5, 7, 8, *((10,) if full else ())):
        substrate = dense(n)
        after = state_of(n)[::-1]
        say(Row("account", n, timed(lambda s=substrate, a=after, n=n: account(s, state_of(n), a))))


def bench_iit3(full: bool, say: Callable[[Row], None]) -> None:
    """Whole Φ of IIT 3.0, and its complexes."""
    import concepts

    TARGETS.update(concepts.TARGETS)
    for row in concepts.rows(full, dense, state_of, timed):
        say(Row(*row))


def bench_grain(full: bool, say: Callable[[Row], None]) -> None:
    """Macro systems, and searches across grains."""
    import grain_times

    TARGETS.update(grain_times.TARGETS)
    for row in grain_times.rows(full, timed):
        say(Row(*row))


def bench_survey(say: Callable[[Row], None]) -> None:
    """φ_s and Φ of 10,000 random networks, and of all rules on a ring in all states, in processes."""
    from engine.atlas.recipe import parse_recipe
    from engine.atlas.surveying import survey

    head = "complexes = false\n[[family]]\n"
    for phase, n, text in (
        ("survey random", 4, f'{head}kind = "random"\ncount = 10000\nunits = 4\n'),
        ("survey rules", 5, f'{head}kind = "elementary"\nunits = 5\n'),
    ):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            done = survey(parse_recipe(text.encode(), Path(folder)), Path(folder) / "table.sqlite")
            remark = f"{done.rows:,} systems, {done.carried:,} the same as others"
            say(Row(phase, n, time.perf_counter() - started, remark))


def bench_process(full: bool, say: Callable[[Row], None]) -> None:
    """Import time and peak memory, in processes of their own."""
    code = (
        "import time; t = time.perf_counter(); import engine; engine.unfold; print(time.perf_counter() - t)"
    )
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    say(Row("import engine", None, median(times)))
    for n in (8, *((12,) if full else ())):
        code = (
            "import sys, resource; sys.path.insert(0, 'tests/benchmarks'); import bench;"
            "from engine import unfold;"
            f"unfold(bench.dense({n}), bench.state_of({n})).relations.count;"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        say(Row("peak MB", n, float(subprocess.check_output([sys.executable, "-c", code]))))


def bench_page(say: Callable[[Row], None]) -> None:
    """What building each page takes, a step of a slider, and from a click to the new plots in the browser."""
    from apps import views
    from measure import edit_to_picture, page_build
    from slider import slider_step

    step = slider_step()
    say(Row("slider step calls", None, step.calls, "Python calls in our files, on the thread of the page"))
    say(Row("slider step files", None, step.files, "files they are in"))
    for page in views.load():
        say(Row(f"build {page}", None, page_build(page)))
    times = edit_to_picture(dense(5), state_of(5), edits=15)
    say(Row("edit to picture", 5, median(times), f"worst of {len(times)}: {max(times):.2f} s"))


def show(row: Row, before: dict[str, float], last: dict[str, float]) -> None:
    """Print one line: name, median, growth from n - 1, target, change since the last run."""
    previous = before.get(f"{row.phase} {row.n - 1}") if row.n else None
    growth = f"x{row.value / previous:.1f}" if previous else ""
    shown = f"{row.value:10.4f} s "
    if row.phase.startswith("peak"):
        shown = f"{row.value:10.0f} MB"
    elif row.phase.startswith("slider"):
        shown = f"{row.value:10.0f}   "
    target = TARGETS.get(row.name)
    verdict = "" if target is None else f"{'ok' if row.value <= target else 'MISSED':>6} {target:g}"
    since = f"{row.value / last[row.name]:5.2f} of last" if row.name in last else ""
    print(f"{row.name:<22}{shown} {growth:>7} {verdict:<14} {since:<14} {row.remark}".rstrip(), flush=True)


def main() -> None:
    """Run the benchmarks; --full adds the sizes that take minutes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="also n = 12 and 14: some minutes more")
    parser.add_argument(
        "--only",
        default="",
        help="phases to run: unfold,kernels,system,account,iit3,grain,survey,process,page",
    )
    parser.add_argument("--keep", action="store_true", help="keep these results for the manual")
    options = parser.parse_args()
    last = json.loads(LAST.read_text()) if LAST.exists() else {}
    results: dict[str, float] = {}

    def say(row: Row) -> None:
        show(row, results, last)
        results[row.name] = row.value

    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(machine)
    suites = {
        "process": lambda: bench_process(options.full, say),
        "unfold": lambda: bench_unfold(range(3, 13 if options.full else 11), say),
        "kernels": lambda: bench_kernels(options.full, say),
        "system": lambda: bench_system(options.full, say),
        "account": lambda: bench_account(options.full, say),
        "iit3": lambda: bench_iit3(options.full, say),
        "grain": lambda: bench_grain(options.full, say),
        "survey": lambda: bench_survey(say),
        "page": lambda: bench_page(say),
    }
    for name, suite in suites.items():
        if name in (options.only or name):
            suite()
    LAST.write_text(json.dumps(last | results, indent=1) + "\n")
    if options.keep:
        kept = {"when": datetime.now(UTC).strftime("%Y-%m-%d"), "on": machine, "rows": results}
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
