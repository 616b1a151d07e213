"""What the commands do: read a file, compute where Ctrl-C still works, print or write the answer."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from apps.cli.running import Machines, interruptible, kept_jobs, remove_jobs
from apps.document.unit_labels import parse_units
from engine.errors import Cancelled, PhiscopeError
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation.account import Account
    from engine.run.jobs import Executor
    from engine.substrate.substrate import Substrate


@dataclass(frozen=True, slots=True)
class Request:
    """What a command was asked to look at."""

    file: Path
    state: str | None
    units: str | None
    formalism: Any  # checked by the engine, whose sentence names the choices
    ties: Any
    machines: Machines = field(default_factory=Machines)


@dataclass(frozen=True, slots=True)
class TransitionRequest:
    """What `account` was asked to look at; what is None is as the file has it."""

    file: Path
    before: str | None
    after: str | None
    causes: str | None
    effects: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A substrate that was read, with the state and candidate system to analyse."""

    substrate: Substrate
    state: tuple[int, ...]
    units: tuple[str, ...] | None


def serve(port: int, host: str, show: bool, workers: int, scheduler: str | None) -> None:
    """Serve the app until Ctrl-C."""
    from apps.jobs import runner
    from apps.server import start

    with guard(None):
        runner.configure(workers, _cluster(scheduler))
        start(port, host, show)


def _cluster(scheduler: str | None) -> Executor | None:
    if scheduler is None:
        return None
    from engine.run.cluster import Cluster

    return Cluster(scheduler)


def kept(remove: str | None) -> None:
    """List the long jobs that are kept, or remove some."""
    with guard(None):
        typer.echo(kept_jobs() if remove is None else remove_jobs(remove))


def analyze(request: Request, by_hand: Sequence[str], out: str | None) -> None:
    """Unfold and print, or write JSON."""
    from apps.cli import report
    from apps.cli.by_hand import choose, read_choices
    from engine import unfold

    with guard(request.file):
        subject = read(request)
        choices = read_choices(by_hand, subject.units or subject.substrate.labels)
        result = interruptible(
            lambda note, cancel: unfold(
                subject.substrate,
                subject.state,
                units=subject.units,
                formalism=request.formalism,
                ties=request.ties,
                report=note,
                cancel=cancel,
            ),
            request.machines,
        )
        result = choose(result, choices)
        _answer(result.to_dict(), out, lambda: report.structure(request.file.name, subject.substrate, result))


def complexes(request: Request, out: str | None) -> None:
    """Search for the complexes and print, or write JSON."""
    from apps.cli import report
    from engine import complexes as search

    with guard(request.file):
        subject = read(request)
        result = interruptible(
            lambda note, cancel: search(
                subject.substrate,
                subject.state,
                formalism=request.formalism,
                ties=request.ties,
                report=note,
                cancel=cancel,
            ),
            request.machines,
        )
        _answer(result.to_dict(), out, lambda: report.complexes(request, subject, result))


def account(request: TransitionRequest, out: str | None) -> None:
    """Compute a causal account and print, or write JSON."""
    from apps.cli import report

    with guard(request.file):
        substrate, result = accounted(request)
        _answer(result.to_dict(), out, lambda: report.account(request.file.name, substrate, result))


def accounted(request: TransitionRequest) -> tuple[Substrate, Account]:
    """Return the substrate and its causal account."""
    from engine.causation.account import account as compute

    substrate, *moved = _transition(request)
    return substrate, interruptible(
        lambda note, cancel: compute(substrate, *moved, report=note, cancel=cancel), Machines()
    )


def _transition(request: TransitionRequest) -> tuple[Any, ...]:
    """Return substrate, state before, state after, causes and effects."""
    from apps.document.read_file import read_bytes

    substrate = read_bytes(request.file.name, request.file.read_bytes())
    known = substrate.transition or {}
    before = request.before or known.get("before") or substrate.state
    after = request.after or known.get("after")
    if before is None or after is None:
        raise PhiscopeError(tr("the file has no transition; give the states with --before and --after."))
    sides = []
    for name, given in (("causes", request.causes), ("effects", request.effects)):
        with naming(f"--{name}"):
            sides.append(parse_units(given, substrate.labels) if given else known.get(name))
    return substrate, before, after, *sides


def read(request: Request) -> Subject:
    """Read the file and the options that speak about its units."""
    from apps.document.read_file import read_bytes
    from apps.document.snapshot import opened

    substrate = read_bytes(request.file.name, request.file.read_bytes())
    document = opened(substrate)
    with naming("--state"):
        state = document.state if request.state is None else tuple(substrate.parse_state(request.state))
    with naming("--units"):
        units = document.units if request.units is None else parse_units(request.units, substrate.labels)
    return Subject(substrate, state, units)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one go: a reader, or Ctrl-C, never sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)  # mkstemp makes files that only their owner can read
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _answer(content: dict[str, Any], out: str | None, summary: Callable[[], str]) -> None:
    if out is None:
        typer.echo(summary())
        return
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if out == "-":
        typer.echo(text, nl=False)
    else:
        write_whole(Path(out), text.encode())


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Let a refusal say which option it is about."""
    try:
        yield
    except PhiscopeError as error:
        if "-" in (getattr(error, "field", None) or ""):
            raise
        raise PhiscopeError(str(error)).within(name) from error


@contextmanager
def guard(file: Path | None) -> Iterator[None]:
    """Turn every failure into one line on stderr and the right exit code."""
    try:
        yield
    except (KeyboardInterrupt, Cancelled):
        raise typer.Exit(130) from None
    except PhiscopeError as error:
        reason = str(error)
        stop(reason if file is None or file.name in reason else str(error.within(file.name)))
    except OSError as error:
        said = tr(
            "{where}: {reason}; check its name and that you may read or write there.",
            where=error.filename or file or tr("the file"),
            reason=(error.strerror or str(error)).lower(),
        )
        stop(said)


def stop(reason: str) -> None:
    """Say why in one line and exit with 2."""
    typer.echo(f"phiscope: {' '.join(reason.split())}", err=True)
    raise typer.Exit(2)
