"""What pages leave behind is collected when that keeps few people waiting.

A full collection looks at all objects of all open pages: 37,000 of each, 1 to 2 s for thirty. Python starts
one now and then while pages are built, and Panel one whenever somebody leaves; all others wait meanwhile.
Here what is open is set aside (`gc.freeze`), and collected once more pages were left than are open. So
memory grows to three times that of the open pages at most, and is given back when a class has gone.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass

from panel.io import document

from apps.repairs.repair import Repair

REPAIR = Repair(
    "garbage collected when few wait for it", "panel", "1.9", ("panel.io.document:_garbage_collect()",)
)
LEFT_FOR_EACH = 2  # pages left behind for each that is open, before they are collected


@dataclass
class PageGarbage:
    """Counts the pages that are open and those that were left since the last collection."""

    open: int = 0
    left: int = 0
    in_charge: bool = False

    def take_charge(self) -> None:
        """Let Panel ask whether it is time to collect; the modules that are loaded are set aside at once."""
        gc.collect()
        gc.freeze()
        if REPAIR.applies:
            setattr(document, "_garbage_collect", self.collect)  # noqa: B010 - a name of Panel's own
            self.in_charge = True

    def opened(self) -> None:
        """Set a new page aside, with everything else there is."""
        self.open += 1
        if self.in_charge:
            gc.freeze()

    def closed(self) -> None:
        """Count a page that was left."""
        self.open = max(self.open - 1, 0)  # one that could not be built is left too
        self.left += 1

    def collect(self) -> None:
        """Collect what was left behind, if it is more than what would have to be looked at for it."""
        if self.left > LEFT_FOR_EACH * self.open:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self.left = 0


PAGES = PageGarbage()
