"""Code that carries out the survey on screen again: its recipe, and what reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.results.atlas import SurveyRows

SURVEY_IMPORTS = """\
from pathlib import Path

from engine.atlas.recipe import parse_recipe
from engine.atlas.surveying import survey
from engine.atlas.table import AtlasTable
"""
SURVEY = """\
survey(parse_recipe(RECIPE, Path()), {table})
with AtlasTable({table}) as table:
    print(table.to_frame().to_csv(index=False))"""


def survey_cells(rows: SurveyRows) -> Iterator[tuple[list[str], str]]:
    """Yield the recipe of a survey, and the code that carries it out."""
    table = f"{_file_of(rows)}.sqlite"
    yield (
        [tr("The recipe of the survey.")],
        f"{SURVEY_IMPORTS}\nRECIPE = {_text(rows).encode()!r}",
    )
    yield [tr("A survey that was begun goes on where it stopped.")], SURVEY.replace("{table}", repr(table))


def _text(rows: SurveyRows) -> str:
    # A table belongs to its recipe, letter by letter: script and commands write the same.
    return f"{rows.recipe.rstrip()}\n"


def _file_of(rows: SurveyRows) -> str:
    """Return a name for the files of a survey; it comes from a recipe that anybody may have written."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in rows.name)[:60] or "survey"


def survey_commands(rows: SurveyRows) -> list[str]:
    """Return the commands that save the recipe and carry it out.

    Raises
    ------
    PhiscopeError
        If a line of the recipe would end it early.
    """
    if "END" in rows.recipe.splitlines():
        raise PhiscopeError(tr("The recipe cannot be written as a command; take the Python script."))
    name = _file_of(rows)
    saved = f"cat > {name}.toml <<'END'\n{_text(rows)}END"
    return [saved, f"phiscope survey {name}.toml --csv={name}.csv"]
