"""Commands that compute again: what is on screen, as a notebook, and a result of PyPhi."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from apps.cli.options import StateOption, UnitsOption, asking
from engine.formalisms import FORMALISMS, shown_in
from engine.words import tr

AnyTies = Annotated[str | None, typer.Option("--ties", help=asking("ties"))]
AnyStateTies = Annotated[str | None, typer.Option("--state-ties", help=asking("state_ties"))]
AnyCandidates = Annotated[str | None, typer.Option("--candidates", help=asking("candidates"))]


def notebook(
    source: Annotated[
        str,
        typer.Argument(
            metavar="LINK|FILE",
            help=tr("What Copy link gave, in quotes; or a network, a figure made here, a saved result."),
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE.ipynb", help=tr("The notebook to write."))
    ] = Path("phiscope.ipynb"),
    show: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES",
            help=tr(
                "Of structure, complexes, account, versions, comparison and grains, with commas; default: "
                "what the link's view shows."
            ),
        ),
    ] = None,
    state: StateOption = None,
    units: UnitsOption = None,
    formalism: Annotated[
        str | None, typer.Option(help=tr("One of {keys}.", keys=", ".join(shown_in("explore"))))
    ] = None,
    ties: AnyTies = None,
    state_ties: AnyStateTies = None,
    candidates: AnyCandidates = None,
) -> None:
    """Write what is on screen as a Jupyter notebook that computes it again."""
    from apps.cli.notebook import NotebookRequest, write

    given = {"ties": ties, "state_ties": state_ties, "candidates": candidates}
    readings = {key: value for key, value in given.items() if value is not None}
    write(NotebookRequest(source, out, show, state, units, formalism, readings))


def recompute(
    file: Annotated[
        Path, typer.Argument(metavar="RESULT.json", help=tr("A result that PyPhi saved."), show_default=False)
    ],
    network: Annotated[
        Path | None, typer.Option(metavar="FILE", help=tr("Its network, if the result has none."))
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=tr("PyPhi's configuration (pyphi_config.yml), if the result has none.")
        ),
    ] = None,
    state: StateOption = None,
    units: UnitsOption = None,
    formalism: Annotated[
        str | None, typer.Option(help=tr("One of {keys}; default: the result's.", keys=", ".join(FORMALISMS)))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=tr("Print what agrees too."))] = False,
) -> None:
    """Compute a result of PyPhi again; say what differs and why."""
    from apps.cli.recompute import recompute

    recompute(file, network, config, state, units, formalism, every)
