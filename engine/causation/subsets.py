"""Sets of units as bitmasks: names, order, and passes over the subsets of every set."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt


def over_subsets(table: npt.NDArray, axis: int, combine: np.ufunc) -> npt.NDArray:
    """Combine, along an axis indexed by masks, the entries of all subsets of every mask."""
    out = np.array(np.moveaxis(table, axis, -1), order="C")
    for bit in range(out.shape[-1].bit_length() - 1):
        halves = out.reshape(len(out), -1, 2, 1 << bit)
        combine(halves[:, :, 1], halves[:, :, 0], out=halves[:, :, 1])
    return np.moveaxis(out, -1, axis)


def members(mask: int) -> tuple[int, ...]:
    """Return the positions in a mask, ascending."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def named(labels: Sequence[str], mask: int) -> tuple[str, ...]:
    """Return the labels in a mask."""
    return tuple(labels[i] for i in members(mask))


def in_order(masks: Iterable[int]) -> list[int]:
    """Return masks as ints, those of few units first, then in substrate order."""
    return sorted((int(mask) for mask in masks), key=lambda mask: (mask.bit_count(), members(mask)))
