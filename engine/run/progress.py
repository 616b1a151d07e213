"""Progress of long work as a bar, in a terminal or a notebook; an interrupt stops the work and the bar."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self

from engine.frames import library

if TYPE_CHECKING:
    from types import TracebackType


class Progress:
    """A bar for each phase of a computation, to be given to it as ``report``.

    Parameters
    ----------
    **options
        For ``tqdm``, such as ``disable=True`` or ``file=…``.
    """

    def __init__(self, **options: Any) -> None:
        # Without ipywidgets a notebook gets the bar as text; tqdm.auto would print a warning beside it.
        has_widgets = find_spec("ipywidgets") is not None
        self._tqdm = library("tqdm.auto" if has_widgets else "tqdm").tqdm
        self._options = {
            "total": 100,
            "leave": False,
            "bar_format": "{desc} {percentage:3.0f}%|{bar}| {elapsed}",
        }
        self._options |= options
        self._bar: Any = None
        self._phase = ""

    def __call__(self, fraction: float, phase: str) -> None:
        """Show how much of a phase is done, 0 to 1; another phase gets a new bar."""
        if self._bar is None or phase != self._phase:
            self.close()
            self._phase = phase
            self._bar = self._tqdm(desc=phase, **self._options)
        self._bar.n = round(100 * fraction)
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        """Return itself, to be given to a computation as ``report``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away, also after an interrupt."""
        self.close()


def progress(**options: Any) -> Progress:
    """Return a bar that shows how far a computation is.

    Ctrl-C, or the stop button of a notebook, stops the computation within a tenth of a second: it raises
    `KeyboardInterrupt`, nothing goes on in the background, and the finished pieces of long jobs are kept.

    >>> from engine import Substrate, progress, unfold
    >>> s = Substrate.from_weights([[0.2, 1.0], [1.0, 0.2]], k=4)
    >>> with progress(disable=True) as report:
    ...     structure = unfold(s, "AB", report=report)
    >>> structure.units
    ('A', 'B')

    Parameters
    ----------
    **options
        For ``tqdm``, such as ``disable=True``.

    Returns
    -------
    Progress

    Raises
    ------
    MissingLibraryError
        If tqdm is not installed.
    """
    return Progress(**options)
