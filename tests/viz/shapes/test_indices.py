"""Indices of quantities are low in HTML, and names of units stay as they are."""

import pytest

from viz.shapes.indices import marked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Σφ_d = 1", "Σφ<sub>d</sub> = 1"),
        ("π_c(B | aB)", "π<sub>c</sub>(B | aB)"),
        ("π_e^θ(A) × log2(2)", "π<sub>e</sub><sup>θ</sup>(A) × log<sub>2</sub>(2)"),
        ("Φ^Max of <A>, Coup_fti", "Φ<sup>Max</sup> of &lt;A&gt;, Coup_fti"),
    ],
)
def test_indices_become_subscripts_and_all_else_is_escaped(text, html):
    assert marked(text) == html
