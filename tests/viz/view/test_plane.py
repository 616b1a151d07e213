"""φ_s over two numbers: regions hang together, borders lie between them, the plot finds cells again."""

import numpy as np

from viz.screen.plane import PlanePlot
from viz.theme import DARK, LIGHT
from viz.view.plane import plane_view

ABOUT = ("net", "AB", "iit4-2023")


def made(rows, here=(1.0, 1.0)):
    """A plane whose rows are given from the top, a letter for each complex, "." for none, "-" for no φ_s."""
    lines = rows[::-1]
    xs, ys = [float(i) for i in range(len(lines[0]))], [float(i) for i in range(len(lines))]
    found = [
        (None, None) if letter == "-" else (float(i), () if letter == "." else (letter,))
        for i, letter in enumerate("".join(lines))
    ]
    return plane_view(("across", "up"), (xs, ys), found, here, ABOUT, ("A", "B"))


def test_regions_and_borders():
    view = made(["AABB", "AABB", "..BB"])
    assert [(region.text, region.cells) for region in view.regions] == [
        ("B", 6),
        ("A", 4),
        ("no complex", 2),
    ]
    assert set(view.borders) == {(1.5, -0.5, 1.5, 2.5), (-0.5, 0.5, 1.5, 0.5)}
    assert view.here == (1.0, 1.0)
    assert view.top == 11.0
    assert view.cells[2].about == "across 2, up 0: φₛ = 2, first complex B"
    assert "Regions: B, A, no complex." in view.screen_text


def test_parts_that_do_not_touch_are_regions_of_their_own_and_places_without_cause_are_none():
    view = made(["ABA", "A-A", "ABA"], here=(float("nan"), 0.0))
    assert [region.text for region in view.regions] == ["A", "A", "B", "B"]
    assert view.here is None
    assert "In 1 place no state leads to the present one." in view.note
    assert view.cells[4].about.endswith("no state leads to this one")


def test_a_label_stands_inside_its_region():
    view = made(["AAAAA", "ABBBA", "ABBBA", "ABBBA", "AAAAA"])
    inner = next(region for region in view.regions if region.text == "B")
    assert (inner.x, inner.y) == (2.0, 2.0)


def test_a_cell_is_found_under_the_pointer_and_the_theme_changes_its_colours():
    view = made(["AB", "A-"])
    plot = PlanePlot(LIGHT)
    picked = []
    plot.on_pick(picked.append)
    plot.show(view)
    assert plot.pick(0.2, 0.9) == (0.0, 1.0)
    assert plot.pick(5.0, 0.0) is None
    assert len(plot.sources["cells"].data["x"]) == 4
    assert plot.sources["cells"].data["color"][1] == LIGHT.rest
    light = list(plot.sources["cells"].data["color"])
    plot.set_theme(DARK)
    assert plot.sources["cells"].data["color"] != light
    assert np.array(plot.sources["plane-here"].data["x"]).tolist() == [1.0]
    assert PlanePlot(LIGHT).pick(0, 0) is None
