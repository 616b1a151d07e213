"""How fast pictures follow the hand: new ones while a weight is dragged, frames of a large Φ-structure."""

import sys
from math import sin
from pathlib import Path
from typing import Any

import numpy as np

from engine import Substrate
from measure import WHEEL, middle_of, opened, panned_and_zoomed, summary
from signs import at_rest

# Counts the paintings of plots that were given new data, since the last look.
PAINTED = """() => {
  window.painted = 0;
  for (const plot of Bokeh.index.query((view) => view.canvas_view)) {
    let fresh = false;
    for (const { data_source } of plot.model.renderers) {
      data_source?.properties.data.change.connect(() => { fresh = true; });
    }
    const paint = plot.paint;
    plot.paint = (...all) => {
      paint.apply(plot, all);
      if (fresh) window.painted += 1;
      fresh = false;
    };
  }
}"""


# A point of an edge, halfway.
MIDDLE = """(path) => {
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [x, y];
}"""


def pictures_of_a_weight(substrate: Any, state: Any, moves: int = 240) -> float:
    """New pictures a second while the weight of an edge is dragged for four seconds or so."""
    a, b = substrate.labels[:2]
    with opened(substrate, state) as pilot:
        page = pilot.page
        x, y = pilot.edge(a, b).locator("path").first.evaluate(MIDDLE)
        page.mouse.click(x, y)
        at_rest(page)
        page.evaluate(PAINTED)
        page.mouse.move(x, y)
        page.mouse.down()
        started = page.evaluate("performance.now()")
        for i in range(moves):
            page.mouse.move(x, y + 40 * sin(i / 20))
            page.wait_for_timeout(10)
        count, now = page.evaluate("[painted, performance.now()]")
        page.mouse.up()
    return 1000 * count / (now - started)


def frames_of_a_structure(substrate: Any, state: Any, moves: int = 120) -> dict[str, list[float]]:
    """Milliseconds of each frame while the picture of a Φ-structure is panned and zoomed."""
    with opened(substrate, state) as pilot:
        pilot.page.evaluate(WHEEL)
        middle = middle_of(
            pilot.page.locator(".structure-pane .bk-Canvas, .structure-pane .bk-canvas-events").first
        )
        return panned_and_zoomed(pilot.page, "structure", middle, moves)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    import bench

    for n in (3, 5):
        weights = np.random.default_rng(n).normal(size=(n, n))
        rate = pictures_of_a_weight(Substrate.from_weights(weights, k=1.0), [1] * n)
        print(f"{n} units: {rate:.1f} pictures a second while a weight is dragged")
    for what, times in frames_of_a_structure(bench.dense(8), bench.state_of(8)).items():
        print(f"{what}: {summary(times)}, {1000 * len(times) / sum(times):.0f} a second")
