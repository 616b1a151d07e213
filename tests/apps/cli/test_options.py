"""A dataclass as the options of a command."""

from dataclasses import dataclass, fields
from typing import Annotated

import typer
from typer.testing import CliRunner

from apps.cli.options import FigureOptions, taking
from apps.figures.plots import OF_SIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two options."""

    name: Annotated[str, typer.Argument()]
    often: Annotated[int, typer.Option(min=1)] = 2


def app(heard):
    made = typer.Typer()
    made.command()(taking(Two)(heard.append))
    return made


def test_fields_are_options_with_their_defaults_and_limits():
    heard = []
    run = CliRunner().invoke
    assert run(app(heard), ["A"]).exit_code == 0
    assert run(app(heard), ["A", "--often", "5"]).exit_code == 0
    assert heard == [Two(name="A"), Two(name="A", often=5)]
    assert run(app(heard), ["A", "--often", "0"]).exit_code == 2
    assert len(heard) == 2


def test_the_figure_has_a_default_for_everything_but_the_files():
    heard = []
    made = typer.Typer()
    made.command()(taking(FigureOptions)(heard.append))
    assert CliRunner().invoke(made, ["net.json", "-o", "fig.pdf"]).exit_code == 0
    (options,) = heard
    assert (str(options.file), str(options.out), options.plot) == ("net.json", "fig.pdf", None)
    assert (options.formalism, options.ties) == ("iit4-2023", "largest")
    assert (options.state_ties, options.candidates) == ("paper", "all")
    assert (options.dpi, options.grey) == (300, False)


def test_all_that_is_said_of_the_other_side_names_the_plots_that_read_it():
    assert {each.name for each in fields(FigureOptions) if each.name.startswith("against")} == set(OF_SIDES)
