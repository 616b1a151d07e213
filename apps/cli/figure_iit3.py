"""What `phiscope figure` does under IIT 3.0: which plots there are, and which axes and concept they show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.cli.refusals import naming
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.formalisms import IIT3, formalism_of, keys_of, shown_in
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from apps.cli.options import FigureOptions
    from apps.results.exhibit import Exhibit

ITS_NEEDS = frozenset({"concepts", "version-states", ""})
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


def with_concepts(exhibit: Exhibit, options: FigureOptions, plots: tuple[str, ...]) -> Exhibit:
    """Return ``exhibit`` with the axes and the concept that the options choose for plots of IIT 3.0.

    Making the view models here lets a refusal name the option.
    """
    from apps.figures.plots import PLOTS, options_of
    from apps.results.concept_views import concept, constellation, named_axes

    read = options_of(name for name in plots if PLOTS[name].needs == "concepts")
    if options.axes is not None and "axes" in read:
        with naming("--axes"):
            exhibit = replace(exhibit, axes=named_axes(options.axes, exhibit.conceived()))
            constellation(exhibit)
    if options.mechanism is not None and "mechanism" in read:
        with naming("--mechanism"):
            units = parse_units(options.mechanism, list(exhibit.conceived().units))
            exhibit = replace(exhibit, concept=units)
            concept(exhibit)
    return exhibit
