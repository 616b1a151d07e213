"""The bodies of the commands: read a file, compute so that Ctrl-C works, print or write the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from apps.cli.refusals import guard, naming
from apps.cli.requests import GrainBounds, Request, TransitionRequest, history_of, macro_options, read
from apps.cli.running import Machines, interruptible, kept_jobs, leave, remove_jobs
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.files import write_whole
from engine.formalisms import formalism_of, unfold
from engine.words import tr, trn

if TYPE_CHECKING:
    from threading import Event

    from apps.origins import Address
    from apps.results.grains import Judged
    from engine.causation.account import Account
    from engine.run.jobs import Executor, Report
    from engine.substrate.substrate import Substrate


REPORTS = {"iit4": "apps.cli.report", "iit3": "apps.cli.report_iit3"}
"""By theory, the module whose functions ``structure`` and ``complexes`` summarise results."""


def _report(formalism: str) -> Any:
    return import_module(REPORTS[formalism_of(formalism).theory])


def serve(
    address: Address, show: bool, workers: int, scheduler: str | None, lessons: Path | None = None
) -> None:
    """Serve the app until Ctrl-C.

    Parameters
    ----------
    address : Address
        Where to listen, and who may ask.
    show : bool
        Whether to open a browser.
    workers : int
        Number of threads that compute.
    scheduler : str, optional
        Address of the Dask scheduler that runs long jobs; None runs them here.
    lessons : Path, optional
        Folder of a teacher's lessons.
    """
    from apps.jobs import runner
    from apps.server import start

    with guard(None):
        if lessons is not None:
            offer_lessons(lessons)
        runner.configure(workers, _cluster(scheduler))
        start(address, show)
        leave()


def hold_class(
    address: Address, show: bool, workers: int, lessons: Path | None, file: Path | None, anew: bool
) -> None:
    """Serve the app to a class until Ctrl-C; started again, the same class goes on.

    Parameters
    ----------
    address : Address
        Where to listen.
    show : bool
        Whether to open a browser at the teacher's page.
    workers : int
        Number of threads that compute.
    lessons : Path, optional
        Folder of the teacher's lessons.
    file : Path, optional
        Where the room is kept; None takes that of this person.
    anew : bool
        Whether to delete what was kept of an earlier class.
    """
    from apps.classroom.room import Classroom
    from apps.classroom.store import RoomStore, default_path
    from apps.jobs import runner
    from apps.server import start

    with guard(None):
        if lessons is not None:
            offer_lessons(lessons)
        runner.configure(workers)
        path = file or default_path()
        if anew:
            RoomStore(path).delete()
        room = Classroom(RoomStore(path))
        if room.students:
            typer.echo(
                trn(
                    "The class of {n} student goes on; --new begins another.",
                    "The class of {n} students goes on; --new begins another.",
                    len(room.students),
                )
            )
        start(address, show, room)
        leave()


def offer_lessons(folder: Path) -> None:
    """Offer the lessons of a folder, and say which are there and what is wrong in them."""
    from apps.lessons import library

    library.use(folder)
    shelf = library.shelf()
    own = [lesson.title for lesson in shelf.lessons if lesson.folder]
    typer.echo(tr("Lessons from {folder}: {titles}.", folder=folder, titles=", ".join(own) or tr("none")))
    for name, mistakes in shelf.mistakes.items():
        for said in mistakes:
            typer.echo(f"{name}: {said}", err=True)


def _cluster(scheduler: str | None) -> Executor | None:
    if scheduler is None:
        return None
    from engine.run.cluster import Cluster

    return Cluster(scheduler)


def kept(remove: str | None) -> None:
    """List the jobs in the store, or remove those whose key begins with ``remove`` (all for ``"all"``)."""
    with guard(None):
        typer.echo(kept_jobs() if remove is None else remove_jobs(remove))


def analyze(request: Request, by_hand: Sequence[str], out: str | None) -> None:
    """Unfold a Φ-structure; print its summary, or write it as JSON.

    Parameters
    ----------
    request : Request
        File, candidate system, rules and machines.
    by_hand : sequence of str
        Purviews to take in place of the tie rule's: ``"A effect BC"``.
    out : str, optional
        File to write as JSON, ``"-"`` for standard output; None prints the summary.
    """
    from apps.cli.by_hand import choose, read_choices

    with guard(request.file):
        subject = read(request)
        what = macro_options(request, subject)
        macro = what.get("macro")
        labels = [unit.label for unit in macro] if macro else subject.units or subject.substrate.labels
        choices = read_choices(by_hand, labels)
        readings = request.readings("ties", "state_ties")

        def job(note: Report, cancel: Event) -> tuple[Any, tuple[Judged, ...]]:
            here, rules = (subject.substrate, subject.state), {"formalism": request.formalism, **readings}
            found = unfold(*here, **what, **rules, report=note, cancel=cancel)
            if not macro:
                return found, ()
            from apps.results.grains import judged

            ties = readings["state_ties"]
            return found, judged(*here, macro, "all", request.formalism, ties, note, cancel)

        result, verdicts = interruptible(job, request.machines)
        result = choose(result, choices)
        _answer(
            result.to_dict() | ({"verdicts": {v.label: v.to_dict() for v in verdicts}} if macro else {}),
            out,
            lambda: _unfolded(request, subject.substrate, result, verdicts),
        )


def _unfolded(request: Request, substrate: Substrate, result: Any, verdicts: tuple[Judged, ...]) -> str:
    """Return the summary of a Φ-structure, with the verdicts on the units if they are macro."""
    said = _report(request.formalism).structure(request.file.name, substrate, result)
    if not verdicts:
        return said
    from apps.cli.report_grain import macro_verdicts

    return "\n".join([said, "", *macro_verdicts(result, verdicts)])


def complexes(request: Request, out: str | None) -> None:
    """Find the complexes; print a summary, or write JSON (``out`` as for `analyze`)."""
    with guard(request.file):
        subject = read(request)
        result = interruptible(
            lambda note, cancel: formalism_of(request.formalism).complexes(
                subject.substrate,
                subject.state,
                formalism=request.formalism,
                **request.readings("candidates", "state_ties", "ties"),
                report=note,
                cancel=cancel,
            ),
            request.machines,
        )
        say = _report(request.formalism).complexes
        _answer(result.to_dict(), out, partial(say, request.file.name, subject.substrate, result))


def grains(request: Request, bounds: GrainBounds, out: str | None) -> None:
    """Search across grains; print a summary, or write JSON (``out`` as for `analyze`)."""
    from apps.cli import report_grain
    from engine.grain import grains as search

    with guard(request.file):
        subject = read(request)
        result = interruptible(
            lambda note, cancel: search(
                subject.substrate,
                subject.state,
                bounds.size,
                bounds.tau,
                bounds.mappings,
                bounds.within,
                history=history_of(request, subject) if bounds.tau > 1 else None,
                formalism=request.formalism,
                state_ties=request.state_ties,
                report=note,
                cancel=cancel,
            ),
            request.machines,
        )
        said = partial(report_grain.grains, request.file.name, subject.substrate, result)
        _answer(result.to_dict(), out, said)


def account(request: TransitionRequest, out: str | None) -> None:
    """Compute a causal account; print a summary, or write JSON (``out`` as for `analyze`)."""
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
    """Return substrate, state before, state after, causes and effects, from the options or the file."""
    from apps.document.read_file import read_path

    substrate = read_path(request.file)
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


def _answer(content: dict[str, Any], out: str | None, summary: Callable[[], str]) -> None:
    if out is None:
        typer.echo(summary())
        return
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if out == "-":
        typer.echo(text, nl=False)
    else:
        write_whole(Path(out), text.encode())
