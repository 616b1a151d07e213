"""Figures for print: one plot, or up to four as panels, as the content of a file.

The app's download and `phiscope figure` both call `figure_bytes`; the same exhibit and options give the same
bytes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.figures.carried import carried_by
from apps.figures.plots import PLOTS, check
from apps.results.exhibit import Exhibit, with_needs
from engine.errors import PhiscopeError
from engine.run.jobs import Report
from engine.words import tr
from viz.view.letters import letters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.composer import Panel

FORMATS = ("pdf", "svg", "png")
WIDTHS_MM = (85, 120, 178)
RESOLUTIONS = (300, 600)
# Matplotlib's text layout keeps state for the whole process: only one thread may draw.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Print:
    """How a figure is printed.

    Attributes
    ----------
    kind : {"pdf", "svg", "png"}
        File format.
    width : {85, 120, 178}, optional
        Millimetres; None takes the width that suits the plot.
    dpi : {300, 600}
        Resolution of a PNG.
    grey : bool
        Whether it has patterns and greys instead of colours.
    """

    kind: str = "pdf"
    width: int | None = None
    dpi: int = 300
    grey: bool = False

    def __post_init__(self) -> None:
        """Refuse other formats, widths and resolutions."""
        for name, value, known in (
            ("format", self.kind, FORMATS),
            ("width", self.width, (None, *WIDTHS_MM)),
            ("dpi", self.dpi, RESOLUTIONS),
        ):
            if value not in known:
                choices = ", ".join(str(each) for each in known if each is not None)
                raise PhiscopeError(
                    tr(
                        "--{name}: {value} is no {name} of a figure; choose one of {choices}.",
                        name=name,
                        value=value,
                        choices=choices,
                    )
                )


def completed(exhibit: Exhibit, plots: tuple[str, ...], note: Report, stop: threading.Event) -> Exhibit:
    """Return ``exhibit`` with the missing results that the plots need, but no account; see `with_needs`."""
    return with_needs(exhibit, {PLOTS[name].needs for name in plots}, note, stop)


def figure_bytes(plots: tuple[str, ...], exhibit: Exhibit, how: Print) -> bytes:
    """Return the content of a figure file.

    Parameters
    ----------
    plots : tuple of str
        Names of one plot, or of up to four for panels A to D.
    exhibit : Exhibit
        The results, with all that the plots need.
    how : Print
        Format, width, resolution and colours.

    Raises
    ------
    PhiscopeError
        If a plot does not exist, or if the exhibit lacks a result.
    """
    from viz.paper.export import to_bytes

    panels = _panels(plots, exhibit)
    about = "\n".join(dict.fromkeys(line for panel in panels for line in panel.captions()))
    with _one_at_a_time:
        drawn = _drawn(plots, panels, how)
        return to_bytes(drawn, how.kind, how.dpi, _title(plots, exhibit), about, carried_by(plots, exhibit))


def note_on_letters(exhibit: Exhibit, how: Print) -> str:
    """Return a sentence about letters that no font for print has; empty if there are none."""
    from viz.paper.lettering import note

    both = [each.snapshot.substrate for each in (exhibit, exhibit.other) if each is not None]
    texts = [text for substrate in both for text in (substrate.name, substrate.source, *substrate.labels)]
    return note(texts, text_stays=how.kind == "svg")


def figure(plots: tuple[str, ...], exhibit: Exhibit, how: Print) -> Figure:
    """Return the figure of `figure_bytes` as a matplotlib figure."""
    return _drawn(plots, _panels(plots, exhibit), how)


def _panels(plots: tuple[str, ...], exhibit: Exhibit) -> tuple[Panel, ...]:
    from viz.paper.composer import Panel

    check(plots)
    return tuple(Panel(PLOTS[name].view(exhibit), PLOTS[name].draw) for name in plots)


def _drawn(plots: tuple[str, ...], panels: tuple[Panel, ...], how: Print) -> Figure:
    from viz.paper.composer import compose
    from viz.paper.page import Medium
    from viz.theme import GREY, PAPER

    medium = Medium(GREY if how.grey else PAPER)
    first, *others = panels
    if others:
        return compose(panels, how.width or WIDTHS_MM[-1], medium)
    return first.draw(first.view, how.width or PLOTS[plots[0]].width, medium)


def _title(plots: tuple[str, ...], exhibit: Exhibit) -> str:
    snapshot = exhibit.snapshot
    state = tr("state {state}", state=letters(snapshot.substrate.labels, snapshot.state))
    what = ", ".join(str(PLOTS[name].title) for name in plots)
    stated = any(PLOTS[name].stated for name in plots)
    return " · ".join(filter(None, [what, snapshot.substrate.name, state * stated]))
