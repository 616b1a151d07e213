"""Results as tables of pandas and, where it is installed, as labelled arrays of xarray."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.errors import MissingLibraryError
from engine.words import tr

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame


def library(name: str) -> Any:
    """Import a library that phiscope does without.

    Parameters
    ----------
    name : str
        Its name, which is that of its package too.

    Returns
    -------
    module

    Raises
    ------
    MissingLibraryError
        If it is not installed; the sentence says what to install.
    """
    try:
        return import_module(name)
    except ImportError:
        raise MissingLibraryError(
            tr(
                "This needs {library}, which is not installed; install it: pip install {library}, or all "
                "that notebooks need, in phiscope's folder: pip install -e '.[notebook]'.",
                library=name,
            )
        ) from None


def frame(columns: Mapping[str, Sequence[Any]], about: Mapping[str, Any], index: Any = None) -> DataFrame:
    """Return columns as a table of pandas.

    Parameters
    ----------
    columns : mapping of str to sequence
        Values by column, all of one length.
    about : mapping
        What the whole table is about; it becomes the table's ``attrs``.
    index : sequence, optional
        Labels of the rows; they are numbered by default.

    Returns
    -------
    pandas.DataFrame
    """
    made = library("pandas").DataFrame(dict(columns), index=index)
    made.attrs = dict(about)
    return made


@dataclass(frozen=True, slots=True)
class LabelledArray:
    """An array with names for its axes and for the places along them, as xarray takes it.

    Attributes
    ----------
    values : array
    axes : mapping of str to sequence
        The places along each axis by the name of the axis, in the order of the axes.
    name : str
    about : mapping
        What the array is about.
    """

    values: np.ndarray
    axes: Mapping[str, Sequence[Hashable]]
    name: str
    about: Mapping[str, Any] = field(default_factory=dict)

    def to_xarray(self) -> Any:
        """Return it as an ``xarray.DataArray``.

        Raises
        ------
        MissingLibraryError
            If xarray is not installed.
        """
        return library("xarray").DataArray(
            self.values,
            dims=tuple(self.axes),
            coords={name: list(places) for name, places in self.axes.items()},
            name=self.name,
            attrs=dict(self.about),
        )

    def to_frame(self) -> DataFrame:
        """Return it as a ``pandas.DataFrame`` with a row for each place, indexed by the axes."""
        index = library("pandas").MultiIndex.from_product(self.axes.values(), names=list(self.axes))
        return frame({self.name: self.values.ravel().tolist()}, self.about, index)
