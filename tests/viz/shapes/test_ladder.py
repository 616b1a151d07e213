"""The ticks of an update grain: as many as updates, across the left end of the outline."""

import numpy as np
import pytest

from viz.shapes.ladder import HALF, MOST, RUNG, rungs
from viz.shapes.sketch import Outline
from viz.view.substrate import RegionMark

PATH = np.array([[0.0, 0.0], [10.0, -5.0], [10.0, 5.0]])


@pytest.mark.parametrize(("updates", "count"), [(1, 0), (2, 2), (5, 5), (99, MOST)])
def test_a_tick_for_each_update(updates, count):
    found = rungs(Outline(RegionMark("macro", ("A",), "α", updates, "α"), PATH, (0.0, 0.0)))
    assert len(found) == count
    for (x0, y0), (x1, y1) in found:
        assert (x0, x1) == (-HALF, HALF)
        assert y0 == y1
    heights = [a[1] for a, _ in found]
    assert np.allclose(np.diff(heights), -RUNG)
    assert sum(heights) == pytest.approx(0)
