"""`phiscope figure`: compute what a figure needs, and write the file the app would give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from apps.commands import (
    Request,
    TransitionRequest,
    accounted,
    guard,
    naming,
    parse_units,
    read,
    stop,
    write_whole,
)
from apps.running import Machines, interruptible
from engine.errors import PhiscopeError

if TYPE_CHECKING:
    from apps.options import FigureOptions
    from apps.parts.figures import Exhibit
    from engine.structure import PhiStructure


def figure(options: FigureOptions) -> None:
    """Draw one plot, or several as panels, into a file."""
    kind = _format(options.out)
    from apps.parts.figures import Print, check, figure_bytes

    with guard(None):
        plots = tuple(name.strip() for name in options.plot.split(","))
        check(plots)
        how = Print(kind, options.width, options.dpi, options.grey)
    with guard(options.file):
        exhibit = _exhibit(options, plots)
        data = interruptible(lambda _note, _cancel: figure_bytes(plots, exhibit, how), Machines())
        write_whole(options.out, data)
        typer.echo(f"Wrote {options.out}.")


def _exhibit(options: FigureOptions, plots: tuple[str, ...]) -> Exhibit:
    """Compute what the plots need."""
    from apps.parts.figures import PLOTS, Exhibit, completed
    from apps.parts.snapshot import Snapshot

    request = Request(options.file, options.state, options.units, options.formalism, options.ties)
    subject = read(request)
    snapshot = Snapshot(subject.substrate, subject.state, subject.units, options.formalism, options.ties)  # type: ignore[arg-type]
    exhibit = Exhibit(snapshot)
    if any(PLOTS[plot].needs == "account" for plot in plots):
        moved = TransitionRequest(
            options.file, options.before, options.after, options.causes, options.effects
        )
        exhibit = replace(exhibit, account=accounted(moved)[1])
    exhibit = interruptible(lambda note, stop: completed(exhibit, plots, note, stop), Machines())
    if exhibit.structure is None:
        return exhibit
    chosen = _distinction(exhibit.structure, options.mechanism, subject.substrate.labels)
    return replace(exhibit, chosen=chosen)


def _distinction(structure: PhiStructure, mechanism: str | None, labels: list[str]) -> int | None:
    """Return the index of the distinction of ``mechanism``."""
    if mechanism is None:
        return None
    with naming("--mechanism"):
        units = parse_units(mechanism, labels)
        for i, distinction in enumerate(structure.distinctions):
            if tuple(distinction.mechanism) == units:
                return i
        known = ", ".join("".join(each.mechanism) for each in structure.distinctions) or "none"
        raise PhiscopeError(f"{mechanism} is no mechanism of a distinction; there are: {known}.")


def _format(out: Path) -> str:
    kind = out.suffix.lower().lstrip(".")
    if kind not in {"pdf", "svg", "png"}:
        stop(f"--out: {out.name} must end in .pdf, .svg or .png.")
    return kind
