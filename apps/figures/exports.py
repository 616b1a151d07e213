"""The exports of a page by name: figures, tables, texts and data, each in its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.figures import table_files
from apps.figures.cite import bibtex, methods
from apps.figures.figure import Print, figure_bytes, note_on_letters
from apps.figures.plots import PLOTS, offered
from apps.figures.redrawn import shell_with_picture
from apps.figures.result_tables import TABLES, offered_tables
from apps.figures.scripts import notebook, python_script
from apps.figures.table_files import json_bytes
from apps.results.exhibit import Exhibit
from engine.errors import PhiscopeError
from engine.words import phrase, tr
from viz.view.letters import unmarked

if TYPE_CHECKING:
    from apps.results.versions import Version

PANELS, RESULT, LINKED, METHODS, CODE = "panels", "result", "linked", "methods", "code"
KINDS = {
    "pdf": "PDF",
    "svg": "SVG",
    "png": phrase("PNG, 300 dpi"),
    "png-600": phrase("PNG, 600 dpi"),
    "csv": "CSV",
    "json": "JSON",
    "tex": "LaTeX",
    "parquet": "Parquet",
    "html": "HTML",
    "txt": phrase("Text"),
    "bib": "BibTeX",
    "py": "Python",
    "ipynb": "Jupyter",
    "sh": phrase("Command line"),
}
MIME = {
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "json": "application/json",
    "tex": "text/x-tex",
    "parquet": "application/vnd.apache.parquet",
    "html": "text/html",
    "txt": "text/plain",
    "bib": "text/x-bibtex",
    "py": "text/x-python",
    "ipynb": "application/x-ipynb+json",
    "sh": "application/x-sh",
}
PRINTED = ("pdf", "svg", "png", "png-600")
WRITTEN: dict[str, Callable[[Exhibit], str]] = {
    "py": python_script,
    "ipynb": notebook,
    "sh": shell_with_picture,
}
"""The code that computes a result again, by format."""


@dataclass(frozen=True, slots=True)
class Order:
    """One export that is asked for, and how it is made.

    Attributes
    ----------
    what : str
        Name of the export, a key of `exports_of`.
    kind : str
        Its format, a key of `KINDS`.
    width : int, optional
        Width of a figure in millimetres; None takes the width that suits the plot.
    grey : bool
        Whether a figure has patterns and greys instead of colours.
    panels : tuple of str
        The plots in panels A to D, if ``what`` is `PANELS`.
    """

    what: str
    kind: str = "pdf"
    width: int | None = None
    grey: bool = False
    panels: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The ending of the file's name, without a dot."""
        return self.kind.split("-")[0]

    def filename(self, network: str) -> str:
        """Return the name of the file; code has that of the ``network``, as it stands in names of files."""
        # Never the name alone: a script called engine.py would import itself.
        what = {PANELS: "figure", CODE: f"{network}-phiscope"}.get(self.what, self.what)
        return f"{what}.{self.suffix}"

    @property
    def how(self) -> Print:
        """How a figure is printed."""
        return Print(self.suffix, self.width, 600 if self.kind == "png-600" else 300, self.grey)

    @property
    def needs(self) -> set[str]:
        """The results that the export needs, as `apps.results.exhibit.with_needs` names them."""
        listed = {TABLES[self.what].needs} if self.what in TABLES else set()
        return listed | {PLOTS[name].needs for name in self.plots}

    @property
    def plots(self) -> tuple[str, ...]:
        """The plots of a figure; empty for other exports."""
        if self.what == PANELS:
            return self.panels
        return (self.what,) if self.what in PLOTS else ()


@dataclass(frozen=True, slots=True)
class Export:
    """One entry of the export menu.

    Attributes
    ----------
    title : str
        Its name in the menu.
    kinds : tuple of str
        Its formats, keys of `KINDS`.
    group : str
        The heading under which the menu lists it.
    """

    title: str
    kinds: tuple[str, ...]
    group: str


FIGURES, NUMBERS, WORDS = phrase("Figures"), phrase("Tables and results"), phrase("Text and code")


def exports_of(
    view: str, *, linked: bool = False, result: bool = True, code: bool = True
) -> dict[str, Export]:
    """Return the exports that a view of the app offers: its plots and tables, panels of several plots, texts.

    Parameters
    ----------
    view : str
        Name of the view, which its plots and tables list.
    linked : bool
        Whether the linked plots can be exported as one HTML file.
    result : bool
        Whether there is one result to export as JSON.
    code : bool
        Whether what is on screen can be exported as code that computes it.

    Returns
    -------
    dict of str to Export
        By name, in the order of the menu.
    """
    plots = offered(view)
    found = {name: Export(PLOTS[name].title, PRINTED, FIGURES) for name in plots}
    if len(plots) > 1:
        found[PANELS] = Export(tr("Figure with panels A–D"), PRINTED, FIGURES)
    if linked:
        found[LINKED] = Export(tr("Linked plots"), ("html",), FIGURES)
    if result:
        found[RESULT] = Export(tr("Whole result"), ("json",), NUMBERS)
    written = tuple(table_files.WRITERS)
    found |= {name: Export(TABLES[name].title, written, NUMBERS) for name in offered_tables(view)}
    if code:
        found[CODE] = Export(tr("Code for these numbers"), tuple(WRITTEN), WORDS)
    found[METHODS] = Export(tr("Methods and references"), ("txt", "bib"), WORDS)
    return found


def grouped(offered: Mapping[str, Export]) -> dict[str, dict[str, str]]:
    """Return exports as a menu lists them: heading -> title -> name."""
    groups: dict[str, dict[str, str]] = {}
    for name, export in offered.items():
        groups.setdefault(export.group, {})[unmarked(export.title)] = name
    return groups


def _result(exhibit: Exhibit) -> dict[str, Any]:
    """Return the whole result as plain values; of a comparison both sides, of versions each one."""
    if exhibit.other is not None:
        return {"left": exhibit.unfolded().to_dict(), "right": exhibit.other.unfolded().to_dict()}
    if exhibit.comparison is not None or exhibit.grains is not None:
        parts = {"comparison": exhibit.comparison, "grains": exhibit.grains}
        return {name: part.to_dict() for name, part in parts.items() if part is not None}
    if exhibit.versions is not None:
        return {each.formalism.key: _of_version(each) for each in exhibit.versions}
    return (exhibit.account or exhibit.structure or exhibit.searched()).to_dict()


def _of_version(found: Version) -> dict[str, Any]:
    """Return the candidate system and the complexes under a version, or why there is no result."""
    parts = {"structure": found.structure, "complexes": found.complexes}
    kept = {name: part.to_dict() for name, part in parts.items() if part is not None}
    return kept | ({"problem": found.problem} if found.problem else {})


def note_on(order: Order, exhibit: Exhibit) -> str:
    """Return what is to be said about a file beside giving it; usually nothing."""
    return note_on_letters(exhibit, order.how) if order.plots else ""


def make(order: Order, exhibit: Exhibit) -> bytes:
    """Return the content of the file that is asked for.

    Parameters
    ----------
    order : Order
        The export.
    exhibit : Exhibit
        The results, with all that the export needs.

    Raises
    ------
    PhiscopeError
        If there is no such export, or if the exhibit lacks a result.
    """
    if order.plots:
        return figure_bytes(order.plots, exhibit, order.how)
    if order.what in TABLES and order.kind in table_files.WRITERS:
        return table_files.WRITERS[order.kind](TABLES[order.what].table(exhibit))
    if order.what == RESULT:
        return json_bytes(_result(exhibit))
    if order.what == CODE and order.kind in WRITTEN:
        return WRITTEN[order.kind](exhibit).encode()
    if order.what == METHODS:
        return (bibtex(exhibit) if order.kind == "bib" else methods(exhibit)).encode()
    if order.what == LINKED:
        from apps.figures.linked_html import linked_html

        return linked_html(exhibit)
    raise PhiscopeError(tr("Choose what the figure shows: at least one panel."))
