"""The documents that windows showed last: a reload may come before the browser could keep a change.

Only the browser's storage lasts; this is the memory of one process, for the windows seen last.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from apps.document.snapshot import Snapshot
from apps.workspace.documents.stored_documents import Packer

MOST = 64
LASTING = 60.0  # seconds; a browser has long kept older documents
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """The documents of a window, the index of the one on its page, their time, and parts of its view."""

    snapshots: tuple[Snapshot, ...]
    active: int
    stamp: float
    view: Mapping[str, Any]

    def packed(self) -> str:
        """Return the text that the browser would have kept."""
        return Packer().pack(self.snapshots, self.active, self.view)[0]


class RecentWindows:
    """The documents of windows, by the name of their slot, which no other browser knows."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, ShownWindow] = OrderedDict()

    def put(
        self, name: str, snapshots: Sequence[Snapshot], active: int, view: Mapping[str, Any] = NOTHING
    ) -> float:
        """Remember what the window of slot ``name`` shows; return the time to put on the text kept of it."""
        now = time.time()
        self._shown[name] = ShownWindow(tuple(snapshots), active, now, view)
        self._shown.move_to_end(name)
        first = next(iter(self._shown))
        while len(self._shown) > MOST or self._shown[first].stamp < now - LASTING:
            del self._shown[first]
            first = next(iter(self._shown))
        return now

    def since(self, name: str, stamp: float) -> ShownWindow | None:
        """Return the documents that a window showed after the time ``stamp``; None if there are none."""
        found = self._shown.get(name)
        return found if found is not None and found.stamp > stamp else None


WINDOWS = RecentWindows()
