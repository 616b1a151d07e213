"""A survey as columns: which can be axes, their bins, extremes, and why there is nothing."""

import numpy as np

from viz.view.atlas import MOST_BINS, atlas_view, bins, scatter_view, title_of

FOUND = {
    "formalism": ["iit4-2023", "iit3", "iit4-2023", "iit4-2023", "iit4-2023"],
    "network": ["one", "one", "two", "three", "four"],
    "state": ["ab", "ab", "aB", "AB", "Ab"],
    "reason": ["reducible", None, None, "unreachable", None],
    "phi_s": [0.0, None, 2.0, None, 0.5],
    "big_phi": [0.0, 1.0, 3.0, None, 1.0],
    "relations": [0, None, str(2**70), None, 4],
    "units": [2, 2, 2, 2, 2],
    "weight:A,B": [0.1, 0.1, 0.2, 0.3, 0.4],
}


def test_columns_are_numbers_that_vary_under_one_version():
    view = atlas_view("pairs", FOUND, "iit4-2023", "phi_s", "recipe abc")
    assert view.rows == (0, 2, 3, 4)
    assert [column.name for column in view.columns] == ["phi_s", "big_phi", "relations", "weight:A,B"]
    assert view.column("weight:A,B").title == "weight A→B"
    assert view.column("units").name == "phi_s"
    assert view.values["relations"][1] == float(2**70)
    assert np.isnan(view.values["phi_s"][2])
    assert view.screen_text == "pairs: 4 systems, of which 2 have more than 0."
    assert view.caption.startswith("pairs · ")
    assert "recipe abc" in view.caption


def test_extremes_and_reasons():
    view = atlas_view("pairs", FOUND, "iit4-2023", "phi_s")
    assert view.extremes("phi_s", 2) == (1, 3)
    assert view.extremes("phi_s", 9, highest=False) == (0, 3, 1)
    assert view.why(0) == "φₛ is 0: a partition makes no difference, so the system is reducible."
    assert view.why(1) == ""
    assert view.why(2) == "φₛ is 0: no past state leads to this state."
    assert view.about(1) == "two, aB: φₛ = 2"
    assert view.about(2) == "three, AB"


def test_another_version_has_its_own_measure():
    view = atlas_view("pairs", FOUND, "iit3", "big_phi")
    assert [column.name for column in view.columns] == ["big_phi"]
    assert view.about(0) == "one, ab: Φ = 1"


def test_bins_stand_around_whole_numbers_and_hold_every_value():
    assert bins(np.array([1.0, 3.0, np.nan])) == (0.5, 1.5, 2.5, 3.5)
    edges = bins(np.array([0.0, 0.25, 1.0]))
    assert len(edges) == MOST_BINS + 1
    counts, _ = np.histogram([0.0, 0.25, 1.0], edges)
    assert counts.sum() == 3
    assert bins(np.array([np.nan])) == (0.0, 1.0)
    assert len(bins(np.array([0.1, 0.1]))) == MOST_BINS + 1


def test_dots_are_all_lit_unless_some_are_brushed():
    view = atlas_view("pairs", FOUND, "iit4-2023", "phi_s")
    assert scatter_view(view, "weight:A,B", "phi_s").brushed.all()
    some = scatter_view(view, "weight:A,B", "phi_s", (1, 2))
    assert some.brushed.tolist() == [False, True, True, False]
    assert "2 of them are brushed" in some.screen_text
    assert title_of("k:A,B") == "k (A B)"
