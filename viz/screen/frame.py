"""The base class of all Bokeh plots: an empty figure, its theme, and the callbacks for picks and hovering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from bokeh.models import ColumnDataSource, FixedTicker, Range, Range1d, Title
from bokeh.plotting import figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viz.theme import Theme


class Drawable(Protocol):
    """A view model: any that has a sentence for screen readers."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        ...


ONE_LINE = 60
"""Letters that fit on one line of a plot that is half as wide as a page."""
Columns = dict[str, Any]
"""Name -> values: the data of a `ColumnDataSource`."""
View = TypeVar("View", bound=Drawable)


class BokehPlot(Generic[View]):
    """One Bokeh figure, built once; `show` only replaces the data of its column data sources.

    A subclass adds its glyphs in `_build`, fills their sources in `_draw` and colours them in `_style`. If
    something can be tapped, it finds that in `pick` and subscribes `_tap`.

    Parameters
    ----------
    theme
        Colours and type; `set_theme` changes them later.

    Attributes
    ----------
    figure
        The Bokeh model to put on the page; it stretches to its container.
    subtitle
        The text below the figure's title.
    view
        The view model that is drawn; None before the first `show`.
    """

    tools = "pan,wheel_zoom,reset"
    """Bokeh's names of the tools for moving and scaling the plot."""
    span: type[Range] = Range1d
    """Class of both ranges: one that is set, or one that follows the data."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.view: View | None = None
        self._listeners: list[Callable[[Any], None]] = []
        self._hover_listeners: list[Callable[[Any], None]] = []
        # Bokeh's models get their attributes at run time, which a type checker cannot follow.
        self.figure: Any = figure(
            sizing_mode="stretch_both",
            min_height=180,
            min_width=200,
            tools=self.tools,
            toolbar_location=None,
            x_range=self.span(),
            y_range=self.span(),
            output_backend="canvas",
        )
        self.subtitle: Any = Title(text="", text_font_style="normal")
        self.figure.add_layout(self.subtitle, "above")
        self._build()
        self._apply_theme()

    def show(self, view: View) -> None:
        """Draw a view model."""
        self.view = view
        self._draw(view)

    def set_theme(self, theme: Theme) -> None:
        """Change colours and type, and draw the same view model again."""
        self.theme = theme
        self._apply_theme()
        if self.view is not None:
            self.show(self.view)

    def on_pick(self, callback: Callable[[Any], None]) -> None:
        """Call `callback` with what the user picks; its type is that of the subclass."""
        self._listeners.append(callback)

    def on_hover(self, callback: Callable[[Any], None]) -> None:
        """Call `callback` with what comes under the pointer, and with None when the pointer leaves it."""
        self._hover_listeners.append(callback)

    def pick(self, x: float, y: float) -> Any:
        """Return what the user picks at a point of the picture, None if there is nothing."""
        return None

    @property
    def screen_text(self) -> str:
        """The sentence of the view model for a screen reader; empty if nothing is drawn."""
        return "" if self.view is None else self.view.screen_text

    def _build(self) -> None:
        """Add the sources and the glyphs to the figure."""
        raise NotImplementedError

    def _draw(self, view: View) -> None:
        """Put a view model into the sources."""
        raise NotImplementedError

    def _style(self) -> None:
        """Set the colours and fonts of glyphs that are the same in every row."""

    def _put(self, kind: type[Any], source: Any, name: str = "", **looks: Any) -> Any:
        """Add a glyph that looks the same whether or not rows are selected, and return what draws it.

        Bokeh's methods of the figure make two more for each, for looks that nothing here has.
        """
        options: dict[str, Any] = {"name": name} if name else {}
        return self.figure.add_glyph(
            source, kind(**looks), nonselection_glyph=None, muted_glyph=None, **options
        )

    def _glyph(self, name: str) -> Any:
        # `select_one` would walk all models of the figure: 10 ms each time, a fifth of building a page.
        return next(each for each in self.figure.renderers if each.name == name).glyph

    def _tap(self, event: Any) -> None:
        picked = None if event.x is None or event.y is None else self.pick(event.x, event.y)
        if picked is not None:
            self._report(picked)

    def _report(self, picked: object) -> None:
        for listener in self._listeners:
            listener(picked)

    def _report_hover(self, pointed: object) -> None:
        for listener in self._hover_listeners:
            listener(pointed)

    def _apply_theme(self) -> None:
        theme, plot = self.theme, self.figure
        # Transparent on the page's background: a filled frame and a filled border leave a bright seam.
        plot.background_fill_color = plot.border_fill_color = None
        plot.outline_line_color = None
        plot.grid.visible = False
        plot.title.text_color = theme.text
        plot.title.text_font_size = px(theme.title_size)
        plot.title.text_font_style = "bold"
        self.subtitle.text_color = theme.muted
        self.subtitle.text_font_size = px(theme.font_size)
        for text in (plot.title, self.subtitle):
            text.text_font = theme.font
        for axis in plot.axis:
            axis.axis_line_color = axis.major_tick_line_color = axis.minor_tick_line_color = None
            axis.major_label_text_color = axis.axis_label_text_color = theme.muted
            axis.major_label_text_font = axis.axis_label_text_font = theme.font
            axis.major_label_text_font_size = axis.axis_label_text_font_size = px(theme.font_size)
            axis.axis_label_text_font_style = "normal"
        self._style()


def empty_sources(columns: Mapping[str, str]) -> dict[str, ColumnDataSource]:
    """Return a source without rows for each name; the columns are given as words, "x y color"."""
    return {
        name: ColumnDataSource({column: [] for column in words.split()}) for name, words in columns.items()
    }


def px(size: float) -> str:
    """Return a font size in pixels as Bokeh writes it: "12px"."""
    return f"{size:g}px"


def set_labels(axis: Any, names: Mapping[float, str]) -> None:
    """Write names at some places of an axis, and nothing elsewhere.

    The ticker is kept: Bokeh walks the whole page for every model that is replaced, 30 ms each as measured.

    Parameters
    ----------
    axis
        The Bokeh axis.
    names
        Position -> name.
    """
    if not isinstance(axis.ticker, FixedTicker):
        axis.ticker = FixedTicker(ticks=[])
    if axis.ticker.ticks != list(names):
        axis.ticker.ticks = list(names)
    if axis.major_label_overrides != names:
        axis.major_label_overrides = dict(names)


def set_range(span: Any, start: float, end: float) -> None:
    """Set a range and the range that a reset returns to; nothing is sent if both are as they were.

    Parameters
    ----------
    span
        The Bokeh range.
    start, end
        Its ends, in data coordinates.
    """
    if (span.start, span.end, span.reset_start, span.reset_end) != (start, end, start, end):
        span.update(start=start, end=end, reset_start=start, reset_end=end)
