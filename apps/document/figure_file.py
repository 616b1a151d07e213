"""Figures made here as documents: the network in its state, under the rules that the figure follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from apps.document import purview_choices
from apps.document.read_file import assumed, prepared, read_bytes
from apps.document.snapshot import Snapshot, opened
from engine.formalisms import FORMALISMS, shown_in
from engine.iit4.readings import CHOICES
from engine.substrate.formats import FORMATS, figures
from engine.words import tr

SUFFIXES = frozenset(
    suffix for each in FORMATS if each.reader is figures.from_bytes for suffix in each.suffixes
)


def is_figure(name: str) -> bool:
    """Whether a file is a figure, by its name."""
    return Path(name).suffix.lower() in SUFFIXES


def read_figure(name: str, data: bytes) -> tuple[Snapshot, str]:
    """Return the document that a figure was made of, and what is to be said about it.

    Its network, state, candidate system, formalism, readings and purviews chosen by hand are those of the
    figure; what no view shows is left as it is by default.

    Raises
    ------
    FormatError
        If the file is too large, or carries no network of ours.
    """
    substrate = prepared(read_bytes(name, data))
    content = figures.carried(data)
    snapshot = replace(opened(substrate), **_rules(content))
    said = [assumed(substrate, name)]
    known = FORMALISMS.get(str(content.get("formalism")))
    if known is not None and known.key != snapshot.formalism:
        theory = known.name
        said.append(tr("The result is of {theory}, which the view Versions shows.", theory=theory))
    return snapshot, " ".join(said)


def _rules(content: dict[str, Any]) -> dict[str, Any]:
    """Return formalism, readings and choices of a figure, as far as the page can be set to them."""
    formalism = content.get("formalism")
    if formalism not in shown_in("explore"):
        return {}
    given = content.get("readings")
    readings = given if isinstance(given, dict) else {}
    rules = {key: readings[key] for key, choice in CHOICES.items() if readings.get(key) in choice.keys}
    return {"formalism": formalism, **rules, "by_hand": purview_choices.read(content.get("by_hand", ()))}
