"""What one step of a slider costs on the explore page: Python calls in our files, and how many files."""

import asyncio
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from apps import views
from apps.jobs import background_answer
from apps.workspace import workbench
from apps.workspace.workspace import Workspace
from parts import part

ROOT = Path(__file__).resolve().parents[1]
OURS = tuple(f"{ROOT / package}/" for package in ("apps", "viz", "engine"))
WARM, STEPS = 3, 5
LONGEST = 90.0  # the first result may have to wait for kernels to compile


@dataclass(frozen=True, slots=True)
class Cost:
    """Calls on the thread of the page, by file and function."""

    by_function: Counter[tuple[str, str]]

    @property
    def calls(self) -> int:
        return self.by_function.total()

    @property
    def files(self) -> int:
        return len({file for file, _ in self.by_function})


def slider_step() -> Cost:
    """The cost of one step of the slider of a weight of the first example, until its result is drawn.

    The page is built in this process without a browser, so that everything is drawn at once; the worker's own
    calls are not counted. The least of a few steps: the runner's clock may tick during one, and the page may
    need the TPM before the worker has built it.
    """
    with mock.patch.object(background_answer, "PATIENCE", LONGEST):
        return asyncio.run(_slide())


async def _slide() -> Cost:
    desk = _page()
    edge = desk.document.substrate.edges[0]
    await _settled(desk)
    desk.selection.pick_edge(edge.source, edge.target)
    slider = desk.left.select(lambda part: "weight-slider" in getattr(part, "css_classes", []))[0]
    costs = []
    for step in range(WARM + STEPS):
        counted: Counter[tuple[str, str]] = Counter()
        sys.setprofile(lambda frame, event, _arg, counted=counted: _count(frame, event, counted))
        try:
            slider.value = 0.3 + step / 100
            await _settled(desk)
        finally:
            sys.setprofile(None)
        costs.append(Cost(counted))
    return min(costs[WARM:], key=lambda cost: cost.calls)


def _page() -> Workspace:
    """The desk of a page that has been built."""
    made: list[Workspace] = []

    def desk(*of: str) -> Workspace:
        made.append(Workspace(*of))
        return made[0]

    with mock.patch.object(workbench, "Workspace", desk):
        page = workbench.page(views.load()["explore"])
    part(page, "look-inside").value = True  # with all of its panes
    return made[0]


async def _settled(desk: Workspace) -> None:
    arrived = asyncio.Event()
    watcher = desk.analysis.param.watch(lambda _event: arrived.set(), "findings")
    await asyncio.wait_for(arrived.wait(), LONGEST)
    desk.analysis.param.unwatch(watcher)


def _count(frame: FrameType, event: str, counted: Counter[Any]) -> None:
    code = frame.f_code
    if event == "call" and code.co_filename.startswith(OURS):
        counted[code.co_filename.removeprefix(f"{ROOT}/"), code.co_qualname] += 1


if __name__ == "__main__":
    cost = slider_step()
    for (file, name), calls in cost.by_function.most_common():
        print(f"{calls:5} {file} {name}")
    print(f"{cost.calls} calls in {cost.files} files")
