"""`phiscope notebook`: what is on screen, or in a file, as a Jupyter notebook that computes it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import typer

from apps.cli.refusals import guard, naming, stop
from apps.cli.running import Machines, interruptible
from apps.document.figure_file import is_figure, read_figure
from apps.document.link_text import decode, restored
from apps.document.read_file import MAX_BYTES, read_path
from apps.document.saved_result import is_saved_result, read_result
from apps.document.snapshot import Snapshot, opened
from apps.document.transition import moment
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.files import write_whole
from engine.formalisms import formalism_of, shown_in
from engine.iit4.readings import CHOICES
from engine.words import tr

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit

FRAGMENT = "#d="
SHOWN = ("structure", "complexes", "account", "versions", "comparison", "grains")
"""What a notebook can compute again, as `apps.results.exhibit.with_needs` names it."""
OF_VIEWS = {"complexes": "complexes", "causation": "account", "versions": "versions", "grain": "comparison"}
"""What a link to a view shows; the other views rest on the Φ-structure."""


@dataclass(frozen=True, slots=True)
class NotebookRequest:
    """What `phiscope notebook` is asked for; None takes what the link or file has.

    Attributes
    ----------
    source : str
        A link of the app, or the name of a network file, a figure or a saved result.
    out : Path
        The notebook to write.
    show : str, optional
        Keys of `SHOWN`, separated by commas.
    state, units, formalism : str, optional
    readings : dict of str to str
        Readings by the keys of their choices.
    """

    source: str
    out: Path
    show: str | None
    state: str | None
    units: str | None
    formalism: str | None
    readings: dict[str, str]


def write(request: NotebookRequest) -> None:
    """Compute what is asked for, and write the notebook that the app gives of it."""
    from apps.figures.scripts import notebook

    is_link = "://" in request.source
    if request.out.suffix.lower() != ".ipynb":
        stop(tr("--out: {file} must end in .ipynb.", file=request.out.name))
    with guard(None if is_link else Path(request.source)):
        found = _linked(request.source) if is_link else _of_file(Path(request.source))
        snapshot = _changed(found, request)
        shown = _asked(request, snapshot, is_link)
        exhibit = interruptible(lambda note, cancel: _computed(snapshot, shown, note, cancel), Machines())
        write_whole(request.out, notebook(exhibit).encode())
        typer.echo(tr("Wrote {file}.", file=request.out))


def _linked(link: str) -> Snapshot:
    with naming(tr("the link")):
        return restored(decode(link.partition(FRAGMENT)[2]))[0]


def _of_file(path: Path) -> Snapshot:
    if not (is_figure(path.name) or is_saved_result(path.name)):
        return opened(read_path(path))
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return (read_figure if is_figure(path.name) else read_result)(path.name, data)[0]


def _changed(snapshot: Snapshot, request: NotebookRequest) -> Snapshot:
    """Return the document with what the options change; purviews chosen by hand belong to the old result."""
    substrate = snapshot.substrate
    given: dict[str, Any] = {}
    with naming("--state"):
        if request.state is not None:
            given["state"] = substrate.parse_state(request.state)
    with naming("--units"):
        if request.units is not None:
            given["units"] = parse_units(request.units, substrate.labels)
    with naming("--formalism"):
        if request.formalism is not None:
            given["formalism"] = formalism_of(request.formalism, shown_in("explore")).key
    given |= {key: CHOICES[key].reading(value).key for key, value in request.readings.items()}
    return replace(snapshot, **given, by_hand=()) if given else snapshot


def _asked(request: NotebookRequest, snapshot: Snapshot, is_link: bool) -> tuple[str, ...]:
    if request.show is not None:
        asked = tuple(dict.fromkeys(name.strip() for name in request.show.split(",")))
        for name in asked:
            if name not in SHOWN:
                known = ", ".join(SHOWN)
                raise PhiscopeError(tr("--show: {name!r} is none of {known}.", name=name, known=known))
        return asked
    if is_link:
        view = urlsplit(request.source).path.rpartition("/")[2]
        return (OF_VIEWS.get(view, "structure"),)
    return ("structure" if snapshot.substrate.transition is None else "account",)


def _computed(snapshot: Snapshot, shown: tuple[str, ...], note: Any, cancel: Any) -> Exhibit:
    from apps.results.exhibit import Exhibit, with_needs
    from engine.causation.account import account

    exhibit = with_needs(Exhibit(snapshot), set(shown), note, cancel)
    if "account" not in shown:
        return exhibit
    known = moment(snapshot)
    found = account(
        snapshot.substrate, known.before, known.after, known.causes, known.effects, report=note, cancel=cancel
    )
    return replace(exhibit, account=found)
