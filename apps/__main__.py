"""The ``phiscope`` command: serve the app, analyse a file, find its complexes, draw a figure.

The commands import what they need when they run, so that ``phiscope --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from apps.cli.again import notebook, recompute
from apps.cli.interrupts import orderly
from apps.cli.options import (
    AfterOption,
    AllowOriginOption,
    BeforeOption,
    ByHandOption,
    CacheOption,
    CandidatesOption,
    CausesOption,
    EffectsOption,
    FigureOptions,
    FileArgument,
    FormalismOption,
    JsonOption,
    LessonsOption,
    MacroOption,
    MappingsOption,
    SchedulerOption,
    SizeOption,
    StateOption,
    StateTiesOption,
    TauOption,
    TiesOption,
    UnitsOption,
    WithinOption,
    WorkersOption,
    taking,
)
from engine.formalisms import DEFAULT
from engine.words import tr


def serve(
    port: Annotated[int, typer.Option(help=tr("0 picks a free port."))] = 5006,
    host: Annotated[str, typer.Option(help=tr("Name or address to listen on."))] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help=tr("Do not open a browser."))] = False,
    workers: Annotated[int, typer.Option(min=1, help=tr("Threads that compute."))] = 2,
    scheduler: Annotated[str | None, typer.Option(help=tr("Run long jobs on this Dask scheduler."))] = None,
    allow_origin: AllowOriginOption = None,
    token: Annotated[bool, typer.Option("--token", help=tr("Let in only who was given the link."))] = False,
    lessons: LessonsOption = None,
) -> None:
    """Open the app in the browser (what phiscope does without a command)."""
    from apps.cli import commands
    from apps.origins import Address

    address = Address(port, host, tuple(allow_origin or ()), token)
    commands.serve(address, not no_browser, workers, scheduler, lessons)


def class_(
    port: Annotated[int, typer.Option(help=tr("0 picks a free port."))] = 5006,
    host: Annotated[str, typer.Option(help=tr("Name or address to listen on."))] = "0.0.0.0",
    no_browser: Annotated[bool, typer.Option("--no-browser", help=tr("Do not open a browser."))] = False,
    workers: Annotated[int, typer.Option(min=1, help=tr("Threads that compute."))] = 2,
    allow_origin: AllowOriginOption = None,
    lessons: LessonsOption = None,
    room: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=tr("Keep the class in this file; default: one in your home.")),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help=tr("Delete what is left of an earlier class, and begin another."))
    ] = False,
) -> None:
    """Hold a class on this network: students join by a link, you send, ask and see what they do."""
    from apps.cli import commands
    from apps.origins import Address

    address = Address(port, host, tuple(allow_origin or ()))
    commands.hold_class(address, not no_browser, workers, lessons, room, new)


def analyze(
    file: FileArgument,
    state: StateOption = None,
    units: UnitsOption = None,
    formalism: FormalismOption = DEFAULT,
    ties: TiesOption = "largest",
    state_ties: StateTiesOption = "paper",
    by_hand: ByHandOption = None,
    macro: MacroOption = False,
    json: JsonOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    cache: CacheOption = True,
) -> None:
    """Unfold the Φ-structure of a candidate system."""
    from apps.cli import commands, requests

    machines = commands.Machines(workers, scheduler, cache)
    request = requests.Request(file, state, units, formalism, ties, machines, state_ties, macro=macro)
    commands.analyze(request, by_hand or (), json)


def complexes(
    file: FileArgument,
    state: StateOption = None,
    formalism: FormalismOption = DEFAULT,
    candidates: CandidatesOption = "all",
    state_ties: StateTiesOption = "paper",
    ties: TiesOption = "largest",
    json: JsonOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Find the complexes of a substrate: the systems of maximal φ_s that do not overlap."""
    from apps.cli import commands, requests

    machines = commands.Machines(workers, scheduler)
    request = requests.Request(file, state, None, formalism, ties, machines, state_ties, candidates)
    commands.complexes(request, json)


def grains(
    file: FileArgument,
    state: StateOption = None,
    size: SizeOption = 4,
    tau: TauOption = 1,
    mappings: MappingsOption = "families",
    within: WithinOption = "all",
    formalism: FormalismOption = DEFAULT,
    state_ties: StateTiesOption = "paper",
    json: JsonOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    cache: CacheOption = True,
) -> None:
    """Find the complexes of a substrate among systems of units of any grain."""
    from apps.cli import commands, requests

    machines = commands.Machines(workers, scheduler, cache)
    request = requests.Request(file, state, None, formalism, "largest", machines, state_ties)
    commands.grains(request, requests.GrainBounds(size, tau, mappings, within), json)


def account(
    file: FileArgument,
    before: BeforeOption = None,
    after: AfterOption = None,
    causes: CausesOption = None,
    effects: EffectsOption = None,
    json: JsonOption = None,
) -> None:
    """Find what caused what in a transition: its causal account."""
    from apps.cli import commands, requests

    commands.account(requests.TransitionRequest(file, before, after, causes, effects), json)


def figure(options: FigureOptions) -> None:
    """Draw what the app draws, without a browser."""
    from apps.cli.figure import figure

    figure(options)


def survey(
    recipe: Annotated[
        Path, typer.Argument(metavar="RECIPE", help=tr("A recipe (.toml), or a list of files (.csv)."))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help=tr("The table (SQLite); default: the recipe's name, here.")
        ),
    ] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help=tr("Write the table as CSV too."))] = None,
    parquet: Annotated[
        Path | None, typer.Option(metavar="FILE", help=tr("Write the table as Parquet too."))
    ] = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Measure whole families of networks into one table; asked again, it goes on."""
    from apps.cli.running import Machines
    from apps.cli.survey import carry_out

    carry_out(recipe, out, Machines(workers, scheduler), csv, parquet)


def jobs(
    remove: Annotated[
        str | None,
        typer.Option("--remove", metavar="JOB|all", help=tr("Forget a job: its first letters.")),
    ] = None,
) -> None:
    """List the long jobs that are kept; asked again, they resume where they stopped."""
    from apps.cli import commands

    commands.kept(remove)


def version() -> None:
    """Print the version."""
    from importlib import metadata

    typer.echo(metadata.version("phiscope"))


COMMANDS = {
    serve: tr("Open the app in the browser (what phiscope does without a command)."),
    class_: tr("Hold a class on this network: students join by a link, you send, ask and see what they do."),
    analyze: tr("Unfold the Φ-structure of a candidate system."),
    complexes: tr("Find the complexes of a substrate: the systems of maximal φ_s that do not overlap."),
    grains: tr("Find the complexes of a substrate among systems of units of any grain."),
    account: tr("Find what caused what in a transition: its causal account."),
    figure: tr("Draw what the app draws, without a browser."),
    notebook: tr("Write what is on screen as a Jupyter notebook that computes it again."),
    recompute: tr("Compute a result of PyPhi again; say what differs and why."),
    survey: tr("Measure whole families of networks into one table; asked again, it goes on."),
    jobs: tr("List the long jobs that are kept; asked again, they resume where they stopped."),
    version: tr("Print the version."),
}
"""The help of each command."""


def program() -> typer.Typer:
    """Return the command-line program; its help lists the plots that are registered by now."""
    app = typer.Typer(
        name="phiscope",
        help=tr(
            "An explorer of integrated information theory. Without a command: open the app in the browser."
        ),
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=False,
    )
    for act, said in COMMANDS.items():
        app.command(name=act.__name__.strip("_"), help=said)(
            taking(FigureOptions)(act) if act is figure else act
        )
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 2 for bad input, 130 after Ctrl-C.

    Without ``arguments`` it takes those of the process. Options without a command are those of ``serve``.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] != "--help"):
        given = ["version"] if given == ["--version"] else ["serve", *given]
    try:
        # Who calls this with arguments keeps its own Ctrl-C.
        with orderly() if arguments is None else nullcontext():
            outcome = program()(given, prog_name="phiscope", standalone_mode=False)
    except typer.TyperException as error:
        reason = " ".join(error.format_message().split()).rstrip(".")
        typer.echo(tr("phiscope: {reason}. See phiscope --help.", reason=reason), err=True)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    return outcome if isinstance(outcome, int) else 0


if __name__ == "__main__":
    sys.exit(main())
