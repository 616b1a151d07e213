"""The gallery: every plot, drawn by the command that stands under it."""

from __future__ import annotations

import shlex

from apps.figures.plots import PLOTS
from apps.manual.markdown import page, plain

SHOWN = {
    "structure": "iit4-fig1",
    "fold": "iit4-fig1 --unit A",
    "space": "iit4-fig1",
    "states": "iit4-fig8-counter1",
    "raster": "iit4-fig7a-active --steps 40",
    "trajectory": "findlay-pqrs --steps 16",
    "all-states": "findlay-pqrs",
    "sweep": "iit4-fig1 --sweep weight:AB=-1..2",
    "substrate": "iit4-fig1",
    "why-zero": "twin-zombie",
    "distinctions": "iit4-fig6e-exclusion",
    "lattice": "iit4-fig6e-exclusion",
    "relations": "iit4-fig1",
    "relation-matrix": "iit4-fig6e-exclusion",
    "repertoires": "iit4-fig1 --mechanism AB",
    "mechanism": "iit4-fig1 --mechanism AB",
    "pair": "iit4-fig1 --mechanism AB --purview B --direction cause",
    "arithmetic": "iit4-fig1",
    "scissors": "iit4-fig1 --cut effect:A,B --reveal",
    "account": "ac-fig6-or-and",
    "link": "ac-fig6-or-and --link 2",
    "why-not": "ac-fig6-or-and",
    "gates": "ac-fig6-or-and --outcome AND",
    "compare": "iit4-fig1 --against-state ABC",
    "compare-substrates": "iit4-fig1 --against-state ABC",
    "constellation": "iit3-fig4 --formalism iit3",
    "concept": "iit3-fig4 --formalism iit3 --mechanism BC",
    "constellation-cut": "iit3-fig4 --formalism iit3",
    "version-states": "pyphi-basic",
    "grain": "grain-coarse-micro",
    "grain-space": "grain-min-micro",
    "mapping": "grain-coarse-micro",
    "grain-steps": "grain-coarse-micro",
    "atlas": "iit4-fig1",
    "parallel": "iit4-fig1",
    "plane": "iit4-fig1",
    "complexes": "iit4-fig6e-exclusion",
    "regions": "iit4-fig6e-exclusion",
    "computer": "findlay-pqrs",
    "outputs": "findlay-pqrs",
    "scaling": "findlay-pqrs",
    "tpm": "iit4-fig1",
    "tpm-states": "iit4-fig1",
    "weights": "iit4-fig1",
}
"""The example and the options that show each plot."""
FOLDER = "assets/networks"


def command(plot: str, out: str) -> list[str]:
    """Return the words of the command that draws a plot of the gallery into the file ``out``."""
    example, *options = shlex.split(SHOWN.get(plot, "iit4-fig1"))
    return ["figure", f"{FOLDER}/{example}.json", "--plot", plot, *options, "-o", out]


def page_of_plots() -> str:
    """Return the page of all plots."""
    parts = [
        "Every plot there is, drawn when this manual was built, by the command under it. "
        "The app draws the same, "
        "and gives the same bytes under *Take away*. What each reads: [Plots](reference/plots.md).",
    ]
    for name, kind in PLOTS.items():
        said = shlex.join(command(name, f"{name}.svg"))
        parts += [
            f"## {plain(kind.title)} {{#{name}}}",
            f"![{plain(kind.title)}](pictures/{name}.svg){{ width={_width(kind.width)} }}",
            f"```sh\nphiscope {said}\n```",
        ]
    return page("Gallery", *parts)


def _width(millimetres: int) -> str:
    """Return the width on a page 178 mm wide."""
    return f"{round(100 * millimetres / 178)}%"
