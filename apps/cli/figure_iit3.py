"""What `phiscope figure` does under IIT 3.0: which plots there are, and which axes and concept they show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.cli.refusals import naming
from engine.errors import PhiscopeError
from engine.formalisms import IIT3, formalism_of, keys_of, shown_in
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from apps.results.exhibit import Exhibit

ITS_NEEDS = frozenset({"concepts", ""})
"""What plots need that are drawn under IIT 3.0."""


def check_formalism(key: str, needs: Collection[str]) -> None:
    """Refuse a formalism that there is not, or that has no result of the kind that the plots need."""
    from apps.figures.plots import PLOTS

    if key not in keys_of(IIT3):
        formalism_of(key, (*shown_in("explore"), *keys_of(IIT3)))
    elif not ITS_NEEDS.issuperset(needs):
        known = ", ".join(name for name, kind in PLOTS.items() if kind.needs in ITS_NEEDS)
        raise PhiscopeError(
            tr(
                "--plot: {name} has no result for this plot; choose one of {known}.",
                name=formalism_of(key).name,
                known=known,
            )
        )


def with_axes(exhibit: Exhibit, text: str) -> Exhibit:
    """Return ``exhibit`` with the axes of ``--axes``; drawing them here lets a refusal name the option."""
    from apps.results.concept_views import constellation, named_axes

    with naming("--axes"):
        exhibit = replace(exhibit, axes=named_axes(text, exhibit.conceived()))
        constellation(exhibit)
    return exhibit
