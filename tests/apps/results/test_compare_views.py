"""View models of a comparison: two Φ-structures and two substrates side by side."""

from dataclasses import replace

import pytest

from apps.results.compare_views import sides, structures, substrates
from engine.errors import PhiscopeError


def test_left_and_right_are_what_is_compared(pair):
    left, right = sides(pair)
    assert (left.structure, right.structure) == (pair.structure, pair.other.structure)
    assert structures(pair) != structures(replace(pair, chosen=0))
    assert [len(view.units) for view in substrates(pair)] == [3, 3]


def test_one_side_alone_is_no_comparison(exhibit, pair):
    with pytest.raises(PhiscopeError, match="nothing to compare with"):
        sides(exhibit)
    with pytest.raises(PhiscopeError, match="run the analysis first"):
        sides(replace(pair, other=replace(pair.other, structure=None)))
