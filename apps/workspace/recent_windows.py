"""What each window showed last, for its next page: a reload may come before its browser could keep a stroke.

The browser's storage is what lasts; this is the memory of this process alone, of the windows seen last.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from apps.document.snapshot import Snapshot
from apps.workspace.stored_documents import Packer

MOST = 64
LASTING = 60.0  # seconds; a browser has long kept what is older
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """The documents of a window, the one on its page, when that was, and the view that is kept with them."""

    snapshots: tuple[Snapshot, ...]
    active: int
    stamp: float
    view: Mapping[str, Any]

    def packed(self) -> str:
        """Return the text that the browser would have kept."""
        return Packer().pack(self.snapshots, self.active, self.view)[0]


class RecentWindows:
    """What windows showed, by the name of their slot, which no other browser knows."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, ShownWindow] = OrderedDict()

    def put(
        self, name: str, snapshots: Sequence[Snapshot], active: int, view: Mapping[str, Any] = NOTHING
    ) -> float:
        """Remember what a window shows now; return the time to put on the text that is kept of it."""
        now = time.time()
        self._shown[name] = ShownWindow(tuple(snapshots), active, now, view)
        self._shown.move_to_end(name)
        first = next(iter(self._shown))
        while len(self._shown) > MOST or self._shown[first].stamp < now - LASTING:
            del self._shown[first]
            first = next(iter(self._shown))
        return now

    def since(self, name: str, stamp: float) -> ShownWindow | None:
        """Return what a window showed after the time on the text that its browser kept; None for nothing."""
        found = self._shown.get(name)
        return found if found is not None and found.stamp > stamp else None


WINDOWS = RecentWindows()
