"""Recipes of surveys: which families, in which states, under which formalisms, as a TOML file.

name = "Elementary rules on rings of five"
formalisms = ["iit4-2023"]
complexes = true

[[family]]
kind = "elementary"
units = 5
states = "all"
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from engine.atlas.families import FAMILIES, states_of
from engine.atlas.files import list_rows
from engine.atlas.members import Member, Members
from engine.atlas.options import Asked
from engine.errors import FormatError, PhiscopeError
from engine.files import read_bytes
from engine.formalisms import DEFAULT, formalism_of
from engine.words import tr

MAX_BYTES = 1 << 20
MAX_FAMILIES = 64


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one family of a recipe, and their states."""

    kind: str
    members: Members
    states: Callable[[Member, int], Sequence[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class SurveyRecipe:
    """What a survey goes through.

    Attributes
    ----------
    name : str
    formalisms : tuple of str
    complexes : bool
        Whether complexes are searched for.
    groups : tuple of Group
    digest : str
        SHA-256 of the text; a table belongs to one recipe.
    text : str
        The recipe as it was written.
    """

    name: str
    formalisms: tuple[str, ...]
    complexes: bool
    groups: tuple[Group, ...]
    digest: str
    text: str

    @property
    def networks(self) -> int:
        """The number of networks."""
        return sum(group.members.count for group in self.groups)


def read_recipe(path: str | PathLike[str]) -> SurveyRecipe:
    """Read a recipe from a file; files it names are looked for beside it.

    A file that ends in ``.csv`` is a list of network files, which are surveyed each in its own state.

    Raises
    ------
    FormatError
        One sentence with the file, the place and the remedy.
    """
    file = Path(path)
    if file.suffix.lower() == ".csv":
        return _of_list(file)
    try:
        data = read_bytes(file, MAX_BYTES)
    except FormatError as error:
        raise error.within(str(path)) from None
    try:
        return parse_recipe(data, file.parent)
    except PhiscopeError as error:
        raise error.within(file.name) from None


def _of_list(file: Path) -> SurveyRecipe:
    """Return the recipe of a list of files; its table belongs to the list as it is now."""
    stem, name = (json.dumps(text, ensure_ascii=False) for text in (file.stem, file.name))
    made = parse_recipe(f'name = {stem}\n[[family]]\nkind = "list"\nlist = {name}\n'.encode(), file.parent)
    listed = hashlib.sha256(made.digest.encode())
    listed.update(repr(list_rows(file)).encode())
    return replace(made, digest=listed.hexdigest())


def parse_recipe(data: bytes, folder: Path) -> SurveyRecipe:
    """Return the recipe of a text; see `read_recipe`.

    Parameters
    ----------
    data : bytes
    folder : Path
        Where the files are that it names.
    """
    if len(data) > MAX_BYTES:
        raise FormatError(tr("A recipe has at most {most:,} bytes; shorten it.", most=MAX_BYTES))
    try:
        text = data.decode()
        given = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error).rstrip(".")[:200] or tr("too deep")
        raise FormatError(tr("The recipe is no TOML ({reason}); correct it.", reason=said)) from None
    asked = Asked(given, tr("recipe"))
    asked.check({"name", "formalisms", "complexes", "family"})
    families = given.get("family")
    if not isinstance(families, list) or not 1 <= len(families) <= MAX_FAMILIES:
        said = tr("there is no [[family]], or over {most}; write at least one.", most=MAX_FAMILIES)
        raise asked.refusal(said, "family")
    formalisms = given.get("formalisms", [DEFAULT])
    if not isinstance(formalisms, list) or not formalisms:
        raise asked.refusal(tr("formalisms are a list of keys; give one."), "formalisms")
    return SurveyRecipe(
        name=str(given.get("name", ""))[:200],
        formalisms=tuple(formalism_of(str(key)).key for key in dict.fromkeys(map(str, formalisms))),
        complexes=Asked({"complexes": True} | given, tr("recipe")).truth("complexes"),
        groups=tuple(_group(each, i, folder) for i, each in enumerate(families)),
        digest=hashlib.sha256(data).hexdigest(),
        text=text,
    )


def _group(given: Any, at: int, folder: Path) -> Group:
    place = tr("family {number}", number=at + 1)
    asked = Asked(given if isinstance(given, dict) else {}, place)
    kind = asked.given.get("kind")
    if kind not in FAMILIES:
        said = tr("kind is {kind!r}; use one of {known}.", kind=kind, known=", ".join(FAMILIES))
        raise asked.refusal(said, "kind")
    family = FAMILIES[kind]
    asked.check({"kind", "states", "seed", *family.options})
    return Group(kind, family.members(asked, folder), states_of(asked, family.states))
