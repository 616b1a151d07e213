"""The words of the field: explained where they stand, and all of them in a dialog, beside the manual."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.document.references import entries
from apps.ui.buttons import button
from apps.ui.scripts import script
from engine.words import kept_by_language, tr
from viz.shapes.indices import marked

_HERE = Path(__file__).parent
# The word of the glossary for another name of it on screen, or for a hook.
NAMES = {
    "phi_s": "φ_s", "phi_d": "φ_d", "phi_c": "φ_c", "phi_e": "φ_e", "phi_r": "φ_r",
    "phi-s": "φ_s", "largest-phi-s": "φ_s", "big-phi": "Φ",
    "distinction-count": "distinction", "relation-count": "relation", "complex-count": "complex",
    "excluded-count": "excluded", "reducible-count": "reducible", "candidate-count": "candidate system",
    "links": "causal link", "sum-causes": "α", "sum-effects": "α", "whole": "𝒜",
    "whole-causes": "𝒜", "whole-effects": "𝒜", "distinctions": "distinction", "relations": "relation",
    "Σφ_d": "φ_d", "Σφ_r": "φ_r",
}  # fmt: skip
FIELD = {name: re.compile(rf"^\s*{name}\s*=\s*\{{(.+)\}},?$", re.MULTILINE) for name in ("author", "year")}


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, its meaning, and the paper (key in ``references.bib``) that defines it.

    ``name`` and ``meaning`` are word and sentence in the language in use.
    """

    term: str
    says: str
    paper: str = ""
    where: str = ""

    @property
    def name(self) -> str:
        """The word itself."""
        return tr(self.term)

    @property
    def meaning(self) -> str:
        """The meaning of the word."""
        return tr(self.says)

    @property
    def source(self) -> str:
        """Paper and place, empty for common words."""
        return ", ".join(filter(None, [_authors(self.paper), self.where])) if self.paper else ""


@cache
def terms() -> dict[str, Term]:
    """Return the entries of `assets/glossary.json`, by their word."""
    text = (Path(str(files("assets"))) / "glossary.json").read_text(encoding="utf-8")
    return {row["term"]: Term(**row) for row in json.loads(text)["terms"]}


@kept_by_language
def meaning(name: str) -> str:
    """Return the meaning of ``name``, a word or a name on screen; empty if it is not explained."""
    found = terms().get(NAMES.get(name, name))
    return "" if found is None else found.meaning


def explained(markup: str, name: str) -> str:
    """Return ``markup`` with the meaning of ``name`` as a hint, shown on hover and focus, if there is one."""
    says = meaning(name)
    if not says:
        return markup
    tip = f"<span class='tip' role='tooltip'>{marked(says)}</span>"
    return f"<dfn class='term' tabindex='0'>{markup}{tip}</dfn>"


def _authors(key: str) -> str:
    """Return "Albantakis et al. 2023" of an entry of the references."""
    author, year = (FIELD[name].search(entries()[key]) for name in ("author", "year"))
    assert author is not None
    assert year is not None
    names = author[1].split(" and ")
    return f"{names[0].split(',')[0]}{' et al.' if len(names) > 2 else ''} {year[1]}"


class Glossary(JSComponent):
    """The dialog of all words; ``button`` opens it.

    ``taught`` returns the words that a lesson teaches, and ``learn`` is called with one of them to open it.
    """

    words = param.List(default=[], item_type=dict)

    _esm = script(_HERE / "glossary.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "gallery.css").read_text(encoding="utf-8")]

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0, css_classes=["glossary"], words=rows())
        self.taught: Callable[[], list[str]] = list
        self.learn: Callable[[str], object] = lambda _word: None
        self.button = button(tr("Help: what the words mean, and the manual"), "menu_book", "glossary-open")
        self.button.on_click(lambda _event: self._send_msg({"show": True, "taught": self.taught()}))

    def _handle_msg(self, data: Any) -> None:
        word = data.get("learn") if isinstance(data, dict) else None
        if isinstance(word, str) and word in terms():
            self.learn(word)


def rows() -> list[dict[str, Any]]:
    """Return the words for the dialog, sorted, symbols last."""
    ordered = sorted(terms().values(), key=lambda each: (not each.term[0].isascii(), _bare(each.name)))
    return [
        {"word": each.term, "term": marked(each.name), "says": marked(each.meaning), "source": each.source}
        for each in ordered
    ]


def _bare(word: str) -> str:
    """Return a word as it is sorted: without capitals and accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
