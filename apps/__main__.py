"""The ``phiscope`` command: serve the app, analyse a file, find its complexes, draw a figure.

Nothing heavy is imported here, so that ``phiscope --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="phiscope",
    help="An explorer of integrated information theory. Without a command: open the app in the browser.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=False,
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A substrate file.", show_default=False)]
StateOption = Annotated[
    str | None, typer.Option("--state", metavar="aBC", help="Capital = ON; default: the file's own state.")
]
UnitsOption = Annotated[
    str | None,
    typer.Option("--units", metavar="AB", help="Candidate system: AB or A,B; default: the file's."),
]
FormalismOption = Annotated[str, typer.Option("--formalism", help="iit4-2023 or iit4-2026.")]
TiesOption = Annotated[
    str, typer.Option("--ties", help="Which of equally good purviews: largest or smallest.")
]
JsonOption = Annotated[
    str | None, typer.Option("--json", metavar="OUT|-", help="Write the result as JSON; - is stdout.")
]


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="0 picks a free port.")] = 5006,
    host: Annotated[str, typer.Option(help="Name or address to listen on.")] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Threads that compute.")] = 2,
    scheduler: Annotated[str | None, typer.Option(help="Run long jobs on this Dask scheduler.")] = None,
) -> None:
    """Open the app in the browser (what phiscope does without a command)."""
    from apps import commands

    commands.serve(port, host, not no_browser, workers, scheduler)


WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Cores to use; default: all.", show_default=False)
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Compute on the Dask cluster of this scheduler."),
]
CacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Keep the pieces of long jobs, so that they resume.")
]


@app.command()
def analyze(
    file: FileArgument,
    state: StateOption = None,
    units: UnitsOption = None,
    formalism: FormalismOption = "iit4-2023",
    ties: TiesOption = "largest",
    json: JsonOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    cache: CacheOption = True,
) -> None:
    """Unfold the Φ-structure of a candidate system."""
    from apps import commands

    machines = commands.Machines(workers, scheduler, cache)
    commands.analyze(commands.Request(file, state, units, formalism, ties, machines), json)


@app.command()
def complexes(
    file: FileArgument,
    state: StateOption = None,
    formalism: FormalismOption = "iit4-2023",
    ties: TiesOption = "largest",
    json: JsonOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Find the complexes of a substrate: the systems of maximal φ_s that do not overlap."""
    from apps import commands

    machines = commands.Machines(workers, scheduler)
    commands.complexes(commands.Request(file, state, None, formalism, ties, machines), json)


BeforeOption = Annotated[
    str | None, typer.Option("--before", metavar="aBC", help="State before; default: the file's transition.")
]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="abC", help="State after, of all units or of the effects.")
]
CausesOption = Annotated[
    str | None, typer.Option("--causes", metavar="AB", help="Units that may be causes; default: the file's.")
]
EffectsOption = Annotated[
    str | None, typer.Option("--effects", metavar="C", help="Units that may be effects; default: the file's.")
]


@app.command()
def account(
    file: FileArgument,
    before: BeforeOption = None,
    after: AfterOption = None,
    causes: CausesOption = None,
    effects: EffectsOption = None,
    json: JsonOption = None,
) -> None:
    """Find what caused what in a transition: its causal account."""
    from apps import commands

    commands.account(commands.TransitionRequest(file, before, after, causes, effects), json)


@app.command()
def figure(
    file: FileArgument,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="fig.pdf|svg|png", help="The file to write.")],
    plot: Annotated[
        str, typer.Option(help="substrate, tpm, structure, distinctions or account.")
    ] = "structure",
    state: StateOption = None,
    units: UnitsOption = None,
    formalism: FormalismOption = "iit4-2023",
    ties: TiesOption = "largest",
    before: BeforeOption = None,
    after: AfterOption = None,
    causes: CausesOption = None,
    effects: EffectsOption = None,
) -> None:
    """Draw what the app draws, without a browser."""
    from apps import commands

    if plot == "account":
        commands.account_figure(commands.TransitionRequest(file, before, after, causes, effects), out)
        return
    commands.figure(commands.Request(file, state, units, formalism, ties), plot, out)


@app.command()
def jobs(
    remove: Annotated[
        str | None,
        typer.Option("--remove", metavar="JOB|all", help="Forget a job: its first letters."),
    ] = None,
) -> None:
    """List the long jobs that are kept; asked again, they resume where they stopped."""
    from apps import commands

    commands.kept(remove)


@app.command()
def version() -> None:
    """Print the version."""
    from importlib import metadata

    typer.echo(metadata.version("phiscope"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 2 for bad input, 130 after Ctrl-C."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] != "--help"):
        given = ["version"] if given == ["--version"] else ["serve", *given]
    try:
        outcome = app(given, prog_name="phiscope", standalone_mode=False)
    except typer.TyperException as error:
        reason = " ".join(error.format_message().split()).rstrip(".")
        typer.echo(f"phiscope: {reason}. See phiscope --help.", err=True)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    return outcome if isinstance(outcome, int) else 0


if __name__ == "__main__":
    sys.exit(main())
