"""Surveys for the page: carried out or read, with the rows of their tables, and what is shown of them."""

from __future__ import annotations

import atexit
import gzip
import hashlib
import json
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.results.surveys import MAPS, SURVEYS, SurveyChoice, recipe_of, size_of
from engine.atlas.recipe import SurveyRecipe
from engine.atlas.surveying import survey
from engine.atlas.table import AtlasTable
from engine.formalisms import DEFAULT, formalism_of
from engine.run.jobs import Report
from engine.words import tr
from viz.view.atlas import AtlasView, atlas_view

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.substrate.substrate import Substrate

BLOCK_SECONDS = 2.0
"""As much is lost when a survey is paused."""
SUFFIX = ".sqlite.gz"


@dataclass(frozen=True, eq=False)
class SurveyRows:
    """A survey with its rows.

    Attributes
    ----------
    name : str
    frame : DataFrame
        The rows of its table, and a column for each number among the parameters of the networks.
    recipe : str
        The recipe as text.
    path : Path
        Its table.
    """

    name: str
    frame: DataFrame
    recipe: str
    path: Path

    def network(self, row: int) -> Substrate:
        """Return the network of a row, in the state of the row."""
        with AtlasTable(self.path) as table:
            made = table.network(int(self.frame.index[row]))
        name = str(self.frame["network"].iloc[row])
        return replace(made, name=name, state=made.parse_state(self.frame["state"].iloc[row]))


@dataclass(frozen=True, eq=False)
class AtlasShown:
    """A survey as it is shown: which version of the theory, which columns, what is brushed.

    Attributes
    ----------
    rows : SurveyRows
    formalism : str
    x, y : str
        Names of the columns across and up.
    brushed : tuple of int
        Places of the brushed systems among those of the version; empty if none is.
    lines : tuple of str
        Names of the columns on the parallel axes; empty for those that suit the survey.
    """

    rows: SurveyRows
    formalism: str
    x: str
    y: str
    brushed: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()

    @cached_property
    def view(self) -> AtlasView:
        """The view model of the systems under this version."""
        return view_of(self.rows, self.formalism)


def view_of(rows: SurveyRows, formalism: str) -> AtlasView:
    """Return the view model of a survey under a version of the theory."""
    known = formalism_of(formalism)
    digest = tr("recipe {digest}", digest=hashlib.sha256(rows.recipe.encode()).hexdigest()[:12])
    columns = {str(name): rows.frame[name].tolist() for name in rows.frame}
    return atlas_view(rows.name, columns, formalism, known.measure, digest)


def first_atlas() -> AtlasShown:
    """Return the map that a figure shows if no survey was chosen."""
    chosen = MAPS["two-units"]
    return AtlasShown(shipped(chosen.key), DEFAULT, chosen.x, chosen.y)


def surveyed(choice: SurveyChoice, folder: Path, note: Report, stop: threading.Event) -> SurveyRows:
    """Carry out the survey of a choice, or go on with one; the map that comes with its table is only read.

    Parameters
    ----------
    choice : SurveyChoice
    folder : Path
        Where tables are kept for as long as the page is open.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.
    """
    # Plots of a survey need libraries that the rest of the page does not; here nobody waits for them.
    import_module("viz.screen.brushing")
    if choice.what in MAPS:
        return shipped(choice.what)
    size_of(choice)
    recipe = recipe_of(choice)
    path = folder / f"{recipe.digest[:24]}.sqlite"
    survey(recipe, path, None, note, stop, BLOCK_SECONDS)
    return read_rows(path, recipe)


@cache
def shipped(key: str) -> SurveyRows:
    """Return a map that comes with its table."""
    path = _kept() / f"{key}.sqlite"
    with gzip.open(SURVEYS / f"{key}{SUFFIX}") as packed, path.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return read_rows(path, recipe_of(SurveyChoice(key)))


@cache
def _kept() -> Path:
    """Return the folder of this process for tables that come with the program."""
    made = tempfile.TemporaryDirectory(prefix="phiscope-maps-")
    atexit.register(made.cleanup)
    return Path(made.name)


def read_rows(path: Path, recipe: SurveyRecipe) -> SurveyRows:
    """Return the rows of a table that belongs to a recipe."""
    with AtlasTable(path) as table:
        found = table.to_frame()
    return SurveyRows(recipe.name, _with_parameters(found), recipe.text, path)


def _with_parameters(found: DataFrame) -> DataFrame:
    """Return the rows with a column for each number among the parameters, and counts of complexes."""
    given = [json.loads(text) for text in found["parameters"]]
    names = dict.fromkeys(name for each in given for name, value in each.items() if _is_number(value))
    more: dict[str, list[Any]] = {name: [each.get(name) for each in given] for name in names}
    listed = [json.loads(text) if isinstance(text, str) else None for text in found["complexes"]]
    more["complex_count"] = [None if each is None else len(each) for each in listed]
    more["complex_size"] = [len(each[0][0]) if each else None for each in listed]
    made = found.assign(**more)
    made.attrs = {}
    return made


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
