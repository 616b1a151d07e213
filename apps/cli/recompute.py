"""`phiscope recompute`: a result file of PyPhi computed again, and what differs and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from apps.cli.refusals import guard, naming
from apps.cli.running import Machines, interruptible
from apps.document.read_file import read_path
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.recompute.compare import Agreement, Recomputed, Way, compare
from engine.recompute.config import TheirConfig, read_config
from engine.recompute.theirs import their_result
from engine.substrate.formats.text import MAX_BYTES, check_length, decode, load_json
from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "agrees": phrase("agrees"),
    "tie": phrase("tie"),
    "reading": phrase("other reading"),
    "formalism": phrase("other formalism"),
    "option": phrase("other option"),
    "unexplained": phrase("differs"),
}
SETTLED = {
    "followed": phrase("followed"),
    "same": phrase("as here"),
    "other": phrase("no counterpart"),
    "running": phrase("changes no number"),
    "unknown": phrase("unknown"),
}
DIGITS = 8


def recompute(
    file: Path,
    network: Path | None,
    config: Path | None,
    state: str | None,
    units: str | None,
    formalism: str | None,
    every: bool,
) -> None:
    """Print what differs between a result of PyPhi and the same computed here; exit 1 without a reason.

    Parameters
    ----------
    file : Path
        The result, as ``pyphi.jsonify.dump`` writes it.
    network : Path, optional
        The file of its network; None takes the one in the result.
    config : Path, optional
        The configuration of PyPhi that it was computed with, YAML or JSON; None takes the one in the result.
    state, units, formalism : str, optional
        State, candidate system and formalism; None takes those in the result.
    every : bool
        Whether to print what agrees too.
    """
    with guard(file):
        with file.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
        check_length(len(data))
        theirs = their_result(load_json(decode(data)))
        if config is not None:
            given = read_config(config)
            theirs = replace(theirs, config=given, formalism=given.formalism or theirs.formalism)
        substrate = read_path(network or file)
        known = theirs.state or substrate.state
        if state is None and known is None:
            raise PhiscopeError(tr("the result has no state; give it with --state."))
        with naming("--state"):
            now = substrate.parse_state(known if state is None else state)
        with naming("--units"):
            inside = (
                _units(theirs.units, substrate.labels)
                if units is None
                else parse_units(units, substrate.labels)
            )
        found = interruptible(
            lambda note, cancel: compare(theirs, substrate, now, inside, formalism, note, cancel), Machines()
        )
        typer.echo("\n".join([*_said(found, every), *_settings(theirs.config, every)]))
        if not found.is_explained:
            raise typer.Exit(1)


def _units(places: tuple[int, ...] | None, labels: list[str]) -> tuple[str, ...] | None:
    if places is None:
        return None
    if not set(places) <= set(range(len(labels))):
        raise PhiscopeError(tr("the result has units that the network does not have; give them."))
    return tuple(labels[place] for place in sorted(set(places)))


def _said(found: Recomputed, every: bool) -> Iterator[str]:
    differs = found.differs
    named = Way(found.formalism, tuple(found.readings.items())).said
    rows = trn("{n:,} number compared", "{n:,} numbers compared", len(found.rows))
    if not differs:
        yield tr("{formalism}: {rows}, all agree.", formalism=named, rows=rows)
    else:
        yield tr("{formalism}: {rows}, {n} differ.", formalism=named, rows=rows, n=len(differs))
    shown = found.rows if every else differs
    if shown:
        cells = [(tr("what"), "PyPhi", "phiscope", "", ""), *map(_cells, shown)]
        widths = [max(len(row[i]) for row in cells) for i in range(4)]
        for row in cells:
            yield "  ".join(
                [*(cell.ljust(wide) for cell, wide in zip(row, widths, strict=False)), row[4]]
            ).rstrip()


def _settings(config: TheirConfig, every: bool) -> Iterator[str]:
    """Say what became of PyPhi's options; without `every` only of those that can explain a difference."""
    shown = [each for each in config.settings if every or each in config.others]
    if not shown:
        return
    yield tr("PyPhi's configuration:")
    for each in shown:
        yield f"  {each.option} = {each.value}: {SETTLED[each.verdict]}. {each.said}"


def _cells(row: Agreement) -> tuple[str, ...]:
    return row.what, _cell(row.theirs), _cell(row.ours), WORDS[row.verdict], row.why


def _cell(value: float | tuple[str, ...] | None) -> str:
    if value is None:
        return "-"
    return number(value, DIGITS) if isinstance(value, int | float) else plain_letters(value)
