"""Sets of units as bitmasks, bit i being unit i: labels, order, passes over all subsets."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from engine.substrate.masks import members


def over_subsets(table: npt.NDArray, axis: int, combine: np.ufunc) -> npt.NDArray:
    """Combine, along an axis indexed by masks, the entries of all subsets of every mask.

    Parameters
    ----------
    table : array
        Any dtype; the axis has 2**k entries, one for each mask over k units.
    axis : int
        The axis indexed by masks.
    combine : ufunc
        Binary and associative, such as ``np.add`` or ``np.maximum``.

    Returns
    -------
    array, shape of `table`
        At each mask, the entries of its subsets (itself and the empty set included) combined.
    """
    out = np.array(np.moveaxis(table, axis, -1), order="C")
    for bit in range(out.shape[-1].bit_length() - 1):
        halves = out.reshape(len(out), -1, 2, 1 << bit)
        combine(halves[:, :, 1], halves[:, :, 0], out=halves[:, :, 1])
    return np.moveaxis(out, -1, axis)


def named(labels: Sequence[str], mask: int) -> tuple[str, ...]:
    """Return the labels of the units in a mask.

    Parameters
    ----------
    labels : sequence of str
        Label of unit i at position i.
    mask : int
        Bit i is unit i.

    Returns
    -------
    tuple of str
        In the order of `labels`.
    """
    return tuple(labels[i] for i in members(mask))


def in_order(masks: Iterable[int]) -> list[int]:
    """Return masks as ints: those of few units first, then by the positions of their units."""
    return sorted((int(mask) for mask in masks), key=lambda mask: (mask.bit_count(), members(mask)))
