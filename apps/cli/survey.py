"""`phiscope survey`: carry out a recipe, or go on with it, and say what is in the table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from apps.cli.refusals import guard
from apps.cli.running import Machines, interruptible
from apps.figures.atlas_tables import plain_cell
from apps.figures.table_files import TableFile, csv_of, parquet_of
from engine.atlas.recipe import read_recipe
from engine.atlas.surveying import Surveyed, survey
from engine.atlas.table import AtlasTable
from engine.files import write_whole
from engine.formalisms import formalism_of
from engine.words import tr, trn
from viz.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".sqlite"


def carry_out(
    recipe: Path, out: Path | None, machines: Machines, csv: Path | None, parquet: Path | None = None
) -> None:
    """Carry out a survey and print what it found.

    Parameters
    ----------
    recipe : Path
        The recipe.
    out : Path, optional
        The table; None names it as the recipe, in the folder where the command runs.
    machines : Machines
        A Dask cluster, or this machine, of which it takes one process for each worker.
    csv : Path, optional
        A file for the whole table as CSV.
    parquet : Path, optional
        A file for the whole table as Parquet, which needs pyarrow.
    """
    with guard(recipe):
        asked = read_recipe(recipe)
        path = out or Path(f"{recipe.stem}{SUFFIX}")
        done = interruptible(
            lambda note, cancel: survey(asked, path, machines.workers, note, cancel), machines, 30.0
        )
        typer.echo("\n".join(_said(done, path, asked.formalisms)))
        wanted = [(csv, csv_of), (parquet, parquet_of)]
        if csv is not None or parquet is not None:
            with AtlasTable(path) as table:
                found = table.to_frame()
            columns = {name: [plain_cell(value) for value in found[name].tolist()] for name in found}
            for place, written in wanted:
                if place is not None:
                    write_whole(place, written(TableFile(asked.name, columns, {})))


def _said(done: Surveyed, path: Path, formalisms: tuple[str, ...]) -> Iterator[str]:
    rows = trn("{n:,} row", "{n:,} rows", done.rows)
    new = trn("{n:,} system computed now", "{n:,} systems computed now", done.computed)
    same = trn("{n:,} the same as another", "{n:,} the same as others", done.carried)
    yield tr("{path}: {rows} ({new}, {same}).", path=path, rows=rows, new=new, same=same)
    with AtlasTable(path) as table:
        for key in formalisms:
            known = formalism_of(key)
            for network, state, value in table.largest(key, known.measure):
                named = {"formalism": known.name, "symbol": known.symbol, "network": network, "state": state}
                yield tr(
                    "{formalism}: largest {symbol} = {value} ({network}, {state})",
                    value=number(value),
                    **named,
                )
